import {
  type Attribute,
  groupResourceType,
  parseFilter,
  type RelationDelta,
  resolveFilter,
  type Store,
  type StoredResource,
  settleResourceType,
  userResourceType,
} from '@scimkit/core'
import type pg from 'pg'
import { copyUsers } from './copy-users.ts'

const all = [userResourceType, groupResourceType]
const user = settleResourceType(userResourceType, all)
const group = settleResourceType(groupResourceType, all)
const [members] = group.relations as readonly [Attribute]
const provenance = { managed: true, origin: 'scim', active: true, deleted: false } as const

/** The same work through the store, as the operations of the core ask for it. */
export class Through {
  readonly #store: Store
  readonly #tenant: string

  constructor(store: Store, tenant: string) {
    this.#store = store
    this.#tenant = tenant
  }

  /** Makes one user as SCIM would, and so many more like it, straight in the tables. */
  async fill(pool: pg.Pool, users: number): Promise<void> {
    await this.create(0)
    await copyUsers(pool, this.#tenant, users)
  }

  /** A group of the first so many users, straight in the tables. */
  async largeGroup(pool: pg.Pool, size: number): Promise<string> {
    const id = await this.group([])
    await pool.query(
      `INSERT INTO scimkit_member (tenant, owner, attribute, value, type)
       SELECT r.tenant, $2, 'Group.members', r.id, 'User' FROM scimkit_resource r
       WHERE r.tenant = $1 AND r.type = 'User' ORDER BY r.seq LIMIT $3`,
      [this.#tenant, id, size],
    )
    return id
  }

  create(number: number): Promise<StoredResource> {
    const userName = `user${number}@example.com`
    const attributes = {
      userName,
      externalId: `x${number}`,
      displayName: `User ${number}`,
      active: true,
      emails: [{ value: userName, type: 'work', primary: true }],
    }
    const keys = [{ attribute: 'userName', scope: 'tenant', key: userName, value: userName } as const]
    return this.#store.transaction(this.#tenant, (unit) => unit.insert(user, { attributes, keys, provenance }))
  }

  async idOf(number: number): Promise<string> {
    const { resources } = await this.find(`userName eq "user${number}@example.com"`)
    const [found] = resources
    if (found === undefined) throw new Error(`there is no user ${number}`)
    return found.id
  }

  group(ids: readonly string[]): Promise<string> {
    return this.#store.transaction(this.#tenant, async (unit) => {
      const created = await unit.insert(group, {
        attributes: { displayName: crypto.randomUUID() },
        keys: [],
        provenance,
      })
      await unit.changeRelation(created, members, [{ kind: 'add', elements: ids.map((value) => ({ value })) }])
      return created.id
    })
  }

  read(id: string): Promise<unknown> {
    return this.#store.read(this.#tenant, user, id, [])
  }

  find(text: string) {
    const filter = resolveFilter(parseFilter(text), user)
    return this.#store.query(this.#tenant, {
      scopes: [{ resourceType: user, filter, sortBy: undefined, wanted: [] }],
      descending: false,
      page: { kind: 'index', startIndex: 1, count: 100 },
    })
  }

  page(position: string | undefined, count: number) {
    return this.#store.query(this.#tenant, {
      scopes: [{ resourceType: user, filter: undefined, sortBy: undefined, wanted: [] }],
      descending: false,
      page: { kind: 'after', position, count },
    })
  }

  async rename(id: string, displayName: string): Promise<void> {
    await this.#store.transaction(this.#tenant, async (unit) => {
      const current = await unit.get(user, id)
      if (current === undefined) throw new Error(`there is no user ${id}`)
      const userName = String(current.attributes.userName)
      const keys = [{ attribute: 'userName', scope: 'tenant', key: userName, value: userName } as const]
      await unit.update(user, current, { attributes: { ...current.attributes, displayName }, keys, provenance })
    })
  }

  async changeMembers(id: string, ids: readonly string[], how: 'add' | 'remove' | 'replace'): Promise<void> {
    await this.#store.transaction(this.#tenant, async (unit) => {
      const current = await unit.get(group, id)
      if (current === undefined) throw new Error(`there is no group ${id}`)
      if (how !== 'remove' && (await unit.identify(ids)).size !== ids.length) throw new Error('a member does not exist')
      await unit.changeRelation(current, members, [deltaOf(ids, how)])
      await unit.update(group, current, { attributes: current.attributes, keys: [], provenance })
    })
  }
}

function deltaOf(ids: readonly string[], how: 'add' | 'remove' | 'replace'): RelationDelta {
  if (how === 'remove') return { kind: 'remove', values: ids }
  return { kind: how === 'add' ? 'add' : 'replaceAll', elements: ids.map((value) => ({ value })) }
}
