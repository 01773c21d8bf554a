import { isJsonObject, type JsonObject } from '@scimkit/core'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BulkOperation, idIn, patchOf, postGroup, postUser, refer, sendBulk } from './bulk-request.ts'
import { type Client, enterpriseUrn, openClient } from './client.ts'

const users = ['u0', 'u1', 'u2', 'u3']
const groups = ['g0', 'g1', 'g10', 'g2']
const someUser = fc.constantFrom(...users)
const anybody = fc.subarray([...users, ...groups])

/** One operation, and what it does to the members that the model holds by bulkId. */
interface Move {
  readonly operation: BulkOperation
  readonly apply: (members: Map<string, Set<string>>) => void
}

/** The manager of each user, or nobody. */
const managers = fc.tuple(...users.map(() => fc.option(someUser, { nil: undefined })))

const creations = fc
  .tuple(managers, fc.tuple(...groups.map(() => anybody)))
  .map(([managerOf, membersOf]): readonly Move[] => [
    ...users.map((user, index) => ({ operation: createUser(user, managerOf[index]), apply: () => {} })),
    ...groups.map((group, index) => ({
      operation: postGroup(group, { members: refer(...(membersOf[index] ?? [])) }),
      apply: () => {},
    })),
  ])

function createUser(user: string, manager: string | undefined): BulkOperation {
  return postUser(user, manager === undefined ? {} : { [enterpriseUrn]: { manager: { value: `bulkId:${manager}` } } })
}

const changes: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.tuple(fc.constantFrom(...groups), anybody, fc.constantFrom('add', 'replace', 'remove', 'filter')).map(
    ([group, elements, kind]): Move => ({
      operation: patchOf(`/Groups/bulkId:${group}`, ...operationsFor(kind, elements)),
      apply: (members) => members.set(group, changed(members.get(group) ?? new Set(), kind, elements)),
    }),
  ),
  { maxLength: 5 },
)

function operationsFor(kind: string, elements: readonly string[]) {
  const value = refer(...elements)
  if (kind !== 'filter') return [{ op: kind, path: 'members', ...(kind !== 'remove' && { value }) }]
  if (elements.length === 0) return [{ op: 'add', path: 'members', value: [] }]
  const filter = elements.map((element) => `value eq "bulkId:${element}"`).join(' or ')
  return [{ op: 'remove', path: `members[${filter}]` }]
}

function changed(before: ReadonlySet<string>, kind: string, elements: readonly string[]): Set<string> {
  if (kind === 'add') return new Set([...before, ...elements])
  if (kind === 'remove') return new Set()
  return kind === 'replace' ? new Set(elements) : new Set([...before].filter((element) => !elements.includes(element)))
}

/** All operations, in any order. */
const moves = fc
  .tuple(creations, changes)
  .chain(([made, changing]) =>
    fc.shuffledSubarray([...made, ...changing], { minLength: made.length + changing.length }),
  )

const runs = { numRuns: 300 }

describe('whatever refers to whatever, in whatever order', () => {
  it('S7644-3.7.1-01, S7644-3.7.2-01: everything is created, and refers to what it was meant to', async () => {
    await fc.assert(
      fc.asyncProperty(moves, async (made) => {
        const client = openClient()
        const { results, status } = await sendBulk(
          client,
          made.map(({ operation }) => operation),
        )
        expect(status).toBe(200)
        expect(results.filter((result) => !String(result.status).startsWith('2'))).toEqual([])
        expect(results.map(({ bulkId }) => bulkId)).toEqual(made.map(({ operation }) => operation.bulkId))
        const ids = new Map(
          results.flatMap((result) => (result.bulkId ? [[result.bulkId, idIn(result)] as const] : [])),
        )
        const expected = modelOf(made)
        for (const [group, members] of expected) {
          const values = await client.values(`/Groups/${ids.get(group)}`, 'members')
          expect(new Set(values)).toEqual(new Set([...members].map((member) => ids.get(member))))
        }
        await expectManagers(client, made, ids)
        expect((await client.get('/')).text).not.toContain('bulkId:')
      }),
      runs,
    )
  })

  it('S7644-3.7-11, S7644-3.7.2-03: also when some fail, nothing is half there', async () => {
    await fc.assert(
      fc.asyncProperty(moves, fc.subarray([...users, ...groups], { minLength: 1 }), async (made, broken) => {
        const client = openClient()
        const { results } = await sendBulk(
          client,
          made.map(({ operation }) => (broken.includes(String(operation.bulkId)) ? spoil(operation) : operation)),
        )
        expect(results).toHaveLength(made.length)
        const created = results.filter(({ status }) => status === '201')
        const { totalResults } = (await client.get('/')).body
        expect(totalResults).toBe(created.length)
        const references = new Map(made.map(({ operation }) => [operation.bulkId, namesIn(operation)]))
        const ids = new Set(created.map(({ bulkId }) => bulkId))
        for (const id of ids) expect([...(references.get(id) ?? [])].filter((name) => !ids.has(name))).toEqual([])
        expect((await client.get('/')).text).not.toContain('bulkId:')
      }),
      runs,
    )
  })
})

/** The members that the groups must have in the end: what they are created with, then each change in its turn. */
function modelOf(made: readonly Move[]): ReadonlyMap<string, ReadonlySet<string>> {
  const members = new Map<string, Set<string>>()
  for (const { operation } of made)
    if (operation.path === '/Groups') members.set(String(operation.bulkId), new Set(namesIn(operation)))
  for (const { apply } of made) apply(members)
  return members
}

/** The bulkIds an operation refers to. */
function namesIn({ data }: BulkOperation): readonly string[] {
  return [...JSON.stringify(data).matchAll(/"bulkId:(\w+)"/g)].map(([, name = '']) => name)
}

function spoil(operation: BulkOperation): BulkOperation {
  const data = isJsonObject(operation.data) ? operation.data : {}
  return { ...operation, data: { ...data, userName: '', displayName: '' } }
}

async function expectManagers(client: Client, made: readonly Move[], ids: ReadonlyMap<unknown, string>) {
  for (const { operation } of made) {
    if (operation.path !== '/Users') continue
    const { body } = await client.get(`/Users/${ids.get(operation.bulkId)}`)
    const [manager] = namesIn(operation)
    const extension: JsonObject = isJsonObject(body[enterpriseUrn]) ? body[enterpriseUrn] : {}
    if (manager === undefined) expect(extension).toEqual({})
    else expect(extension).toMatchObject({ manager: { value: ids.get(manager) } })
  }
}

describe('a bulk request of 1 000 operations', () => {
  const names = (count: number, letter: string) => Array.from({ length: count }, (_, index) => `${letter}${index}`)

  it('S7644-3.7.4-01, S7644-3.7-14: is done, though each of 500 groups refers to the next and to a user that comes later', async () => {
    const client = openClient()
    const [groupNames, userNames] = [names(500, 'g'), names(500, 'u')]
    const answer = await sendBulk(client, [
      ...groupNames.map((name, index) =>
        postGroup(name, { members: refer(`u${index}`, ...groupNames.slice(index + 1, index + 2)) }),
      ),
      ...userNames.map((name) => postUser(name)),
    ])
    expect(answer.results.map(({ bulkId, status }) => `${bulkId} ${status}`)).toEqual(
      [...groupNames, ...userNames].map((name) => `${name} 201`),
    )
    const [first, second] = answer.results
    const { pathname } = new URL(String(first?.location))
    expect(await client.values(pathname.replace('/scim/v2', ''), 'members')).toEqual([
      idIn(answer.results[500]),
      idIn(second),
    ])
  })

  it('S7644-3.7.1-01: is done, though all of them form one circle', async () => {
    const client = openClient()
    const ring = names(1000, 'g')
    const { results } = await sendBulk(
      client,
      ring.map((name, index) => postGroup(name, { members: refer(`g${(index + 1) % ring.length}`) })),
    )
    expect(results.filter(({ status }) => status !== '201')).toEqual([])
    const ids = results.map(idIn)
    for (const index of [0, 500, 999])
      expect(await client.values(`/Groups/${ids[index]}`, 'members')).toEqual([ids[(index + 1) % ring.length]])
  })
})
