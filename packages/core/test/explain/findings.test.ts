import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../src/errors/catalogue.ts'
import { type Finding, findingOf } from '../../src/errors/finding.ts'
import { describeFinding, type FindingCode, type FindingParams, findings } from '../../src/errors/findings.ts'
import idsLock from './ids.lock.json' with { type: 'json' }
import { sampleFindingParams } from './sample-params.ts'

// Object.keys forgets the type of the keys of a constant table.
const codes = Object.keys(findings) as FindingCode[]
const rows = codes.map((code) => ({ code, ...describeFinding(code) }))

const sentence = /^[A-Z"`{].*[^.]\.$/s

/** The codes that the sources make findings of, however they get there. */
function madeCodes(): ReadonlySet<string> {
  const folder = join(import.meta.dirname, '../../src')
  const sources = globSync('**/*.ts', { cwd: folder }).filter((file) => !/\.(findings|errors)\.ts$/.test(file))
  const texts = sources
    .filter((file) => !file.endsWith('failures.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
  return new Set(texts.flatMap((text) => [...text.matchAll(/'([A-Z]+(?:_[A-Z]+)+)'/g)].map(([, code = '']) => code)))
}

describe('the finding catalogue', () => {
  it('gives every finding the id it has always had, and no id twice', () => {
    // A new finding is added to the file by hand. A line that is there never changes, and stays when its finding is
    // retired.
    expect(idsLock).toMatchObject(Object.fromEntries(rows.map(({ id, code }) => [id, code])))
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  })

  it('shares no code with the errors', () => {
    expect(codes.filter((code) => Object.hasOwn(catalogue, code))).toEqual([])
  })

  it('holds no finding that nothing makes', () => {
    const made = madeCodes()
    expect(codes.filter((code) => !made.has(code))).toEqual([])
  })
})

describe.each(rows)('$id $code', ({ id, code, title, cause, remedies, spec, seeds }) => {
  it('has an id of its area', () => {
    expect(id).toMatch(/^SCIM8\d{3}$/)
  })

  it('has a title in one line without a full stop', () => {
    expect(title).toMatch(/^\w[^\n]*[^.!\s]$/)
  })

  it('has a message that is a sentence', () => {
    const make: (code: FindingCode, params: FindingParams<FindingCode>) => Finding = findingOf
    const { message } = make(code, sampleFindingParams[code])
    expect(message).toMatch(/^.*[^.]\.$/s)
    expect(message).not.toMatch(/undefined|\[object|!/)
  })

  it('says why it happens in at most three sentences', () => {
    expect(cause).toMatch(sentence)
    expect(cause.split(/[.?] (?=[A-Z])/).length).toBeLessThanOrEqual(3)
  })

  it('tells somebody what to do', () => {
    expect(remedies.length).toBeGreaterThan(0)
    for (const { action } of remedies) expect(action).toMatch(sentence)
  })

  it('cites sections of RFCs, rows of the seed systems, and common failures', () => {
    expect(spec.length).toBeGreaterThan(0)
    for (const citation of spec) expect(citation).toMatch(/^RFC \d{4} §\d+(?:\.\d+)*$/)
    expect(seeds.length).toBeGreaterThan(0)
    for (const row of seeds) expect(row).toMatch(/^(?:[PIBD]-\d\d|RW-[PIB]\d[abc]?|F-\d\d?)$/)
  })
})
