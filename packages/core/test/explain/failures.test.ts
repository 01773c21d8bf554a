import { expect, it } from 'vitest'
import { describeFinding, findings } from '../../src/errors/findings.ts'
import { isErrorCode, isFindingCode } from '../../src/explain/explanation.ts'
import { failures } from '../../src/explain/failures.ts'

it('holds all 27 common failures, in order', () => {
  expect(failures.map(({ number }) => number)).toEqual(Array.from({ length: 27 }, (_, index) => index + 1))
})

it.each(failures)('F-$number: has errors and findings that exist', ({ codes }) => {
  expect(codes.length).toBeGreaterThan(0)
  expect(codes.filter((code) => !isErrorCode(code) && !isFindingCode(code))).toEqual([])
  expect(new Set(codes).size).toBe(codes.length)
})

it('a finding that cites a failure stands in its row, and the other way round', () => {
  const cited = Object.keys(findings)
    .filter(isFindingCode)
    .flatMap((code) => describeFinding(code).seeds.flatMap((seed) => (seed.startsWith('F-') ? `${seed} ${code}` : [])))
  const listed = failures.flatMap(({ number, codes }) =>
    codes.filter(isFindingCode).map((code) => `F-${number} ${code}`),
  )
  expect(listed.sort()).toEqual(cited.sort())
})
