import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { accountErrors } from '../../src/errors/account.errors.ts'
import { brakeErrors } from '../../src/errors/brake.errors.ts'
import { bulkErrors } from '../../src/errors/bulk.errors.ts'
import { catalogue, describeError, type ErrorCode, type ErrorParams } from '../../src/errors/catalogue.ts'
import { configurationErrors } from '../../src/errors/configuration.errors.ts'
import type { Actor } from '../../src/errors/define.ts'
import { directoryErrors } from '../../src/errors/directory.errors.ts'
import { filterErrors } from '../../src/errors/filter.errors.ts'
import { groupErrors } from '../../src/errors/group.errors.ts'
import { httpErrors } from '../../src/errors/http.errors.ts'
import { patchErrors } from '../../src/errors/patch.errors.ts'
import { schemaErrors } from '../../src/errors/schema.errors.ts'
import { storeErrors } from '../../src/errors/store.errors.ts'
import idsLock from './ids.lock.json' with { type: 'json' }
import { sampleParams } from './sample-params.ts'

const areas = [
  { digit: '1', table: httpErrors },
  { digit: '2', table: filterErrors },
  { digit: '3', table: patchErrors },
  { digit: '4', table: schemaErrors },
  { digit: '4', table: groupErrors },
  { digit: '5', table: storeErrors },
  { digit: '5', table: accountErrors },
  { digit: '5', table: brakeErrors },
  { digit: '6', table: bulkErrors },
  { digit: '7', table: configurationErrors },
  { digit: '9', table: directoryErrors },
]

/** RFC 7644 Table 9, with RFC 9865 §2.1, erratum 6893 for `sensitive`, and 409 for `uniqueness` (A9). */
const scimTypes: Readonly<Record<number, readonly string[]>> = {
  400: [
    ...['invalidFilter', 'tooMany', 'mutability', 'invalidSyntax', 'invalidPath', 'noTarget', 'invalidValue'],
    ...['invalidVers', 'invalidCursor', 'expiredCursor', 'invalidCount'],
  ],
  403: ['sensitive'],
  409: ['uniqueness'],
}

/** Those who can change data or settings; to everybody else a retry is of no use. */
const canChangeThings: ReadonlySet<Actor> = new Set([
  'end user',
  'identity provider administrator',
  'application administrator',
])

const sentence = /^[A-Z"`{].*[^.]\.$/s
const rows = Object.keys(catalogue).map((name) => {
  // Object.keys forgets the type of the keys of a constant table.
  const code = name as ErrorCode
  return { code, ...describeError(code) }
})

/** The codes that the sources of all packages throw. */
/** What the packages throw, and what the guide has hosts throw. */
function thrownCodes(): ReadonlySet<string> {
  const root = join(import.meta.dirname, '../../../..')
  const sources = globSync(['packages/*/src/**/*.ts', 'docs/guide/*.md'], { cwd: root })
  const throwing = sources.filter((file) => !file.endsWith('.errors.ts'))
  const texts = throwing.map((file) => readFileSync(join(root, file), 'utf8').replaceAll(/^\s*(?:\*|\/\/).*$/gm, ''))
  return new Set(texts.flatMap((text) => [...text.matchAll(/new ScimError\(\s*'(\w+)'/g)].map(([, code = '']) => code)))
}

describe('the error catalogue', () => {
  it('holds every row of every table', () => {
    const sizes = areas.map(({ table }) => Object.keys(table).length)
    expect(rows).toHaveLength(sizes.reduce((total, size) => total + size))
  })

  it.each(areas)('keeps the ids of an area together: SCIM$digit…', ({ digit, table }) => {
    for (const { id } of Object.values(table)) expect(id).toMatch(new RegExp(`^SCIM${digit}\\d{3}$`))
  })

  it('gives every error the id it has always had, and no id twice', () => {
    // A new error is added to the file by hand. A line that is there never changes, and stays when its error is
    // retired.
    expect(idsLock).toMatchObject(Object.fromEntries(rows.map(({ id, code }) => [id, code])))
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  })

  it('holds no error that nothing throws', () => {
    const thrown = thrownCodes()
    expect(rows.map(({ code }) => code).filter((code) => !thrown.has(code))).toEqual([])
  })
})

describe.each(rows)('$id $code', ({ code, status, scimType, title, cause, remedies, retry, spec, seeds }) => {
  it('has a scimType that its status may have', () => {
    expect([undefined, ...(scimTypes[status] ?? [])]).toContain(scimType)
  })

  it('has a title in one line without a full stop', () => {
    expect(title).toMatch(/^\w[^\n]*[^.!\s]$/)
  })

  it('has a detail that is a sentence', () => {
    const detail: (params: ErrorParams<ErrorCode>) => string = describeError(code).detail
    expect(detail(sampleParams[code])).toMatch(/[^.]\.$/)
    expect(detail(sampleParams[code])).not.toMatch(/undefined|\[object|^Error|!/)
  })

  it('says why it happens in at most three sentences', () => {
    expect(cause).toMatch(sentence)
    expect(cause.split(/[.?] (?=[A-Z])/).length).toBeLessThanOrEqual(3)
  })

  it('tells somebody what to do, beginning with a verb', () => {
    expect(remedies.length).toBeGreaterThan(0)
    for (const { action } of remedies) {
      expect(action).toMatch(sentence)
      expect(verbs).toContain(action.split(' ', 1)[0])
    }
  })

  it('advises a retry after a change exactly when somebody can change something', () => {
    if (retry === 'later') expect(status).toBeGreaterThanOrEqual(429)
    else expect(retry === 'after change').toBe(remedies.some(({ actor }) => canChangeThings.has(actor)))
  })

  it('cites sections of RFCs, and rows of the seed systems', () => {
    expect(spec.length).toBeGreaterThan(0)
    for (const citation of spec) expect(citation).toMatch(/^RFC \d{4} §\d+(?:\.\d+)*$/)
    for (const row of seeds ?? []) expect(row).toMatch(/^(?:[PIBD]-\d\d|RW-[PIB]\d[abc]?|F-\d\d?)$/)
  })
})

/** What people are asked to do. Another verb is welcome; a noun is not. */
const verbs = [
  ...[
    'Add',
    'Ask',
    'Assign',
    'Change',
    'Check',
    'Choose',
    'Compare',
    'Correct',
    'Declare',
    'Delete',
    'Encode',
    'Enter',
  ],
  ...['Fill', 'Find', 'Issue', 'Leave', 'Let', 'Look', 'Make', 'Map', 'Mark', 'Match', 'Name', 'Percent-encode'],
  ...[
    'Provision',
    'Push',
    'Put',
    'Raise',
    'Read',
    'Register',
    'Report',
    'Resolve',
    'Restart',
    'Retry',
    'Select',
    'Send',
  ],
  ...['Set', 'Sort', 'Split', 'Switch', 'Take', 'Unassign', 'Use', 'Wait', 'Write'],
]
