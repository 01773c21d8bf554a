import { randomBytes, scryptSync } from 'node:crypto'
import { verifies } from '@scimkit/contract-tests/verifies'
import type { Passwords, Store } from '@scimkit/core'
import { describe, expect } from 'vitest'
import { createMemoryStore } from '../../src/index.ts'
import { error, openClient, patchUrn, query, searchUrn, userUrn } from '../protocol/client.ts'

const clear = 'correct horse battery'

const hash = (text: string) => {
  const salt = randomBytes(16)
  return `${salt.toString('hex')}$${scryptSync(text, salt, 32, { N: 2 ** 10 }).toString('hex')}`
}

/** Whether a stored hash was made of a text. */
function isMadeOf(stored: string, text: string): boolean {
  const [salt = '', made] = stored.split('$')
  return scryptSync(text, Buffer.from(salt, 'hex'), 32, { N: 2 ** 10 }).toString('hex') === made
}

/** A client that sets passwords in every way there is, and everything that was handed to its store. */
async function setEverywhere(passwords: Passwords = { hash }) {
  const handed: Handed[] = []
  const client = openClient({ store: listened(createMemoryStore(), handed), passwords })
  const user = { schemas: [userUrn], userName: 'ada', password: clear }
  const posted = await client.post('/Users', user)
  const path = `/Users/${posted.body.id}`
  const replace = [{ op: 'replace', path: 'password', value: clear }]
  const answers = [
    posted,
    await client.put(path, user),
    await client.patch(path, replace),
    await client.patch(path, [{ op: 'add', value: { password: clear } }]),
    await client.post('/Bulk', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: [
        { method: 'POST', path: '/Users', bulkId: 'b', data: { ...user, userName: 'bob' } },
        { method: 'PATCH', path, data: { schemas: [patchUrn], Operations: replace } },
      ],
    }),
    await client.get(path),
    await client.get(`${path}?attributes=password,${userUrn}:password`),
    await client.get('/Users?attributes=password'),
    await client.post('/Users/.search', { schemas: [searchUrn], attributes: ['password'] }),
  ]
  for (const { status } of answers) expect(status).toBeLessThan(300)
  return { client, answers, handed, stored: handed.filter(({ name }) => name === 'password').map(({ text }) => text) }
}

/** A text the store was given, and the name of the member it stood under. */
interface Handed {
  readonly name: string
  readonly text: string
}

/** Writes down what a store is given: the arguments of its methods and of those of its units of work. */
function listened(store: Store, handed: Handed[]): Store {
  const spy = <Target extends object>(target: Target): Target =>
    new Proxy(target, {
      get(object, name) {
        const member: unknown = Reflect.get(object, name)
        if (typeof member !== 'function') return member
        return (...args: readonly unknown[]) => {
          handed.push(...textsIn(args, new Set()))
          const spied = args.map((arg) => (typeof arg === 'function' ? (unit: object) => arg(spy(unit)) : arg))
          return member.apply(object, spied)
        }
      },
    })
  return spy(store)
}

function textsIn(value: unknown, seen: Set<unknown>, name = ''): readonly Handed[] {
  if (typeof value === 'string') return [{ name, text: value }]
  if (typeof value !== 'object' || value === null || seen.has(value)) return []
  seen.add(value)
  const members = value instanceof Map || value instanceof Set ? [...value].entries() : Object.entries(value)
  return [...members].flatMap(([key, member]) => textsIn(member, seen, String(key)))
}

describe('Passwords', () => {
  verifies(
    ['S7643-9.2-01', 'S7643-4.1.1-10', 'S7643-4.1.1-13'],
    'the store gets a salted hash and never the clear text',
    async () => {
      const { handed, stored } = await setEverywhere()
      expect(handed.length).toBeGreaterThan(100)
      for (const { text } of handed) expect(text).not.toContain(clear)
      expect(stored.length).toBeGreaterThanOrEqual(6)
      expect(new Set(stored).size).toBeGreaterThanOrEqual(6)
      for (const each of stored) expect(isMadeOf(each, clear)).toBe(true)
    },
  )

  verifies('S7643-4.1.1-09', 'no answer and no event holds the clear text or the hash', async () => {
    const { client, answers, stored } = await setEverywhere()
    const told = `${answers.map(({ text, headers }) => `${text} ${JSON.stringify(headers)}`)}${JSON.stringify(client.events)}`
    expect(told).not.toContain('"password"')
    for (const each of [clear, ...stored]) expect(told).not.toContain(each)
  })

  verifies('S7643-4.1.1-11', 'a password is prepared, then judged, and the refusal does not repeat it', async () => {
    const seen: string[] = []
    const passwords: Passwords = {
      hash,
      accept: (text) => {
        seen.push(text)
        return text.length < 8 ? `"${text}" is too short` : undefined
      },
    }
    const client = openClient({ passwords })
    const set = (userName: string, password: string) =>
      client.post('/Users', { schemas: [userUrn], userName, password })
    // Decomposed, and with a space that is none of ASCII's (RFC 8265 §4.2.2).
    expect((await set('ada', 'cafe\u0301\u00a0au lait')).status).toBe(201)
    expect(seen).toEqual(['caf\u00e9 au lait'])
    const refused = await set('bob', 'pa55')
    expect(refused).toMatchObject(error(400, 'invalidValue'))
    expect(refused.text).not.toContain('pa55')
    expect((await client.get('/Users')).body.totalResults).toBe(1)
  })

  verifies('S7643-4.1.1-14', 'nobody can ask for a password', async () => {
    const client = openClient({ passwords: { hash } })
    for (const operator of ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le']) {
      const filter = `password ${operator} "${clear}"`
      expect(await client.get(`/Users${query({ filter })}`)).toMatchObject(error(400, 'invalidFilter'))
      expect(await client.post('/Users/.search', { schemas: [searchUrn], filter })).toMatchObject(
        error(400, 'invalidFilter'),
      )
    }
  })
})
