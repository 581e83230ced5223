// Starts the embedded server of a folder, says so in a line of JSON, and leaves it when its own input ends. For tests that need another
// process: `node test/database/use-server.ts FOLDER`.

import { startEmbedded } from '../../src/database/embedded/server.ts'

const server = await startEmbedded(process.argv[2] as string, { isForTests: true })
console.log(JSON.stringify({ pid: server.pid, wasRunning: server.wasRunning }))
process.stdin.resume().on('end', async () => {
  await server.stop()
  process.exit()
})
