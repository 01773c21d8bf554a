import { maskEmails } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { createMemoryLog } from '../../src/index.ts'
import { error, openClient } from '../protocol/client.ts'
import { group, lookupPath, openWorld, person } from './world.ts'

const address = 'ada.lovelace@example.com'
const inPath = encodeURIComponent(address)
const long = `${'ada.lovelace.'.repeat(6)}@example.com`

const filtered = (filter: string) => `/Users?filter=${encodeURIComponent(filter)}`

describe('an address that a client takes for an id', () => {
  it.each([
    ['GET', `/Users/${inPath}`, 'There is no User with id "a***@example.com".'],
    ['DELETE', `/Users/${inPath}`, 'There is no User with id "a***@example.com".'],
    ['PATCH', `/Users/${inPath}`, 'The body is not valid JSON: it is empty.'],
    ['POST', `/Users/${inPath}`, '/Users/a***@example.com does not take POST;'],
    ['GET', `/Users/${inPath}/emails`, 'There is no SCIM endpoint /Users/a***@example.com/emails here.'],
    ['GET', `/${inPath}`, 'There is no SCIM endpoint /a***@example.com here.'],
  ])('of %s %s is hidden in the log and in the event', async (method, path, message) => {
    const { ready, scim, last } = openWorld(undefined, { redact: maskEmails })
    await ready
    const { event } = await scim.request(method, path)
    const entry = await last()
    expect(entry.findings[0]?.message.slice(0, message.length)).toBe(message)
    expect(JSON.stringify([entry, event])).not.toContain('lovelace')
  })

  it('is in no event either where nothing is hidden, once it is known that there is no such resource', async () => {
    const { ready, scim } = openWorld(undefined, { log: undefined })
    await ready
    const { event } = await scim.get(`/Users/${inPath}`)
    expect(event).toMatchObject({ errorCode: 'RESOURCE_NOT_FOUND', resourceType: 'User', resourceId: undefined })
  })

  it('an id stays what it is where a request about it fails', async () => {
    const { provision, scim, last } = openWorld(undefined, { redact: maskEmails })
    const id = await provision('ada')
    const { event } = await scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'emails[', value: 'x' }])
    expect(event.resourceId).toBe(id)
    expect(await last()).toMatchObject({ status: 400, resourceId: id })
  })
})

describe('an address inside a longer text', () => {
  it.each([
    filtered(`userName ${address}`),
    filtered(`userName "${address}"`),
    filtered(`userName "${long}"`),
    filtered(`userName ${long}`),
    filtered(`userName "\\"${address}"`),
    filtered(`active eq "${address}"`),
    filtered(`active eq "${long}"`),
    filtered(`userName eq "${address}" and`),
  ])('is hidden: %s', async (path) => {
    const { ready, scim, last } = openWorld(undefined, { redact: maskEmails, dialect: 'strict' })
    await ready
    expect((await scim.get(path)).status).toBe(400)
    expect(JSON.stringify(await last())).not.toContain('lovelace')
  })

  it('is hidden in a path that nobody knows', async () => {
    const { provision, scim, last } = openWorld(undefined, { redact: maskEmails })
    const id = await provision('ada')
    const path = `shoes[value eq "${address}"].active`
    expect((await scim.patch(`/Users/${id}`, [{ op: 'replace', path, value: false }])).status).toBe(400)
    expect(JSON.stringify(await last())).not.toContain('lovelace')
  })
})

it.each([undefined, null, 42, { text: address }])(
  'a hook that gives %j and no text hides all the same',
  async (given) => {
    // A host without a compiler: what its hook gives may be anything.
    const redact = (() => given) as unknown as typeof maskEmails
    const { ready, scim, log, provision, directory } = openWorld(undefined, { redact })
    await ready
    await directory.addAccount('acme', { userName: address })
    await scim.get(lookupPath('/Users', 'userName', address))
    await scim.post('/Users', person(address))
    await provision('ada', { externalId: address })
    await scim.post('/Users', person('other', { externalId: address }))
    await scim.post('/Groups', group('Crew', [address]))
    await scim.get(`/Users/${inPath}`)
    const told = JSON.stringify(await log.query('acme', {}))
    for (const code of ['ACCOUNT_NEAR_DUPLICATE', 'LOOKUP_THEN_CONFLICT', 'MEMBERS_DIAGNOSED'])
      expect(told).toContain(code)
    expect(told).toContain('…')
    expect(told).not.toContain('lovelace')
  },
)

it('a name is hidden before it is cut', async () => {
  const { ready, scim, last } = openWorld(undefined, { redact: maskEmails })
  await ready
  await scim.post('/Users', { ...person('ada'), userName: `${'lovelace.'.repeat(40)}@example.com` })
  expect((await last()).subject).toBe('l***@example.com')
})

it('a hook that throws fails no request, and what it could not hide is left out', async () => {
  const log = createMemoryLog()
  const redact = (): never => {
    throw new Error('on purpose')
  }
  const client = openClient({ log, redact })
  expect(await client.get('/Users/ada@example.com')).toMatchObject(error(404))
  expect(JSON.stringify(await log.query('acme', {}))).not.toContain('ada@')
})
