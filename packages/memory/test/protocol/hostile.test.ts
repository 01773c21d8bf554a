import * as fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { hostileJson, mutated, nearlyPath } from './arbitraries.ts'
import { type Client, enterpriseUrn, groupUrn, openClient, patchUrn, query, searchUrn, userUrn } from './client.ts'

const runs = { numRuns: 300 }

const userBody = {
  schemas: [userUrn, enterpriseUrn],
  userName: 'grace',
  active: true,
  name: { givenName: 'G', familyName: 'H' },
  emails: [{ type: 'work', value: 'g@x.org', primary: true }],
  meta: { resourceType: 'User' },
  [enterpriseUrn]: { department: 'd', manager: { value: 'm', $ref: 'Users/m' } },
}
const groupBody = { schemas: [groupUrn], displayName: 'New', members: [{ value: 'x', $ref: 'Users/x', type: 'User' }] }
const patchBody = {
  schemas: [patchUrn],
  Operations: [
    { op: 'add', path: 'emails[type eq "work"].value', value: 'x' },
    { op: 'replace', value: { title: 't', 'name.givenName': 'g', [enterpriseUrn]: { department: 'd' } } },
    { op: 'remove', path: 'members', value: [{ value: 'x' }] },
  ],
}
const searchBody = { schemas: [searchUrn], filter: 'id pr', attributes: ['id'], startIndex: 1, count: 5, sortBy: 'id' }

/** Two resources, everything there is about them, and whether an answer was one of a server in order. */
async function open() {
  const dialects = {
    base: 'tolerant',
    rules: { decodeRoles: true, wrapSingle: true, bareElements: true, memberOperations: true },
  } as const
  const client = openClient({ dialect: dialects })
  const user = await client.user({ emails: [{ type: 'work', value: 'a@x.org' }], name: { givenName: 'A' } })
  const group = await client.group({ members: [{ value: user.id }] })
  return { client, user: user.path, group: group.path }
}

const snapshot = async (client: Client) => (await client.get('/')).text

/** Sends a request. The answer must be orderly, a refusal must change nothing, and a resource must stay readable. */
async function endure(client: Client, send: () => Promise<{ status: number; text: string | undefined }>) {
  const before = await snapshot(client)
  const { status, text } = await send()
  expect(status < 500 || status === 501, text).toBe(true)
  if (status >= 400) expect(await snapshot(client)).toBe(before)
  else expect((await client.get('/')).status).toBe(200)
}

const pristine = JSON.stringify(Object.getOwnPropertyNames(Object.prototype))

afterEach(() => {
  expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(pristine)
  expect(Object.keys({})).toEqual([])
  expect('polluted' in {}).toBe(false)
})

describe('S7644-7.7-01, S7643-9.2-02: whatever comes', () => {
  it.each(['/Users', '/Groups', '/Widgets', '/.search', '/Users/.search', '/Bulk', '/Me'])(
    'as the body of a POST on %s',
    async (path) => {
      await fc.assert(
        fc.asyncProperty(hostileJson, async (body) => {
          const { client } = await open()
          await endure(client, () => client.post(path, body))
        }),
        runs,
      )
    },
  )

  it.each([
    ['/Users', userBody],
    ['/Groups', groupBody],
    ['/Users/.search', searchBody],
  ])('in any place of the body of a POST on %s', async (path, body) => {
    await fc.assert(
      fc.asyncProperty(mutated(body), async (changed) => {
        const { client } = await open()
        await endure(client, () => client.post(path, changed))
      }),
      runs,
    )
  })

  it.each([
    ['user', userBody],
    ['group', groupBody],
  ] as const)('in any place of the body of a PUT on a %s', async (kind, body) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(mutated(body), hostileJson), async (changed) => {
        const world = await open()
        await endure(world.client, () => world.client.put(world[kind], changed))
      }),
      runs,
    )
  })

  it.each(['user', 'group'] as const)('in any place of the body of a PATCH on a %s', async (kind) => {
    const operation = fc.record({
      op: fc.constantFrom('add', 'remove', 'replace', 'Add'),
      path: fc.constantFrom(
        'emails',
        'members',
        'name',
        'emails[type eq "work"]',
        'schemas',
        'manager',
        enterpriseUrn,
        'roles',
        'id',
      ),
      value: hostileJson,
    })
    const operations = fc.array(operation, { maxLength: 4 }).map((list) => ({ schemas: [patchUrn], Operations: list }))
    await fc.assert(
      fc.asyncProperty(fc.oneof(mutated(patchBody), operations, hostileJson), async (body) => {
        const world = await open()
        await endure(world.client, () => world.client.request('PATCH', world[kind], body))
      }),
      { numRuns: 600 },
    )
  })

  it('as the path of an operation', async () => {
    await fc.assert(
      fc.asyncProperty(
        nearlyPath,
        fc.constantFrom('add', 'remove', 'replace'),
        fc.constantFrom('user', 'group'),
        async (path, op, kind) => {
          const world = await open()
          const operation = { op, path, ...(op !== 'remove' && { value: 'x' }) }
          await endure(world.client, () => world.client.patch(world[kind as 'user' | 'group'], [operation]))
          await endure(world.client, () => world.client.patch(world.user, [{ op: 'add', value: { [path]: 'x' } }]))
        },
      ),
      runs,
    )
  })

  it('as a query string', async () => {
    const parameter = fc.constantFrom(
      'filter',
      'sortBy',
      'sortOrder',
      'startIndex',
      'count',
      'attributes',
      'excludedAttributes',
    )
    const { client } = await open()
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary-ascii' }), async (search) => {
        for (const path of ['/Users', '/', '/Schemas']) await endure(client, () => client.get(`${path}?${search}`))
      }),
      runs,
    )
    await fc.assert(
      fc.asyncProperty(fc.dictionary(parameter, nearlyPath.map(wellFormed), { maxKeys: 3 }), async (parameters) => {
        for (const path of ['/Users', '/Groups', '/'])
          await endure(client, () => client.get(`${path}${query(parameters)}`))
      }),
      runs,
    )
  })

  it('as a path, a method or a header', async () => {
    const { client } = await open()
    const method = fc.oneof(
      fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'constructor', '__proto__'),
      fc.string(),
    )
    const header = fc.constantFrom('accept', 'content-type', 'if-match', 'if-none-match', 'authorization')
    const path = fc.array(
      fc.oneof(
        fc.constantFrom('Users', 'Groups', '.search', 'Me', 'Schemas', '..', '%2e', '%', ''),
        fc.string({ unit: 'binary' }),
      ),
      { maxLength: 4 },
    )
    await fc.assert(
      fc.asyncProperty(
        method,
        path,
        fc.dictionary(header, fc.string(), { maxKeys: 2 }),
        async (verb, segments, headers) => {
          // Deleting what is there is no harm done; what is left is another matter.
          await endure(client, () => client.request(verb, `/${segments.join('/')}`, {}, headers))
        },
      ),
      { numRuns: 600 },
    )
  })
})

describe('S7644-7.7-01: names that reach a prototype', () => {
  it.each(['__proto__', 'constructor', 'prototype'])(
    '%s is refused or ignored wherever it stands, and reaches nothing',
    async (name) => {
      const world = await open()
      const { client } = world
      const evil = `{"${name}":{"polluted":true,"prototype":{"polluted":true}}}`
      const bodies = [
        `{"schemas":["${userUrn}"],"userName":"x","${name}":{"polluted":true}}`,
        `{"schemas":["${userUrn}"],"userName":"x","name":${evil}}`,
        `{"schemas":["${userUrn}"],"userName":"x","emails":[${evil}]}`,
        `{"schemas":["${userUrn}"],"userName":"x","${enterpriseUrn}":${evil}}`,
      ]
      for (const body of bodies) expect((await client.post('/Users', body)).body.scimType).toBe('invalidSyntax')
      const patches = [
        `{"op":"add","value":${evil}}`,
        `{"op":"add","path":"name","value":${evil}}`,
        `{"op":"add","path":"${name}","value":{"polluted":true}}`,
        `{"op":"add","path":"${name}.polluted","value":true}`,
        `{"op":"add","value":{"${name}.polluted":true}}`,
        `{"op":"add","value":{"${name}[value eq 1].polluted":true}}`,
        `{"op":"add","path":"emails[type eq \\"work\\"].${name}","value":true}`,
        `{"op":"remove","path":"emails","value":[${evil}]}`,
      ]
      for (const operation of patches)
        await endure(client, () =>
          client.request('PATCH', world.user, `{"schemas":["${patchUrn}"],"Operations":[${operation}]}`),
        )
      await endure(client, () =>
        client.request('PATCH', world.user, `{"schemas":["${patchUrn}"],"${name}":{},"operations":[]}`),
      )
      expect((await client.get(world.user)).text).not.toContain('polluted')
    },
  )
})

function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD')
}
