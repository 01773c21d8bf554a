import { groupResourceType, type Provenance, settleResourceType, userResourceType } from '@scimkit/core'
import fc from 'fast-check'
import { afterEach, expect, it, vi } from 'vitest'
import { Above } from '../src/above.ts'
import { createMemoryStore } from '../src/index.ts'
import { Relation } from '../src/relation.ts'

const definitions = [userResourceType, groupResourceType]
const user = settleResourceType(userResourceType, definitions)
const group = settleResourceType(groupResourceType, definitions)
const provenance: Provenance = { managed: true, origin: 'scim', active: true, deleted: false }

const id = fc.constantFrom(...'abcdefgh')
const edges = fc.array(fc.tuple(id, id), { maxLength: 24 })

afterEach(() => {
  vi.restoreAllMocks()
})

function relationOf(pairs: readonly (readonly [string, string])[]): Relation {
  const relation = new Relation()
  for (const [owner, value] of pairs) relation.add(owner, { value }, [])
  return relation
}

function walkEachTime(relation: Relation, owners: readonly string[]): ReadonlySet<string> {
  const above = new Set<string>()
  const queue = [...owners]
  for (const each of queue) {
    for (const owner of relation.ownersOf(each)) {
      if (!above.has(owner)) queue.push(owner)
      above.add(owner)
    }
  }
  return above
}

it('what is remembered says what another walk would, whatever was asked before', () => {
  fc.assert(
    fc.property(edges, fc.array(fc.array(id), { minLength: 1, maxLength: 8 }), (pairs, questions) => {
      const relation = relationOf(pairs)
      const above = new Above(relation)
      for (const owners of questions) expect(above.all(owners)).toEqual(walkEachTime(relation, owners))
    }),
  )
})

it('groups that all hold each other are walked once for a page, not once for each user on it', async () => {
  const size = 60
  const store = createMemoryStore()
  const ids = await store.transaction('acme', async (unit) => {
    const [groups, users] = [[], []] as [string[], string[]]
    for (let count = 0; count < size; count += 1) {
      groups.push((await unit.insert(group, draftOf({ displayName: `g${count}` }))).id)
      users.push((await unit.insert(user, draftOf({ userName: `u${count}` }))).id)
    }
    for (const [index, each] of groups.entries()) {
      const current = await unit.get(group, each)
      const elements = [...groups, users[index] ?? ''].map((value) => ({ value }))
      for (const relation of group.relations)
        if (current) await unit.changeRelation(current, relation, [{ kind: 'add', elements }])
    }
    return groups
  })
  const looks = vi.spyOn(Relation.prototype, 'ownersOf')
  const { resources } = await store.query('acme', {
    scopes: [{ resourceType: user, filter: undefined, sortBy: undefined, wanted: user.inverses }],
    descending: false,
    page: { kind: 'index', startIndex: 1, count: size },
  })
  for (const [index, { related }] of resources.entries()) {
    const [direct, ...indirect] = related?.groups?.map(({ value }) => value) ?? []
    expect(direct).toBe(ids[index])
    expect(indirect).toEqual(ids.filter((each) => each !== direct))
  }
  expect(looks.mock.calls.length).toBeLessThanOrEqual(3 * size)
})

function draftOf(attributes: Readonly<Record<string, string>>) {
  return { attributes, keys: [], provenance }
}
