// Begins to fill a database, as owner, and says so when it has come to the middle, where it stays until it is killed. For a test that kills it:
// `node test/database/fill-until-killed.ts ADDRESS`.

import { fillWithCounty } from '../../src/actions/fill-with-county.ts'
import { openDatabase } from '../../src/database/pool.ts'
import { smallCounty } from './small-county.ts'

const database = openDatabase(process.argv[2] as string, { forLongWork: true, name: 'fills until it is killed' })
const county = smallCounty(500)
await fillWithCounty(database, county, (done) => {
  if (done < county.numberOfHouseholds / 2) return
  process.stdout.write('half\n')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
})
