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
 * await loginNameOf(unit, { resourceType, attributes, provenance }, bufProfile)
 * // 'julia-smith-demo' for julia-smith+demo@example.com, or 'julia-smith-demo1' when somebody has that
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

/** The name that is wished for, with the first number that makes it free when it is taken or reserved. */
async function freeName(
  unit: UnitOfWork,
  resourceType: ResourceType,
  { wish, policy }: { readonly wish: string; readonly policy: Policy },
): Promise<string> {
  const reserved = policy.users.reservedLoginNames
  for (let number = 0; ; number += 1) {
    const name = number === 0 ? wish : `${wish}${number}`
    if (reserved.includes(name)) continue
    const key = { attribute: 'loginName', scope: 'tenant', key: name } as const
    if ((await unit.find(resourceType, { key }, 'live')).length === 0) return name
  }
}

/**
 * The text before the `@` in small letters, with a hyphen for whatever is neither letter nor digit, one for several, and
 * none at the ends. It starts with a letter; what has none is a `user`.
 */
export function loginNameFrom(email: string): string {
  const at = email.lastIndexOf('@')
  const local = at < 0 ? email : email.slice(0, at)
  const name = local
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
  return name === '' ? 'user' : name
}
