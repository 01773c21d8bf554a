import { describe, expect, it } from 'vitest'
import { citationsOf } from '../conformance/citation.ts'
import { judge } from '../conformance/judge.ts'
import { renderPage } from '../conformance/render-page.ts'

const file = 'packages/memory/test/some.test.ts'
const one = 'S7644-3.6-01'
const two = 'S7644-3.6-02'
const known = { ids: [one, two], reasons: {}, partly: {}, knownFailures: {} }
const citation = (id: string) => ({ id, file, title: 'DELETE › answers 204' })

describe('a test cites', () => {
  it('the ids its title starts with', () => {
    expect(citationsOf({ file, names: ['DELETE', `${one}, A36, ${two}: answers 204: nothing else`] })).toEqual([
      { id: one, file, title: 'DELETE › answers 204: nothing else' },
      { id: two, file, title: 'DELETE › answers 204: nothing else' },
    ])
  })

  it('the ids of the suites around it', () => {
    expect(citationsOf({ file, names: [`${one}: DELETE`, 'answers 204'] })).toEqual([citation(one)])
  })

  it('nothing that it only mentions', () => {
    expect(citationsOf({ file, names: [`a server without ${one}`, `answers 204 (${one})`] })).toEqual([])
  })

  it.each([
    ['without a colon', `${one} answers 204`],
    ['as a range', `${one} to -03: answers 204`],
    ['cut short', `${one}, -02: answers 204`],
  ])('nothing that might be overlooked: an id %s', (_, name) => {
    expect(() => citationsOf({ file, names: [name] })).toThrow('ids are cited as in')
  })
})

describe('tracing fails', () => {
  it('never when each row has a test or a reason', () => {
    expect(judge({ ...known, reasons: { [two]: 'nothing to do with us' } }, [citation(one)])).toEqual([])
  })

  it('for a row with neither', () => {
    expect(judge(known, [citation(one)])).toEqual([`${two} has neither a test nor a reason`])
  })

  it('for a test of a row that does not exist', () => {
    expect(judge(known, [one, two, 'S7644-3.6-99'].map(citation))).toEqual([
      `${file} cites S7644-3.6-99, which does not exist`,
    ])
  })

  it('for a reason that has become untrue', () => {
    expect(judge({ ...known, reasons: { [one]: 'cannot be done' } }, [one, two].map(citation))).toEqual([
      `${one} is tested: delete its reason`,
    ])
  })

  it('for a row of which no test shows the part that is said to be shown', () => {
    const partly = { [one]: 'shown for one half', [two]: 'shown for the other' }
    expect(judge({ ...known, partly, reasons: { [two]: 'no' } }, [citation(one)])).toEqual([
      `${two} is said to be tested in part, but no test shows any of it`,
    ])
  })

  it('for a known failure that no test shows', () => {
    expect(judge({ ...known, reasons: { [two]: 'no' }, knownFailures: { [two]: 'not yet' } }, [citation(one)])).toEqual(
      [`${two} is known to fail, but no test shows it`],
    )
  })
})

describe('the page', () => {
  const row = { rfc: 7644, section: '3.6', level: 'MUST', requirement: 'Success | 204.', test: '' } as const
  const requirements = [
    { ...row, id: one },
    { ...row, id: two },
    { ...row, id: 'S7644-3.6-03' },
    { ...row, id: 'S7644-3.6-04', requirement: 'A `b_c|d` and e_f' },
    { ...row, id: 'S7644-3.6-05' },
  ]
  const page = renderPage({
    requirements,
    citations: [one, two, 'S7644-3.6-05'].map(citation),
    reasons: { 'S7644-3.6-03': 'out of scope' },
    partly: { 'S7644-3.6-05': 'shown for one half' },
    knownFailures: { [two]: 'not yet' },
  })

  it('says how each row is known to hold', () => {
    const test = `[DELETE › answers 204](../${file})`
    expect(page).toContain(`| ${one} | MUST | Success \\| 204. | tested | ${test} |`)
    expect(page).toContain(`| ${two} | MUST | Success \\| 204. | known failure | not yet<br>${test} |`)
    expect(page).toContain(`| S7644-3.6-05 | MUST | Success \\| 204. | partly | shown for one half<br>${test} |`)
    expect(page).toContain('| S7644-3.6-03 | MUST | Success \\| 204. | reason | out of scope |')
    expect(page).toContain('| S7644-3.6-04 | MUST | A `b_c\\|d` and e\\_f | open |  |')
  })

  it('counts by RFC and by level', () => {
    expect(page).toContain('| RFC 7644 | 5 | 1 | 1 | 1 | 1 | 1 |')
    expect(page).toContain('| MUST | 5 | 1 | 1 | 1 | 1 | 1 |')
  })
})
