// Writes what is read from the database's own catalogue after the migrations: src/database/schema.sql for people, src/database/tables.ts for the
// compiler. A test says when they are not as they would be written.

import { writeFileSync } from 'node:fs'
import { readCatalogue, schemaText, tablesText } from '../src/database/catalogue.ts'
import { freshDatabase } from '../test/database/cluster.ts'

const database = await freshDatabase()
const catalogue = await readCatalogue((question) => database.ask(question))
writeFileSync(new URL('../src/database/schema.sql', import.meta.url), schemaText(catalogue))
writeFileSync(new URL('../src/database/tables.ts', import.meta.url), tablesText(catalogue))
await database.drop()
process.exit()
