import { byUserName, userBody } from '../people.ts'
import type { ScimAnswer, SeedWorld } from '../world.ts'

/** A person as the identity provider knows them. */
export interface Person {
  readonly userName: string
  readonly email: string
}

/** What an identity provider's assignment came to: how the account was found, and the last answer. */
export interface Assigned {
  readonly found: boolean
  readonly answer: ScimAnswer
}

/** Assigns a person to the application, in the order of requests the identity provider uses. */
export type Assign = (world: SeedWorld, person: Person) => Promise<Assigned>

/** Okta looks for the user name, and then creates, or reads by id and replaces. */
const oktaAssigns: Assign = async ({ scim }, { userName, email }) => {
  const list = await scim.get(`${byUserName(userName)}&startIndex=1&count=100`)
  const [existing] = list.body?.Resources ?? []
  if (existing === undefined) return { found: false, answer: await scim.post('/Users', userBody(userName, email)) }
  const { body } = await scim.get(`/Users/${existing.id}`)
  const { groups: _, meta: __, ...profile } = body
  return { found: true, answer: await scim.put(`/Users/${existing.id}`, { ...profile, active: true }) }
}

/** Entra ID looks for the user name, and then creates, or changes what differs. */
const entraAssigns: Assign = async ({ scim }, { userName, email }) => {
  const list = await scim.get(byUserName(userName))
  const [existing] = list.body?.Resources ?? []
  if (existing === undefined) return { found: false, answer: await scim.post('/Users', userBody(userName, email)) }
  const operations = [{ op: 'Replace', path: 'active', value: 'True' }]
  return { found: true, answer: await scim.patch(`/Users/${existing.id}`, operations) }
}

/** Both, by name. */
export const assigns = { Okta: oktaAssigns, 'Entra ID': entraAssigns } as const
