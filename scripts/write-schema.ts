// Writes the JSON Schemas that are published with the product, from the tables that the checkers read. With --check nothing is written:
// it ends with 1 where a file is not as it would be written.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { calendarFileSchema, caseFileSchema, schemaText } from '../src/casefile/schema.ts'

const schemas = { 'case-file.schema.json': caseFileSchema(), 'calendar-file.schema.json': calendarFileSchema() }
const folder = new URL('../schema/', import.meta.url)
const onlyCheck = process.argv.includes('--check')

mkdirSync(folder, { recursive: true })
for (const [name, schema] of Object.entries(schemas)) {
  const file = new URL(name, folder)
  const text = `${schemaText(schema)}\n`
  if (!onlyCheck) writeFileSync(file, text)
  else if (readIfThere(file) !== text) {
    console.error(`schema/${name} differs from the fact table: write it anew with node scripts/write-schema.ts`)
    process.exitCode = 1
  }
}

function readIfThere(file: URL): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
