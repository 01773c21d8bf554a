// Writes docs/reference/admin-openapi.json from the routes of the administration API of the reference server. With
// --check nothing is written, and a document that differs fails.
import { readFileSync, writeFileSync } from 'node:fs'
import { describeApi } from '../apps/reference/src/admin/openapi.ts'
import { routes } from '../apps/reference/src/admin/routes.ts'

const file = new URL('../docs/reference/admin-openapi.json', import.meta.url)
const document = `${JSON.stringify(describeApi(routes), undefined, 2)}\n`

if (!process.argv.includes('--check')) writeFileSync(file, document)
else if (readFileSync(file, 'utf8') !== document) {
  process.stderr.write(
    'docs/reference/admin-openapi.json is out of date: run node --conditions=@scimkit/source scripts/generate-admin-openapi.ts\n',
  )
  process.exitCode = 1
}
