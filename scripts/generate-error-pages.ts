// Writes docs/errors from both catalogues: a page for each error and each finding, and an index. The answers on the
// pages are real: each example is sent to a handler. With --check nothing is written, and a page that differs fails.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { catalogue, describeError, type ErrorCode } from '../packages/core/src/errors/catalogue.ts'
import type { ErrorEntry } from '../packages/core/src/errors/define.ts'
import { retryRules } from '../packages/core/src/explain/retry-rules.ts'
import { baseUrl, type ExampleRun, runExample } from '../packages/memory/test/error-examples.ts'
import { findingIndex, findingPage, findingRows } from './error-pages/finding-pages.ts'
import { linkTo, remedySection, seedLines, table } from './error-pages/sections.ts'
import { root } from './run.ts'

type Row = ErrorEntry & { readonly code: ErrorCode }

const folder = join(root, 'docs', 'errors')
const notice = '<!-- Generated from packages/core/src/errors by scripts/generate-error-pages.ts; do not edit. -->'

const areas: readonly (readonly [digit: string, title: string])[] = [
  ['1', 'The HTTP request'],
  ['2', 'Filters and the order of results'],
  ['3', 'PATCH'],
  ['4', 'Values of a resource'],
  ['5', 'What is stored'],
  ['6', 'Bulk requests'],
  ['7', 'Configuration'],
  ['9', 'The directory of the application'],
]

/** Replaces the ids that are made anew in each run, and the names that stand for them in an example. */
function withStableIds(text: string, { ids, event }: ExampleRun): string {
  const userId = '26118915-6090-4610-87e4-49d8ca9f808d'
  const groupId = 'e9e30dba-f08f-4109-8486-d5c6a331660a'
  return text
    .replaceAll('{userId}', userId)
    .replaceAll('{groupId}', groupId)
    .replaceAll(ids.userId ?? '{userId}', userId)
    .replaceAll(ids.groupId ?? '{groupId}', groupId)
    .replaceAll(event.requestId, '7f3c1c1e-5d0b-4a4e-8f0f-0d6f1c9a7b21')
}

function httpBlock(start: string, headers: Readonly<Record<string, string>>, body: unknown): string[] {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const text = typeof body === 'string' ? body : JSON.stringify(body, undefined, 2)
  return ['```http', start, ...lines, ...(body === undefined ? [] : ['', text]), '```']
}

/** What there is to say of an error that no request is answered with. */
const whereThrown =
  'A call of the directory rejects with it: the application has asked for something, and no SCIM client.'

async function wireSection({ example }: Pick<Row, 'example'>): Promise<string[]> {
  if (example === undefined) return [whereThrown]
  const run = await runExample(example)
  const { status, headers, body = '' } = run.response
  const start = `${example.method} ${new URL(baseUrl).pathname}${example.path} HTTP/1.1`
  const question = httpBlock(start, run.headers, example.body)
  const answer = httpBlock(`HTTP/1.1 ${status}`, headers, JSON.parse(body))
  const intro = example.given === undefined ? 'The request' : `Given ${example.given}, the request`
  const section = [intro, '', ...question, '', 'is answered with', '', ...answer]
  return [withStableIds(section.join('\n'), run)]
}

async function page(row: Row): Promise<string> {
  const { id, code, status, scimType, title, cause, remedies, retry, spec, seeds, since } = row
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ['What it looks like', await wireSection(row)],
    ['Why it happens', [cause]],
    ['Who does what', remedySection(remedies)],
    ['When to retry', [retryRules[retry]]],
    ['Where it comes from', [`- ${spec.map(linkTo).join(', ')}`, ...seedLines(seeds)]],
  ]
  const facts = [`\`${code}\``, `HTTP status ${status}`, ...(scimType ? [`scimType \`${scimType}\``] : [])]
  const body = sections.flatMap(([heading, lines]) => ['', `## ${heading}`, '', ...lines])
  return [notice, '', `# ${id}: ${title}`, '', `${facts.join(', ')}; since ${since}.`, ...body, ''].join('\n')
}

function index(rows: readonly Row[]): string {
  const sections = areas.flatMap(([digit, title]) => [
    '',
    `## ${title}`,
    '',
    ...table(
      ['Id', 'Code', 'Status', 'scimType', 'What happened'],
      rows
        .filter(({ id }) => id.startsWith(`SCIM${digit}`))
        .map((row) => [`[${row.id}](${row.id}.md)`, `\`${row.code}\``, `${row.status}`, row.scimType ?? '', row.title]),
    ),
  ])
  const intro =
    'The id stands at the end of the `detail` of every error, except where a profile has the words of a product, and always in its `Link` header. Ids never change their meaning.'
  return [notice, '', '# Errors and findings', '', intro, ...sections, ...findingIndex(), ''].join('\n')
}

// Object.keys forgets the type of the keys of a constant table.
const rows = (Object.keys(catalogue) as ErrorCode[]).map((code): Row => ({ code, ...describeError(code) }))
const files = new Map([['README.md', index(rows)]])
for (const row of rows) files.set(`${row.id}.md`, await page(row))
for (const row of findingRows) files.set(`${row.id}.md`, `${notice}\n\n${findingPage(row)}`)

const present = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
const drifted = [...new Set([...files.keys(), ...present.keys()])].filter(
  (name) => files.get(name) !== present.get(name),
)
if (parseArgs({ options: { check: { type: 'boolean' } } }).values.check) {
  for (const name of drifted) console.error(`docs/errors/${name} is not what the catalogue says.`)
  if (drifted.length > 0) console.error('Run: node --conditions=@scimkit/source scripts/generate-error-pages.ts')
  process.exitCode = drifted.length === 0 ? 0 : 1
} else {
  for (const name of drifted) {
    const text = files.get(name)
    if (text === undefined) rmSync(join(folder, name))
    else writeFileSync(join(folder, name), text)
  }
  console.log(`docs/errors: ${files.size} pages, ${drifted.length} written`)
}
