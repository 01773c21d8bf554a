import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ScimError } from '../../src/errors/scim-error.ts'
import { toErrorBody } from '../../src/errors/to-response.ts'
import { allCodes, explainCode, isErrorCode } from '../../src/explain/explanation.ts'
import { lookUp } from '../../src/explain/look-up.ts'
import { profiles } from '../../src/provisioning/profiles/profiles.ts'
import { sampleParams } from '../errors/sample-params.ts'

const codeOf = (text: string) => lookUp(text)?.explanation.code
const actorOf = (text: string) => lookUp(text)?.explanation.remedies[0]?.actor

it.each(allCodes)('explains %s by its name, however it is written, and by its id', (code) => {
  const { id } = explainCode(code)
  expect(codeOf(code)).toBe(code)
  expect(codeOf(` ${code.toLowerCase().replaceAll('_', '-')} `)).toBe(code)
  expect(codeOf(id)).toBe(code)
  expect(codeOf(`Error while creating user Ada: some text [${id}]`)).toBe(code)
})

it.each(allCodes.filter(isErrorCode))('explains the JSON that %s is answered with', (code) => {
  const error = new ScimError(code, sampleParams[code])
  expect(codeOf(JSON.stringify(toErrorBody(error)))).toBe(code)
})

describe('what the products say', () => {
  const words = [
    ['Email ada@example.com already in use by another Pulumi account.', 'UNIQUENESS_VIOLATED', 'end user'],
    ['User with userName ada already exists.', 'UNIQUENESS_VIOLATED', 'identity provider administrator'],
    ["Attribute 'userName' is immutable.", 'ATTRIBUTE_MUTABILITY', 'identity provider administrator'],
    ['Unknown path: title.', 'ATTRIBUTE_UNKNOWN', 'identity provider administrator'],
    [
      'Bad Request: Cannot add invalid members to team. Invalid member ids: [1, 2]',
      'MEMBERS_INVALID',
      'identity provider administrator',
    ],
    [
      'Display name is too long. It must be 100 characters or less',
      'DISPLAY_NAME_TOO_LONG',
      'identity provider administrator',
    ],
  ] as const

  it.each(words)('P-18: %s', (text, code, actor) => {
    expect(codeOf(text)).toBe(code)
    expect(actorOf(text)).toBe(actor)
    const body = { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], detail: text, status: 409 }
    expect(codeOf(JSON.stringify(body))).toBe(code)
    expect(codeOf(JSON.stringify({ status: 409, response: body })), 'D-03').toBe(code)
    expect(codeOf(`Automatic provisioning failed. Errors reported by remote server: ${JSON.stringify(body)}`)).toBe(
      code,
    )
  })

  it('I-16: a status says something by itself', () => {
    expect(codeOf('409 Conflict error')).toBe('UNIQUENESS_VIOLATED')
    expect(lookUp('it took 409000 ms')).toBe(undefined)
  })

  it('the values of a template are told', () => {
    expect(lookUp('Unknown path: urn:x:User:title.')?.values).toEqual({ path: 'urn:x:User:title' })
    const paths = ['name.formatted', 'emails[type eq "home"].value', 'urn:scim:enterprise:2.0:User:department']
    for (const path of paths) expect(lookUp(`400: Unknown path: ${path}. Skipped.`)?.values).toEqual({ path })
    const ids = Array.from({ length: 100 }, () => crypto.randomUUID()).join(', ')
    expect(lookUp(`Cannot add invalid members to team. Invalid member ids: ${ids}`)?.values).toEqual({ ids })
  })

  it('a value ends with its line, and blanks in a row are one', () => {
    const text = 'Cannot  add invalid\t\tmembers to\nteam. Invalid member ids: 1,  2 \n 3'
    expect(lookUp(text)?.values).toEqual({ ids: '1, 2' })
  })

  it.each([' ', '\t', '\n', '\u2003'])('blanks %j between words are no matter, however many there are', (blank) => {
    expect(codeOf(`Unknown${blank.repeat(19_000)}path: title.`)).toBe('ATTRIBUTE_UNKNOWN')
    expect(codeOf(JSON.stringify({ detail: `Unknown path:${blank.repeat(3000)}title.` }))).toBe('ATTRIBUTE_UNKNOWN')
    expect(codeOf(`x${blank.repeat(19_000)}x`)).toBeUndefined()
  })

  it('what stands behind 4000 characters is not looked at', () => {
    const behind = (count: number) => `${'x'.repeat(count)} Unknown path: title.`
    expect(codeOf(behind(3900))).toBe('ATTRIBUTE_UNKNOWN')
    expect(codeOf(behind(4000))).toBeUndefined()
    expect(codeOf(JSON.stringify({ detail: behind(4000) }))).toBeUndefined()
  })

  it('every template of every profile is recognised, whatever stands in it', () => {
    const value = fc.stringMatching(/^[a-z0-9@.-]{1,40}$/)
    const templates = Object.values(profiles).flatMap(({ errors }) => Object.values(errors.templates))
    const texts = fc.tuple(fc.constantFrom(...templates), value)
    fc.assert(
      fc.property(texts, ([template, filling]) => {
        expect(lookUp(template.replaceAll(/\{\w+\}/g, () => filling))?.by).toBe('product text')
      }),
    )
  })
})

describe('what other products say', () => {
  it.each([
    ['Resource [USER]: with email[ada@example.com] already exists.', 'UNIQUENESS_VIOLATED', 'end user'],
    ['Refused to create a new, duplicate resource.', 'UNIQUENESS_VIOLATED', 'end user'],
    ['Error authenticating: null', 'CREDENTIALS_INVALID', 'application administrator'],
    ['"Add" is not a valid choice.', 'PATCH_OPERATION_FORM', 'client developer'],
    ['Multiple users found by userName. Expected 0 or 1 results', 'LOOKUP_AMBIGUOUS', 'application administrator'],
    ['Cannot deactivate an owner', 'ACCOUNT_PROTECTED', 'application administrator'],
    ['Attribute manager is not defined for resource User', 'ATTRIBUTE_UNKNOWN', 'identity provider administrator'],
    ['username_not_allowed (user=admin)', 'UNIQUENESS_VIOLATED', 'identity provider administrator'],
    ["Last name can't be blank", 'ATTRIBUTE_REQUIRED', 'identity provider administrator'],
  ])('%s', (text, code, actor) => {
    expect(lookUp(text)).toMatchObject({ by: 'other product', explanation: { code } })
    expect(actorOf(text)).toBe(actor)
  })

  it('F-11: a reserved name is nobody’s, and has to be another one', () => {
    const text = 'Error executing createNewUser: {"Errors":{"description":"username_not_allowed (user=x)","code":400}}'
    const { cause, remedies } = lookUp(text)?.explanation ?? {}
    expect(cause).toContain('keeps this user name for itself')
    expect(remedies?.[0]?.action).toMatch(/^Give the person another user name/)
  })

  it('who is deactivated has to be activated before anything else of them changes', () => {
    const text = "Cannot change properties on deactivated members other than 'active'"
    const [first, ...others] = lookUp(text)?.explanation.remedies ?? []
    expect(first?.action).toMatch(/^Activate the person again first/)
    for (const { action } of others) expect(action).not.toContain('mapping')
  })
})

it('D-01: a keyword decides where the words are nobody’s', () => {
  expect(lookUp('{"scimType":"immutability","detail":"no"}')).toMatchObject({
    by: 'scimType',
    explanation: { code: 'ATTRIBUTE_MUTABILITY' },
  })
})

it('D-02: then the status, as text or as a number', () => {
  for (const status of [429, '429'])
    expect(lookUp(JSON.stringify({ status, detail: 'slow down' }))).toMatchObject({
      by: 'status',
      explanation: { code: 'TOO_MANY_REQUESTS' },
    })
})

it.each([
  '',
  '{',
  '{}',
  '[]',
  'null',
  'the printer is on fire',
  '{"detail":"no idea"}',
  '{"response":{"response":{}}}',
])('says nothing about %j', (text) => {
  expect(lookUp(text)).toBeUndefined()
})

it('never throws, whatever is pasted', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void lookUp(text)))
})

describe('D-01: the keyword of an explanation is the one the client got', () => {
  const keywordOf = (text: string) => lookUp(text)?.explanation.scimType

  it.each(Object.keys(profiles).filter(isProfile))('whatever %s is answered with', (name) => {
    const wording = profiles[name].errors
    for (const code of allCodes.filter(isErrorCode)) {
      const body = toErrorBody(new ScimError(code, sampleParams[code]), wording)
      expect(keywordOf(JSON.stringify(body)), code).toBe(body.scimType)
    }
  })

  it('where only the words of a product are there', () => {
    expect(keywordOf("Attribute 'userName' is immutable.")).toBe('immutability')
    expect(keywordOf('Unknown path: title.')).toBe('invalidPath')
    expect(keywordOf('User with userName ada already exists.')).toBe('uniqueness')
    expect(keywordOf('Bad Request: Cannot add invalid members to team. Invalid member ids: 1')).toBeUndefined()
  })

  it('and that of RFC 7644 where there is nothing but a code', () => {
    expect(keywordOf('ATTRIBUTE_MUTABILITY')).toBe('mutability')
    expect(keywordOf('{"scimType":"immutability","detail":"no"}')).toBe('immutability')
  })
})

function isProfile(name: string): name is keyof typeof profiles {
  return Object.hasOwn(profiles, name)
}
