import type { ResourceType } from '../schema/attribute.ts'
import type { JsonObject } from '../schema/json.ts'
import type { Provenance, UnitOfWork } from '../store/store.ts'
import { emailsOf } from './emails.ts'
import type { Policy } from './policy.ts'

/** An account as it is about to be written. */
interface Signing {
  readonly resourceType: ResourceType
  readonly attributes: JsonObject
  readonly provenance: Provenance
}

/**
 * The name the product signs a person in with, made from the e-mail address (B-22) and free in the tenant; undefined
 * where the user name is that name. It stays when the address changes; but what a tombstone had may have been given to
 * somebody else meanwhile. Without an address the user name has to do.
 *
 * @example
 * ```ts
 * const attributes = { emails: [{ value: 'julia-smith+demo@example.com', type: 'work' }] }
 * const account = { resourceType: userType, attributes, provenance: ada.provenance }
 * await store.transaction('acme', (unit) => loginNameOf(unit, account, bufProfile)) // 'julia-smith-demo'
 * ```
 */
export async function loginNameOf(
  unit: UnitOfWork,
  { resourceType, attributes, provenance }: Signing,
  policy: Policy,
): Promise<string | undefined> {
  const { loginName, deleted } = provenance
  if (policy.users.loginName === 'userName' || (loginName !== undefined && !deleted)) return loginName
  const email = emailsOf(attributes, policy.attributes.emails)[0] ?? String(attributes.userName ?? '')
  return freeName(unit, resourceType, { wish: loginName ?? loginNameFrom(email), policy })
}

/**
 * The name that is wished for, with the next number behind it when it is taken or reserved. Numbers are given in a row,
 * so the end of the row is found without asking for each: twice as far each time, and then halfway back.
 */
async function freeName(
  unit: UnitOfWork,
  resourceType: ResourceType,
  { wish, policy }: { readonly wish: string; readonly policy: Policy },
): Promise<string> {
  const nameWith = (number: number) => (number === 0 ? wish : `${wish}${number}`)
  const isFree = async (number: number): Promise<boolean> => {
    const name = nameWith(number)
    if (policy.users.reservedLoginNames.includes(name)) return false
    const key = { attribute: 'loginName', scope: 'tenant', key: name } as const
    return (await unit.find(resourceType, { key }, 'live')).length === 0
  }
  let [taken, free] = [-1, 0]
  while (!(await isFree(free))) [taken, free] = [free, Math.max(1, 2 * free)]
  while (free - taken > 1) {
    const middle = Math.floor((taken + free) / 2)
    if (await isFree(middle)) free = middle
    else taken = middle
  }
  return nameWith(free)
}

/** A login name that was wished for, and the one with a number that was given instead. */
export interface Numbered {
  readonly wanted: string
  readonly given: string
}

/**
 * The names of a new account whose login name got a number: somebody else has the one without, who may be the same
 * person (B-07). Undefined where it got none.
 */
export function numberedName(
  { attributes, provenance: { loginName: given } }: Pick<Signing, 'attributes' | 'provenance'>,
  { users, attributes: { emails } }: Policy,
): Numbered | undefined {
  const [email] = emailsOf(attributes, emails)
  if (users.loginName === 'userName' || given === undefined || email === undefined) return undefined
  const wanted = loginNameFrom(email)
  return given === wanted ? undefined : { wanted, given }
}

/**
 * The text before the `@` in small letters, with a hyphen for whatever is neither letter nor digit, one for several,
 * and none at the ends. It starts with a letter; what has none is a `user`.
 */
function loginNameFrom(email: string): string {
  const at = email.lastIndexOf('@')
  const local = at < 0 ? email : email.slice(0, at)
  const name = local
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
  return name === '' ? 'user' : name
}
