import { describe, expect, it } from 'vitest'
import { findingOf } from '../../src/errors/finding.ts'
import { ScimError } from '../../src/errors/scim-error.ts'
import { findingOfError } from '../../src/explain/finding-of-error.ts'
import { maskEmails } from '../../src/explain/redact.ts'

const ids = Array.from({ length: 20_000 }, (_, number) => `id-${number}`)
const unknown = { attribute: 'members', ids, why: {} }

describe('a finding says only some of what a client sent', () => {
  it('of a long text, the beginning', () => {
    const { message } = findingOf('USER_NAME_KEPT', { sent: 'x'.repeat(1_000_000), kept: 'ada' })
    expect(message).toContain(`"${'x'.repeat(300)}…"`)
  })

  it('of a long list, the first hundred, and how many there are', () => {
    const { message } = findingOf('MEMBERS_SKIPPED', unknown)
    expect(message).toMatch(/: id-0, id-1, .*, id-99, and 19900 more\.$/)
  })

  it('of a list of long texts, as many as fit', () => {
    const { message } = findingOf('MEMBERS_SKIPPED', { ids: ids.map((id) => id + 'x'.repeat(1000)), why: {} })
    expect(message).toContain('and 19987 more')
    expect(message.length).toBeLessThan(4200)
  })

  it('all of a list that is not long', () => {
    const { message } = findingOf('MEMBERS_SKIPPED', { ids: ids.slice(0, 100), why: {} })
    expect(message).toMatch(/id-98, id-99\.$/)
  })

  it('F-4: of members, the reason of each, which those that are cut or hidden lack', () => {
    const why = { a: 'unknown', b: 'unmanaged', c: 'unknown' } as const
    expect(findingOf('MEMBERS_SKIPPED', { ids: ['a', 'b', 'c'], why }).message).toBe(
      'These members were left out: a, c (not known here); b (not managed by SCIM).',
    )
    expect(findingOf('MEMBERS_SKIPPED', { ids, why: { 'id-0': 'wrong type' } }).message).toMatch(
      /: id-0 \(of a type that cannot be a member here\); id-1, .*, id-99, and 19900 more\.$/,
    )
  })

  it.each([undefined, maskEmails])('of an error as well, whose own words name all (P-07)', (redact) => {
    const error = new ScimError('MEMBERS_INVALID', unknown)
    expect(findingOfError(error, {}, redact).message).toContain('id-98, id-99, and 19900 more')
    expect(error.message).toContain('id-19999')
  })
})

it('what no hook could hide is not said', () => {
  const error = new ScimError('MEMBERS_INVALID', { ...unknown, ids: ['ada@example.com'] })
  // A host without a compiler: what it gives may be anything.
  const nothing = (() => undefined) as unknown as typeof maskEmails
  expect(findingOfError(error, {}, nothing).message).toContain('cannot be members: …. ')
})
