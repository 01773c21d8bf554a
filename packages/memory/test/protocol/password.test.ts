import { createScimHandler, type Passwords, type ScimHandlerOptions, type Store } from '@scimkit/core'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/index.ts'
import { enterpriseUrn, error, openClient, patchUrn, query, searchUrn, userUrn } from './client.ts'

const bulkUrn = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'
const marker = 'Zx9-marker-Qy7'

/** A hasher that can be looked into. */
function hasher(accept?: Passwords['accept']) {
  const clear: string[] = []
  const hash = async (text: string) => {
    clear.push(text)
    return `hash-${clear.length}`
  }
  return { clear, passwords: { hash, accept } satisfies Passwords }
}

/** The option that has passwords hashed. */
function hashing(accept?: Passwords['accept']): Pick<ScimHandlerOptions, 'passwords'> {
  return { passwords: hasher(accept).passwords }
}

/** A client, and the store behind it. */
function open(options: Partial<ScimHandlerOptions> = {}) {
  const store = createMemoryStore()
  const client = openClient({ store, ...options })
  return { client, stored: () => everythingIn(store) }
}

/** All there is in a store, as text. */
async function everythingIn(store: Store): Promise<string> {
  const read: unknown[] = []
  const watching = new Proxy(store, {
    get: (target, name) =>
      name === 'query'
        ? async (...args: Parameters<Store['query']>) => {
            const page = await target.query(...args)
            read.push(page)
            return page
          }
        : Reflect.get(target, name),
  })
  const handler = createScimHandler({ store: watching, authenticate: () => ({ tenant: 'acme' }) })
  await handler({ method: 'GET', url: '/Users', baseUrl: '', headers: {}, readBody: async () => '' })
  return JSON.stringify(read)
}

const user = (attributes: object) => ({ schemas: [userUrn], userName: 'ada', ...attributes })
const replaceWith = (value: unknown) => [{ op: 'replace', path: 'password', value }]

describe('A password', () => {
  it('S7643-9.2-01, S7643-4.1.1-10, S7643-4.1.1-13: is stored as the hash that the host makes of it, by POST, PUT and PATCH', async () => {
    const { clear, passwords } = hasher()
    const { client, stored } = open({ passwords })
    const { path } = await client.user({ password: `${marker}1` })
    expect(await stored()).toContain('"password":"hash-1"')
    await client.put(path, user({ password: `${marker}2` }))
    expect(await stored()).toContain('"password":"hash-2"')
    await client.patch(path, replaceWith(`${marker}3`))
    expect(await stored()).toContain('"password":"hash-3"')
    await client.patch(path, [{ op: 'add', value: { password: `${marker}4` } }])
    expect(await stored()).toContain('"password":"hash-4"')
    expect(clear).toEqual([1, 2, 3, 4].map((index) => `${marker}${index}`))
    expect(await stored()).not.toContain(marker)
  })

  it('S7644-3.5.2-10: of several in one PATCH the last one is hashed, and no other', async () => {
    const { clear, passwords } = hasher((text) => (text === marker ? undefined : 'it is another one'))
    const { client, stored } = open({ passwords })
    const { path } = await client.user()
    const many = Array.from({ length: 5000 }, (_, index) => replaceWith(`${marker}${index}`)).flat()
    expect((await client.patch(path, [...many, ...replaceWith(marker)])).status).toBe(200)
    expect(clear).toEqual([marker])
    expect(await stored()).toContain('"password":"hash-1"')
    expect((await client.patch(path, [...many, { op: 'remove', path: 'password' }])).status).toBe(200)
    expect(clear).toEqual([marker])
    expect(await stored()).not.toContain('"password"')
  })

  it('S7643-4.1.1-09: neither it nor its hash is in any answer or event', async () => {
    const { passwords } = hasher()
    const { client } = open({ passwords })
    const made = await client.post('/Users', user({ password: marker }))
    const path = `/Users/${made.body.id}`
    const answers = [
      made,
      await client.get(path),
      await client.get(`${path}?attributes=password`),
      await client.get(`${path}?attributes=${userUrn}:password,userName`),
      await client.get('/Users?attributes=password'),
      await client.post('/Users/.search', { schemas: [searchUrn], attributes: ['password'] }),
      await client.put(`${path}?attributes=password`, user({ password: marker })),
      await client.patch(path, replaceWith(marker)),
    ]
    for (const { text, headers, event } of answers)
      expect(JSON.stringify([text, headers, event])).not.toMatch(/Zx9|hash-\d|"password"/)
  })

  it('S7644-3.5.1-10: is kept by a PUT that does not name it, and taken away by one that says null', async () => {
    const { client, stored } = open(hashing())
    const { path } = await client.user({ password: marker })
    await client.put(path, user({ title: 'x' }))
    expect(await stored()).toContain('hash-1')
    await client.put(path, user({ password: null }))
    expect(await stored()).not.toContain('hash-')
  })

  it('is a change whenever it is sent, and none when it is not', async () => {
    const { client } = open(hashing())
    const { path, etag } = await client.user({ password: marker })
    const put = await client.put(path, user({}))
    expect(put.headers.etag).toBe(etag)
    const again = await client.patch(path, replaceWith(marker))
    expect(again.headers.etag).not.toBe(etag)
    expect((await client.patch(path, replaceWith(marker))).headers.etag).not.toBe(again.headers.etag)
  })

  it('S7643-9.2-01: is dropped when nobody hashes it, and says so in advance', async () => {
    const { client, stored } = open()
    const { path, etag } = await client.user({ password: marker })
    expect((await client.put(path, user({ password: marker }))).headers.etag).toBe(etag)
    expect((await client.patch(path, replaceWith(marker))).headers.etag).toBe(etag)
    expect((await client.patch(path, [{ op: 'remove', path: 'password' }])).status).toBe(200)
    expect(await stored()).not.toMatch(/password|Zx9/)
    const config = async (given: typeof client) => (await given.get('/ServiceProviderConfig')).body.changePassword
    expect(await config(client)).toEqual({ supported: false })
    expect(await config(open(hashing()).client)).toEqual({ supported: true })
  })

  it('S7643-9.2-01: that was stored stays when a server no longer hashes', async () => {
    const store = createMemoryStore()
    const { path } = await openClient({ store, ...hashing() }).user({ password: marker })
    await openClient({ store }).put(path, user({ password: 'another' }))
    expect(await everythingIn(store)).toContain('"password":"hash-1"')
  })

  it('S7644-5-01, S7643-4.1.1-11: is prepared before it is judged and hashed', async () => {
    const { clear, passwords } = hasher()
    const { client } = open({ passwords })
    await client.user({ password: 're\u0301sume\u0301\u00a0\u3000 Ａ' })
    expect(clear).toEqual(['r\u00e9sum\u00e9   Ａ'])
  })

  it.each(['a\u0000b', 'a\u200bb', 'a\u007f', 'a\ud800', '\n'])(
    'S7644-5-01: with %j in it is refused',
    async (password) => {
      const { clear, passwords } = hasher()
      const { client } = open({ passwords })
      expect(await client.post('/Users', user({ password }))).toMatchObject(error(400, 'invalidValue'))
      expect(clear).toEqual([])
    },
  )

  it('S7643-4.1.1-11: that the host does not accept is refused with its reason, and nothing is stored', async () => {
    const { client, stored } = open(
      hashing((clear) => (clear.length < 12 ? 'it has less than 12 characters' : undefined)),
    )
    const { path } = await client.user()
    const before = await stored()
    const answers = [
      await client.post('/Users', user({ userName: 'x', password: 'sh0rt' })),
      await client.put(path, user({ password: 'sh0rt' })),
      await client.patch(path, replaceWith('sh0rt')),
    ]
    for (const answer of answers) {
      expect(answer).toMatchObject(error(400, 'invalidValue'))
      expect(answer.body.detail).toContain('it has less than 12 characters')
      expect(answer.text).not.toContain('sh0rt')
    }
    expect(await stored()).toBe(before)
  })

  it('S7643-4.1.1-11: is not repeated by a reason that quotes it', async () => {
    const { client } = open(hashing((clear) => `"${clear}" is weak`))
    const answer = await client.post('/Users', user({ password: marker }))
    expect(answer).toMatchObject(error(400, 'invalidValue'))
    expect(JSON.stringify(answer)).not.toContain(marker)
  })

  it.each([['sw'], ['eq'], ['co']])('S7643-4.1.1-14: cannot be asked for with %s', async (operator) => {
    const { client } = open(hashing())
    const filter = `password ${operator} "${marker}"`
    for (const answer of [
      await client.get(`/Users${query({ filter })}`),
      await client.post('/Users/.search', { schemas: [searchUrn], filter }),
    ]) {
      expect(answer).toMatchObject(error(400, 'invalidFilter'))
      expect(answer.text).not.toContain(marker)
    }
    expect((await client.get('/Users?sortBy=password')).status).toBe(400)
  })
})

describe('Whatever goes wrong', () => {
  /** Values that are no passwords, with the clear text in them. */
  const wrong = [{ value: marker }, [marker, marker], [[marker]], { clear: marker }, `${marker}\u0000`, [{ a: marker }]]
  const failing: readonly (readonly [string, Partial<ScimHandlerOptions>])[] = [
    ['nobody hashes', {}],
    ['all is well', hashing()],
    ['the host refuses', hashing(() => 'it is weak')],
    ['the host repeats it', hashing((clear) => `${clear}?`)],
    [
      'the hasher throws what it got',
      { passwords: { hash: (clear) => Promise.reject(new TypeError(`Received '${clear}'`)) } },
    ],
    [
      'the hasher throws at once',
      {
        passwords: {
          hash: (clear) => {
            throw clear
          },
        },
      },
    ],
    ['the hasher gives it back', { passwords: { hash: (clear) => clear } }],
    [
      'the policy throws',
      {
        passwords: {
          hash: () => 'h',
          accept: (clear) => {
            throw new Error(clear)
          },
        },
      },
    ],
  ]

  it.each(failing)('S7643-4.1.1-09: when %s, the clear text is in no answer, event or log', async (_, options) => {
    for (const dialect of ['tolerant', 'strict'] as const) {
      const { client, stored } = open({ ...options, dialect })
      const { path } = await client.user()
      const requests: (readonly [string, string, unknown])[] = []
      for (const password of [marker, ...wrong]) {
        const operation = { path: 'password', value: password }
        requests.push(
          ['POST', '/Users', user({ userName: 'other', password })],
          ['POST', '/Users', user({ password })],
          ['POST', '/Users', user({ userName: 5, password })],
          ['POST', '/Users', user({ userName: 'y', PASSWORD: password, [enterpriseUrn]: marker })],
          ['PUT', path, user({ password })],
          ['PUT', '/Users/nobody', user({ password })],
          ['PATCH', path, { schemas: [patchUrn], Operations: [{ op: 'replace', ...operation }] }],
          [
            'PATCH',
            path,
            {
              schemas: [patchUrn],
              Operations: [
                { op: 'add', value: { password } },
                { op: 'add', path: 'nope', value: 1 },
              ],
            },
          ],
          ['PATCH', path, { schemas: [patchUrn], Operations: [{ op: 'remove', ...operation }] }],
          [
            'PATCH',
            path,
            { schemas: [patchUrn], Operations: [{ op: 'replace', path: 'password.value', value: password }] },
          ],
          [
            'PATCH',
            path,
            { schemas: [patchUrn], Operations: [{ op: 'replace', path: 'password[a eq 1]', value: password }] },
          ],
          ['PATCH', path, { schemas: [patchUrn], Operations: [{ op: 'add', value: password }] }],
          ['PATCH', path, { schemas: [patchUrn], Operations: password }],
          [
            'POST',
            '/Bulk',
            {
              schemas: [bulkUrn],
              Operations: [{ method: 'POST', path: '/Users', bulkId: 'b', data: user({ password }) }],
            },
          ],
        )
      }
      for (const request of requests) {
        const answer = await client.request(...request)
        expect(seen(answer.text), JSON.stringify(request)).not.toContain(marker)
        expect(seen(answer.headers), JSON.stringify(request)).not.toContain(marker)
        expect(seen(answer.event), JSON.stringify(request)).not.toContain(marker)
      }
      expect(await stored()).not.toContain(`"${marker}"`)
    }
  })

  it('S7643-4.1.1-09: in the text of a body, the clear text is in no answer or event', async () => {
    const { client } = open(hashing())
    const { path } = await client.user()
    const good = JSON.stringify(user({ userName: 'x', password: marker }))
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('POST', 'PUT', 'PATCH'),
        fc.nat(good.length),
        fc.constantFrom('', '"', '{', ',', '\\', '\u0001'),
        async (method, at, piece) => {
          const broken = `${good.slice(0, at)}${piece}${good.slice(at + 1)}`
          const answer = await client.request(method, method === 'POST' ? '/Users' : path, broken)
          expect(seen([answer.text, answer.headers, answer.event])).not.toContain(marker)
        },
      ),
      { numRuns: 300 },
    )
  })
})

/** A value as a careless logger writes it, errors with their message, stack and cause. */
function seen(value: unknown): string {
  return (
    JSON.stringify(value, (_, each: unknown) =>
      each instanceof Error ? { ...each, message: each.message, stack: each.stack, cause: each.cause } : each,
    ) ?? ''
  )
}
