// Writes what every role gets at every route, for people to read: node test/service/write-route-matrix.ts

import { writeFileSync } from 'node:fs'
import { countyDatabase } from './county.ts'
import { askEverything } from './matrix.ts'
import { openService } from './service.ts'

const own = await countyDatabase()
const service = await openService(own)
const { text, wrong } = await askEverything(own, service)
writeFileSync(new URL('route-matrix.txt', import.meta.url), text)
for (const line of wrong) console.error(line)
process.exit(wrong.length > 0 ? 1 : 0)
