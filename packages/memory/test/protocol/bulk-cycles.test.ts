import {
  defineProfile,
  defineResourceType,
  groupResourceType,
  isJsonObject,
  type JsonObject,
  rfcProfile,
  userResourceType,
} from '@scimkit/core'
import { describe, expect, it, vi } from 'vitest'
import { createMemoryLog, createMemoryStore } from '../../src/index.ts'
import { idIn, postGroup, postUser, refer, sendBulk, statusesOf } from './bulk-request.ts'
import { baseUrl, type Client, enterpriseUrn, openClient } from './client.ts'

const pathOf = (result: JsonObject | undefined) => String(result?.location).slice(baseUrl.length)

const manager = (bulkId: string) => ({ [enterpriseUrn]: { manager: { value: `bulkId:${bulkId}` }, department: 'd' } })

async function managerOf(client: Client, result: JsonObject | undefined) {
  const extension = (await client.get(pathOf(result))).body[enterpriseUrn]
  return isJsonObject(extension) && isJsonObject(extension.manager) ? extension.manager.value : undefined
}

/** Nothing is there, and nothing was left behind that would be in the way of another attempt. */
async function expectNothing(client: Client) {
  expect((await client.get('/')).body.totalResults).toBe(0)
}

describe('resources that refer to each other', () => {
  it('S7644-3.7.1-01: two groups that are members of each other, as in RFC 7644 §3.7.1', async () => {
    const client = openClient()
    const answer = await sendBulk(client, [
      postGroup('a', { members: refer('b') }),
      postGroup('b', { members: refer('a') }),
    ])
    expect(statusesOf(answer)).toEqual(['201', '201'])
    const [a, b] = answer.results
    expect(await client.values(pathOf(a), 'members')).toEqual([idIn(b)])
    expect(await client.values(pathOf(b), 'members')).toEqual([idIn(a)])
  })

  it('S7644-3.7.1-01: three, with other members beside, and what refers to them from outside', async () => {
    const client = openClient()
    const { results } = await sendBulk(client, [
      postGroup('outside', { members: refer('a', 'c') }),
      postGroup('a', { members: refer('b', 'u') }),
      postGroup('b', { members: refer('u', 'c') }),
      postGroup('c', { members: refer('a') }),
      postUser('u'),
    ])
    const [outside, a, b, c, u] = results
    expect(results.map(({ status }) => status)).toEqual(Array(5).fill('201'))
    expect(await client.values(pathOf(outside), 'members')).toEqual([idIn(a), idIn(c)])
    expect(new Set(await client.values(pathOf(a), 'members'))).toEqual(new Set([idIn(b), idIn(u)]))
    expect(new Set(await client.values(pathOf(b), 'members'))).toEqual(new Set([idIn(u), idIn(c)]))
    expect(await client.values(pathOf(c), 'members')).toEqual([idIn(a)])
  })

  it.each([
    ['themselves', ['a'], ['a']],
    ['each other', ['a', 'b'], ['b', 'a']],
    ['one another in a circle', ['a', 'b', 'c'], ['b', 'c', 'a']],
  ])('S7644-3.7.1-01: users that manage %s, and keep what else is in the extension', async (_, users, managers) => {
    const client = openClient()
    const { results } = await sendBulk(
      client,
      users.map((bulkId, index) => postUser(bulkId, manager(String(managers[index])))),
    )
    const ids = new Map(results.map((result) => [result.bulkId, idIn(result)]))
    for (const [index, result] of results.entries()) {
      expect(await managerOf(client, result)).toBe(ids.get(managers[index]))
      const { body, headers } = await client.get(pathOf(result))
      expect(body).toMatchObject({ [enterpriseUrn]: { department: 'd' } })
      expect(result).toMatchObject({ status: '201', version: headers.etag })
    }
  })

  it('S7644-3.7.1-01: a group that is a member of itself, by its $ref', async () => {
    const client = openClient()
    const { results } = await sendBulk(client, [postGroup('a', { members: [{ $ref: '/Groups/bulkId:a', foo: 1 }] })])
    expect(await client.values(pathOf(results[0]), 'members')).toEqual([idIn(results[0])])
  })

  it('also when writes must name a version', async () => {
    const client = openClient({ requireIfMatch: true })
    const answer = await sendBulk(client, [postUser('a', manager('b')), postUser('b', manager('a'))])
    expect(statusesOf(answer)).toEqual(['201', '201'])
  })

  it('also when the client may create, and nothing else', async () => {
    const client = openClient({ authorize: (_, { operation }) => ['bulk', 'create', 'list'].includes(operation) })
    const twins = [postUser('a', manager('b')), postUser('b', manager('a'))]
    expect(statusesOf(await sendBulk(client, twins))).toEqual(['201', '201'])
    const others = [postUser('c', manager('d')), postUser('d', { ...manager('c'), userName: 'a' })]
    expect(statusesOf(await sendBulk(client, others))).toEqual(['409', '409'])
    expect((await client.get('/Users')).body.totalResults).toBe(2)
  })

  it('S7644-3.7.2-03: all or none of them: when one fails, those that were there are taken back', async () => {
    const client = openClient()
    const { path } = await client.user({ userName: 'taken' })
    const answer = await sendBulk(client, [
      postUser('a', manager('b')),
      postUser('b', manager('c')),
      postUser('c', { ...manager('a'), userName: 'taken' }),
      postGroup('g', { members: refer('b') }),
      postUser('free'),
    ])
    expect(answer.results).toMatchObject([
      { status: '409', response: { detail: expect.stringContaining('"bulkId:c"') } },
      { status: '409', response: { detail: expect.stringContaining('"bulkId:c"') } },
      { status: '409', response: { scimType: 'uniqueness' } },
      { status: '409', response: { detail: expect.stringContaining('"bulkId:b"') } },
      { status: '201' },
    ])
    for (const result of answer.results.slice(0, 4)) expect(result).not.toHaveProperty('location')
    await client.delete(path)
    await client.delete(pathOf(answer.results[4]))
    await expectNothing(client)
    const again = await sendBulk(client, [postUser('a', manager('b')), postUser('b', manager('a'))])
    expect(statusesOf(again)).toEqual(['201', '201'])
  })

  it('leaves no tombstone of what was never there, nor a location', async () => {
    const store = createMemoryStore()
    const transaction = store.transaction.bind(store)
    const removals: string[] = []
    vi.spyOn(store, 'transaction').mockImplementation((tenant, work) =>
      transaction(tenant, (unit) => {
        const remove = unit.remove.bind(unit)
        unit.remove = (...removal) => {
          removals.push(removal[2])
          return remove(...removal)
        }
        return work(unit)
      }),
    )
    const { results } = await sendBulk(openClient({ store }), [
      postUser('a', manager('b')),
      postUser('b', { ...manager('a'), active: 7 }),
      { method: 'DELETE', path: '/Users/bulkId:a' },
    ])
    expect(removals).toEqual(['hard'])
    expect(results[2]).toMatchObject({ status: '409', location: `${baseUrl}/Users/bulkId%3Aa` })
  })

  it('are taken back although a brake holds deactivations, and do not count for it', async () => {
    const brakes = { deactivations: { absolute: 1, percent: 0, windowMinutes: 60 } }
    const log = createMemoryLog()
    const client = openClient({ log, profile: defineProfile({ extends: rfcProfile, brakes }) })
    const { path } = await client.user({ userName: 'taken' })
    const answer = await sendBulk(client, [
      postUser('a', manager('b')),
      postUser('b', manager('c')),
      postUser('c', manager('d')),
      postUser('d', { ...manager('a'), userName: 'taken' }),
    ])
    expect(statusesOf(answer)).toEqual(['409', '409', '409', '409'])
    const effects = answer.event.operations?.map(({ effect }) => effect).filter((effect) => effect !== undefined)
    expect(effects).toEqual([...Array(3).fill('created'), ...Array(3).fill('takenBack')])
    expect(await log.count('acme', { effect: 'deleted' })).toBe(0)
    expect((await client.delete(path)).status).toBe(204)
    await expectNothing(client)
  })

  // Three creations, and two of the groups have to be completed.
  it.each([1, 2, 3, 4, 5])('S7644-3.7.2-03: all or none of them, also when step %d breaks', async (broken) => {
    const store = createMemoryStore()
    const transaction = store.transaction.bind(store)
    let steps = 0
    vi.spyOn(store, 'transaction').mockImplementation((tenant, work) => {
      steps += 1
      return steps === broken ? Promise.reject(new Error('full')) : transaction(tenant, work)
    })
    const client = openClient({ store })
    const answer = await sendBulk(client, [
      postGroup('a', { members: refer('b', 'c') }),
      postGroup('b', { members: refer('c', 'a') }),
      postGroup('c', { members: refer('a', 'b') }),
    ])
    expect(statusesOf(answer).toSorted()).toEqual(['409', '409', '500'])
    await expectNothing(client)
  })
})

describe('references that are required', () => {
  const reference = (name: string, required = false) => ({
    name,
    type: 'complex' as const,
    required,
    subAttributes: [{ name: 'value' }, { name: '$ref', type: 'reference' as const, referenceTypes: ['Part'] }],
  })
  const part = defineResourceType({
    name: 'Part',
    schema: {
      id: 'urn:example:Part',
      name: 'Part',
      attributes: [
        reference('needs', true),
        reference('likes'),
        { ...reference('parts', true), multiValued: true },
        { name: 'label' },
      ],
    },
  })
  const leaf = defineResourceType({
    name: 'Leaf',
    schema: { id: 'urn:example:Leaf', name: 'Leaf', attributes: [reference('part'), { name: 'label' }] },
  })
  const open = () => openClient({ resourceTypes: [userResourceType, groupResourceType, part, leaf] })
  const to = (bulkId: string) => ({ value: `bulkId:${bulkId}` })
  const there = { value: 'there' }
  const post = (bulkId: string, attributes: JsonObject) => ({
    method: 'POST',
    path: '/Parts',
    bulkId,
    data: { schemas: ['urn:example:Part'], label: bulkId, needs: there, parts: [there], ...attributes },
  })
  const postLeaf = (bulkId: string, attributes: JsonObject) => ({
    method: 'POST',
    path: '/Leafs',
    bulkId,
    data: { schemas: ['urn:example:Leaf'], label: bulkId, ...attributes },
  })

  it('S7644-3.7.1-01: come first in a cycle, and the optional one is completed', async () => {
    const client = open()
    const { results } = await sendBulk(client, [post('a', { needs: to('b') }), postLeaf('b', { part: to('a') })])
    expect(results.map(({ status }) => status)).toEqual(['201', '201'])
    expect((await client.get(pathOf(results[0]))).body).toMatchObject({ needs: { value: idIn(results[1]) } })
    expect((await client.get(pathOf(results[1]))).body).toMatchObject({ label: 'b', part: { value: idIn(results[0]) } })
  })

  it('S7644-3.7.1-01: a list can wait for one of its elements when it has others', async () => {
    const client = open()
    const { results } = await sendBulk(client, [
      post('a', { parts: [to('b'), there] }),
      post('b', { parts: [there, to('a')] }),
    ])
    expect(results.map(({ status }) => status)).toEqual(['201', '201'])
    expect((await client.get(pathOf(results[0]))).body.parts).toMatchObject([{ value: idIn(results[1]) }, there])
    expect((await client.get(pathOf(results[1]))).body.parts).toMatchObject([there, { value: idIn(results[0]) }])
  })

  it('S7644-3.7.1-01: in a circle, they are a conflict, and nothing else is', async () => {
    const client = open()
    const { results } = await sendBulk(client, [
      post('a', { needs: to('b') }),
      post('b', { parts: [to('a')] }),
      post('self', { needs: to('self') }),
      post('a2', { needs: to('b2'), likes: to('a2') }),
      post('b2', { likes: to('a2') }),
      postLeaf('outside', { part: to('a') }),
      postLeaf('free', {}),
    ])
    const circular = (...names: readonly string[]) => ({
      status: '409',
      response: { detail: expect.stringContaining(names.map((name) => `"bulkId:${name}"`).join(', ')) },
    })
    expect(results).toMatchObject([
      circular('a', 'b'),
      circular('a', 'b'),
      circular('self'),
      { status: '201' },
      { status: '201' },
      { status: '409', response: { detail: expect.stringContaining('"bulkId:a"') } },
      { status: '201' },
    ])
    expect((await client.get('/')).body.totalResults).toBe(3)
  })
})
