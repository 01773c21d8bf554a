import { expect, it } from 'vitest'
import { ScimError } from '../../src/errors/scim-error.ts'
import { conflictKinds } from '../../src/explain/conflicts.ts'
import { explainFinding } from '../../src/explain/explain-finding.ts'
import { findingOfError } from '../../src/explain/finding-of-error.ts'
import { maskEmails } from '../../src/explain/redact.ts'
import { pulumi2024Profile, pulumi2026Profile } from '../../src/provisioning/profiles/pulumi.ts'

const taken = { attribute: 'userName', value: 'ada@example.com', resourceType: 'User' }
const holder = { id: '2819c223', active: false, managed: true, origin: 'scim' } as const

it('of a holder in the tenant everything is told', () => {
  const { conflict } = findingOfError(new ScimError('UNIQUENESS_VIOLATED', { ...taken, holder }))
  expect(conflict).toEqual({
    where: 'here',
    attribute: 'userName',
    id: '2819c223',
    state: 'inactive',
    managed: true,
    origin: 'scim',
  })
})

it('a holder that was deleted is neither active nor inactive', () => {
  const deleted = { ...holder, active: true, deleted: true }
  const finding = findingOfError(new ScimError('UNIQUENESS_VIOLATED', { ...taken, holder: deleted }))
  expect(finding.conflict?.state).toBe('deleted')
  expect(explainFinding(finding).cause).toContain('tombstone')
})

it('D-08: of a holder whose takeover waits that is told, and asked for', () => {
  const waiting = { ...holder, active: true, managed: true, origin: 'local', pending: true } as const
  const finding = findingOfError(new ScimError('UNIQUENESS_VIOLATED', { ...taken, holder: waiting }))
  expect(finding).toMatchObject({
    message: expect.stringContaining('User 2819c223, whose takeover waits for an administrator.'),
    conflict: { where: 'here', state: 'active', pending: true },
  })
  expect(explainFinding(finding).remedies[0]).toMatchObject({
    actor: 'application administrator',
    action: expect.stringMatching(/approve the takeover or reject it/),
  })
})

it('of a holder elsewhere nothing is told but that', () => {
  const { conflict, message } = findingOfError(new ScimError('UNIQUENESS_VIOLATED', { ...taken, holder: undefined }))
  expect(conflict).toEqual({ where: 'elsewhere', attribute: 'userName' })
  expect(message).not.toContain('2819c223')
})

it('values are redacted, names of attributes and ids are not', () => {
  const { message } = findingOfError(new ScimError('UNIQUENESS_VIOLATED', { ...taken, holder }), {}, maskEmails)
  expect(message).toContain('The userName "a***@example.com" is already taken by User 2819c223')
})

it('a value in a path is redacted, the path is not', () => {
  const error = new ScimError('PATCH_NO_TARGET', { path: 'emails[value eq "ada@example.com"].type' })
  expect(findingOfError(error, {}, maskEmails).message).toContain('emails[value eq "a***@example.com"].type')
})

it('F-9: a missing value comes with where it usually comes from', () => {
  const error = new ScimError('ATTRIBUTE_REQUIRED', { path: 'name.familyName', owner: 'User' })
  expect(findingOfError(error).message).toMatch(
    /user\.lastName in Okta, surname in Entra ID and Last Name in OneLogin\.$/,
  )
  const other = new ScimError('ATTRIBUTE_REQUIRED', { path: 'cogs', owner: 'Widget' })
  expect(findingOfError(other).message).toMatch(/"cogs"\.$/)
})

it.each([
  [{ where: 'elsewhere', attribute: 'emails.value' }, 'end user'],
  [{ where: 'elsewhere', attribute: 'userName' }, 'identity provider administrator'],
  [{ where: 'here', attribute: 'emails.value', managed: false }, 'application administrator'],
  [{ where: 'here', attribute: 'userName', managed: true, state: 'active' }, 'identity provider administrator'],
  [{ where: 'here', attribute: 'emails.value', managed: true, pending: true }, 'application administrator'],
  [{ where: 'here', attribute: 'displayName', managed: false }, 'application administrator'],
  [{ where: 'here', attribute: 'displayName', managed: true }, 'identity provider administrator'],
] as const)('P-18, D-18: the conflict %o is for the %s', (conflict, actor) => {
  expect(explainFinding({ code: 'UNIQUENESS_VIOLATED', conflict }).remedies[0]?.actor).toBe(actor)
})

it('P-14: equal user names are never to be linked', () => {
  const conflict = { where: 'elsewhere', attribute: 'userName' } as const
  const { cause, remedies } = explainFinding({ code: 'UNIQUENESS_VIOLATED', conflict })
  expect(cause).toContain('never linked')
  for (const { action } of remedies) expect(action).not.toMatch(/link|connect/i)
})

it('P-15, P-16: only the name of the person to provision can change, or support has to help', () => {
  const conflict = { where: 'elsewhere', attribute: 'userName' } as const
  expect(explainFinding({ code: 'UNIQUENESS_VIOLATED', conflict }).remedies).toMatchObject([
    { actor: 'identity provider administrator', action: expect.stringContaining('for this person') },
    { actor: 'support', action: expect.stringContaining('gives no control over the user name') },
  ])
})

it('P-32, P-37: what another organization has made cannot be connected, so its administrator has to release it', () => {
  const conflict = { where: 'elsewhere', attribute: 'emails.value' } as const
  const [first] = explainFinding({ code: 'UNIQUENESS_VIOLATED', conflict }).remedies
  expect(first?.action).toContain('where that organization has made it, its administrator has to delete it')
})

it('I-16: that a deletion lets the next request link is said only of profiles that link', () => {
  const conflict = { where: 'here', attribute: 'userName', managed: false } as const
  const [first] = explainFinding({ code: 'UNIQUENESS_VIOLATED', conflict }).remedies
  expect(first?.action).toMatch(/Where the profile does so .* links this one\.$/)
})

it.each(conflictKinds)('each kind has a cause of its own, and remedies: $cause', ({ cause, remedies }) => {
  expect(conflictKinds.filter((kind) => kind.cause === cause)).toHaveLength(1)
  expect(cause).toMatch(/^[A-Z].*[^.]\.$/)
  expect(remedies.length).toBeGreaterThan(0)
})

it('D-01: a finding is explained with the keyword its client got', () => {
  const immutable = { code: 'ATTRIBUTE_MUTABILITY' } as const
  expect(explainFinding(immutable).scimType).toBe('mutability')
  expect(explainFinding(immutable, pulumi2024Profile.errors).scimType).toBe('immutability')
  const members = { code: 'MEMBERS_INVALID' } as const
  expect(explainFinding(members, pulumi2024Profile.errors).scimType).toBeUndefined()
  expect(explainFinding(members, pulumi2026Profile.errors).scimType).toBe('invalidValue')
})
