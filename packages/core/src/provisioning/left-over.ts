import type { About } from '../errors/finding.ts'
import { comparableOf } from '../filter/order.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { valueAt, withValue } from '../schema/document.ts'
import type { JsonObject } from '../schema/json.ts'
import type { StoredResource, UnitOfWork } from '../store/store.ts'
import type { Match } from './match.ts'
import { type Judging, rewrite } from './rewrite.ts'

/** Characters of the old name that the new one begins with: a name may be as long as a value can be. */
const longest = 200

/** An account that a request goes on with, and the one that is left over of the same person. */
export interface Superseding {
  readonly resourceType: ResourceType
  readonly match: Match
  /** What the account that was found is to become. */
  readonly attributes: JsonObject
  readonly leftOver: StoredResource
}

/**
 * Has a deprovisioned account give up its user name to another one of the same person. It was made by a wrong mapping,
 * and the remedy is to deprovision it, to mend the mapping and to provision again (RW-B1): then the request finds the
 * person by the address, and the name must not stand in the way. Nothing else of the account is touched, and it is
 * found by the name it gets, which begins with the old one.
 *
 * @throws ScimError `UNIQUENESS_VIOLATED`
 */
export async function freeUserName(
  unit: UnitOfWork,
  { resourceType, match, attributes, leftOver }: Superseding,
  judging: Judging,
): Promise<void> {
  const attribute = resourceType.byName.get('username')
  if (attribute === undefined) return
  const comparable = comparableOf(attribute)
  const name = valueAt(leftOver.attributes, attribute)
  if (comparable(name) !== comparable(valueAt(attributes, attribute))) return
  const renamed = withValue(leftOver.attributes, attribute, `${String(name).slice(0, longest)}~${leftOver.id}`)
  await rewrite(unit, { resourceType, current: leftOver, attributes: renamed }, judging)
  const about: About = { resourceType: resourceType.name, resourceId: leftOver.id }
  judging.note('USER_NAME_GIVEN_UP', { userName: String(name), to: match.account.id, by: match.key }, about)
}
