import { emailsOf } from '../provisioning/emails.ts'
import type { JsonObject } from '../schema/json.ts'
import type { StoredResource, UnitOfWork } from '../store/store.ts'
import type { Assertion } from './directory.ts'
import { emailsWith } from './document.ts'
import { equal } from './filter-for.ts'
import { addressIn } from './find-person.ts'
import type { Parts } from './parts.ts'

/**
 * The document of a person who signs in, with the address the identity provider asserts: where accounts are matched by
 * it, provisioning finds the account from now on (B-04, RW-B2). What SCIM has written is SCIM's to change, and an
 * address that another account has is left to whoever clears up the two.
 */
export async function withAssertedAddress(
  parts: Parts,
  unit: UnitOfWork,
  { person, assertion }: { readonly person: StoredResource; readonly assertion: Assertion },
): Promise<JsonObject> {
  const { attributes, provenance } = person
  const { users, attributes: switches } = parts.policy
  const address = addressIn(assertion)
  const isOurs = users.matchBy.includes('email') && users.emailUniqueness !== 'global'
  if (provenance.managed || address === undefined || !isOurs) return attributes
  const known = emailsOf(attributes, switches.emails).map((email) => email.toLowerCase())
  if (known.includes(address.toLowerCase())) return attributes
  const holders = await unit.find(parts.user, { filter: equal(parts.user, 'emails.value', address) }, 'live')
  return holders.length > 0 ? attributes : { ...attributes, emails: emailsWith(parts, attributes, address) }
}
