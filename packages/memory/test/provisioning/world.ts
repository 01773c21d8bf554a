import {
  createRegistry,
  groupResourceType,
  type JsonObject,
  type Policy,
  type Provenance,
  type StoredResource,
  type UniqueKey,
  userResourceType,
} from '@scimkit/core'
import { createMemoryStore } from '../../src/index.ts'
import { openClient, userUrn } from '../protocol/client.ts'

const registry = createRegistry([userResourceType, groupResourceType])

function typeOf(name: string) {
  const resourceType = registry.byName(name)
  if (resourceType === undefined) throw new Error(`There is no ${name}`)
  return resourceType
}

/** An account the application has made, or left behind. */
export interface Planted {
  readonly userName: string
  readonly email?: string | undefined
  readonly attributes?: JsonObject
  readonly provenance?: Partial<Provenance> | undefined
}

const local: Provenance = { managed: false, origin: 'local', active: true, deleted: false }

export type World = ReturnType<typeof openWorld>

/** A client of tenant acme in a profile, and the application behind it. */
export function openWorld(profile: Policy) {
  const store = createMemoryStore()
  const client = openClient({ store, profile })
  const userType = typeOf('User')

  /** Makes an account as the application does; one that is deleted is made first. */
  async function account({ userName, email, attributes = {}, provenance = {} }: Planted): Promise<string> {
    const { deleted, ...rest } = { ...local, ...provenance }
    const emails = email === undefined ? {} : { emails: [{ type: 'work', value: email }] }
    const active = rest.active ? {} : { active: false }
    const draft = {
      attributes: { userName, ...emails, ...active, ...attributes },
      keys: keysOf({ userName, email, provenance: rest }, profile),
      provenance: { ...rest, deleted: false },
    }
    return store.transaction('acme', async (unit) => {
      const made = await unit.insert(userType, draft)
      if (deleted) await unit.remove(userType, made, 'tombstone')
      return made.id
    })
  }

  /** Everything the tenant has of a type: what SCIM sees, what it does not, and tombstones. */
  function all(name = 'User'): Promise<readonly StoredResource[]> {
    const resourceType = typeOf(name)
    const everybody = { filter: { kind: 'not', operand: { kind: 'never' } } } as const
    return store.transaction('acme', async (unit) => [
      ...(await unit.find(resourceType, everybody, 'live')),
      ...(await unit.find(resourceType, everybody, 'deleted')),
    ])
  }

  return {
    store,
    client,
    account,
    all,
    group: (displayName: string) =>
      store.transaction('acme', async (unit) => {
        const keys = [{ attribute: 'displayName', scope: 'tenant', key: displayName, value: displayName }] as const
        return (await unit.insert(typeOf('Group'), { attributes: { displayName }, keys, provenance: local })).id
      }),
    /** Deletes an account as the application does, so that it can come back. */
    delete: (id: string) =>
      store.transaction('acme', async (unit) => {
        const current = await unit.get(userType, id)
        if (current !== undefined) await unit.remove(userType, current, 'tombstone')
      }),
    post: (body: JsonObject) => client.post('/Users', { schemas: [userUrn], ...body }),
    /** The resource as the store has it, whoever may see it. */
    async stored(id: string, name = 'User'): Promise<StoredResource | undefined> {
      return (await all(name)).find((resource) => resource.id === id)
    },
  }
}

function keysOf({ userName, email, provenance }: Planted, { users }: Policy): readonly UniqueKey[] {
  const keys: UniqueKey[] = [
    { attribute: 'userName', scope: users.userNameUniqueness, key: userName.toLowerCase(), value: userName },
  ]
  if (email !== undefined && users.emailUniqueness !== 'none')
    keys.push({ attribute: 'emails.value', scope: users.emailUniqueness, key: email.toLowerCase(), value: email })
  for (const attribute of ['signIn', 'loginName'] as const) {
    const value = provenance?.[attribute]
    if (value !== undefined) keys.push({ attribute, scope: 'tenant', key: value, value })
  }
  return keys
}

/** A work address, as identity providers send it. */
export function workEmail(value: string): JsonObject {
  return { emails: [{ type: 'work', value, primary: true }] }
}
