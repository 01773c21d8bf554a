import type { SeedWorld } from './world.ts'

const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User'
const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group'

/** A user as the pages' identity providers send one: only what every profile takes. */
export function userBody(userName: string, email: string, more: object = {}): object {
  return {
    schemas: [userSchema],
    userName,
    name: { givenName: 'Ada', familyName: 'Lovelace' },
    displayName: 'Ada Lovelace',
    emails: [{ value: email, type: 'work', primary: true }],
    active: true,
    ...more,
  }
}

/** A user of the world, by a first name. */
export function person({ name, email }: SeedWorld, first: string, more: object = {}): object {
  return userBody(name(first), email(first), more)
}

/** A group as it is pushed. */
export function groupBody(displayName: string, ids: readonly string[] = [], more: object = {}): object {
  return { schemas: [groupSchema], displayName, members: ids.map((value) => ({ value })), ...more }
}

/** Provisions somebody, and gives the id. */
export async function provision(world: SeedWorld, first: string, more: object = {}): Promise<string> {
  const created = await world.scim.post('/Users', person(world, first, more))
  if (created.status !== 201) throw new Error(`cannot provision ${first}: ${created.status} ${created.text}`)
  return created.body.id
}

/** Pushes a group, and gives the id. */
export async function push(world: SeedWorld, of: string, ids: readonly string[] = []): Promise<string> {
  const created = await world.scim.post('/Groups', groupBody(world.name(of), ids))
  if (created.status !== 201) throw new Error(`cannot push ${of}: ${created.status} ${created.text}`)
  return created.body.id
}

/** The path that looks somebody up, as Okta and Entra ID both do. */
export function byUserName(userName: string): string {
  return `/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}`
}
