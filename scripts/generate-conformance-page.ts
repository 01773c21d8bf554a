// Traces every requirement to its tests and writes docs/conformance.md; `--check` only says what is wrong.
import { readFileSync, writeFileSync } from 'node:fs'
import { knownFailures, partly, reasons, requirements } from '../packages/contract-tests/src/requirements.ts'
import { citationsOf } from './conformance/citation.ts'
import { collectTests } from './conformance/collect-tests.ts'
import { judge } from './conformance/judge.ts'
import { renderPage } from './conformance/render-page.ts'

const file = new URL('../docs/conformance.md', import.meta.url)

const citations = (await collectTests()).flatMap(citationsOf)
const problems = [...judge({ ids: requirements.map(({ id }) => id), reasons, partly, knownFailures }, citations)]
const page = renderPage({ requirements, citations, reasons, partly, knownFailures })

if (!process.argv.includes('--check')) writeFileSync(file, page)
else if (readFileSync(file, 'utf8') !== page)
  problems.push('docs/conformance.md is out of date: run node scripts/generate-conformance-page.ts')

for (const problem of problems) process.stderr.write(`${problem}\n`)
process.exitCode = problems.length === 0 ? 0 : 1
