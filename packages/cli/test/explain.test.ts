import { expect, test } from 'vitest'
import { scimkit, scimkitWith } from './scimkit.ts'

test('a code is explained: why, who does what, when to retry, and where it is written', async () => {
  const { code, out } = await scimkit('explain', 'UNIQUENESS_VIOLATED')
  expect(code).toBe(0)
  expect(out).toMatch(/^SCIM5002: The value is already taken\n {2}UNIQUENESS_VIOLATED, HTTP 409, uniqueness\n/)
  expect(out).toContain('\nWhy it happens\n  The person already has an account here')
  expect(out).toContain('  1. End user\n     Change the value')
  expect(out).toContain('       Okta: Sign On > Application username format')
  expect(out).toContain('\nWhen to retry\n  After one of the changes above.')
  expect(out).toMatch(/RFC 7644 §3\.3.*P-01.*https:\/\/scimkit\.dev\/errors\/SCIM5002\n$/s)
})

test('--idp leaves the settings of the others out', async () => {
  const { out } = await scimkit('explain', 'SCIM5002', '--idp', 'entra')
  expect(out).toContain('Entra ID: Provisioning > Mappings > userName')
  expect(out).not.toMatch(/Okta:|OneLogin:/)
})

test('an identity provider nobody knows is refused', async () => {
  const { code, error } = await scimkit('explain', 'SCIM5002', '--idp', 'ping')
  expect(code).toBe(2)
  expect(error).toContain('okta, entra, onelogin')
})

test('D-03: the wrapper of a log can be piped in', async () => {
  const response = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    detail: 'User with userName ada already exists.',
    status: 409,
    scimType: 'uniqueness',
  }
  const { code, out } = await scimkitWith(JSON.stringify({ status: 409, response }), 'explain', '-')
  expect(code).toBe(0)
  expect(out).toContain('  userName: ada\n')
  expect(out).toContain('  1. Identity provider administrator\n')
})

test('a text may be given without quotes', async () => {
  const { out } = await scimkit('explain', 'Unknown', 'path:', 'title.')
  expect(out).toMatch(/^SCIM4003:/)
})

test('--json is one document', async () => {
  const { out } = await scimkit('explain', 'Error authenticating: null', '--json')
  expect(JSON.parse(out)).toMatchObject({
    by: 'other product',
    vendor: 'Okta',
    explanation: { code: 'CREDENTIALS_INVALID' },
  })
})

test('what nobody has ever heard of ends with 1', async () => {
  const { code, out, error } = await scimkit('explain', 'the printer is on fire')
  expect(code).toBe(1)
  expect(out).toBe('')
  expect(error).toContain('Nothing here explains this text.')
})
