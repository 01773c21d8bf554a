import { ScimError } from '../errors/scim-error.ts'
import { comparableOf } from '../filter/order.ts'
import type { DocumentEdit } from '../patch/edit.ts'
import type { Attribute } from '../schema/attribute.ts'
import { valueAt, withValue } from '../schema/document.ts'
import { equalJson, type JsonObject } from '../schema/json.ts'
import type { UniqueKey } from '../store/store.ts'
import { kindOf } from './kind.ts'
import type { Judging, Rewriting } from './rewrite.ts'
import { uniqueKeys } from './unique-keys.ts'

/**
 * The document as a PUT or PATCH may make it where user names are not changed (D-07): refused whole, or with the old
 * name and everything else done.
 *
 * @throws ScimError `ATTRIBUTE_MUTABILITY`
 */
export function settleUserName(rewriting: Rewriting, judging: Judging): JsonObject {
  const attribute = fixedName(rewriting, judging)
  if (attribute === undefined) return rewriting.attributes
  if (judging.policy.users.userNameChange === 'reject' && isRenamed(attribute, rewriting)) throw immutable(attribute)
  return keepUserName(rewriting, judging)
}

/**
 * Refuses the edits that take the user name away where its changes are refused: that it is required as well is not what
 * the product says of it (P-04, D-01).
 *
 * @throws ScimError `ATTRIBUTE_MUTABILITY`
 */
export function refuseRemovedName(
  edits: readonly DocumentEdit[],
  account: Pick<Rewriting, 'resourceType' | 'current'>,
  judging: Judging,
): void {
  const attribute = judging.policy.users.userNameChange === 'reject' ? fixedName(account, judging) : undefined
  if (attribute === undefined) return
  const isTaken = edits.some(({ op, target, value }) => {
    return target.attribute === attribute && (op === 'remove' || value === undefined)
  })
  if (isTaken) throw immutable(attribute)
}

function immutable({ path }: Attribute): ScimError {
  return new ScimError('ATTRIBUTE_MUTABILITY', { path, mutability: 'immutable' })
}

/**
 * The document with the user name the account has, unless user names change. One that differs only in what does not
 * count is the old one; and none at all is no change either, because a mapping that applies on creation only leaves it
 * out of a PUT (RW-P3).
 */
export function keepUserName(rewriting: Rewriting, judging: Judging): JsonObject {
  const { resourceType, current, attributes } = rewriting
  const attribute = fixedName(rewriting, judging)
  if (attribute === undefined) return attributes
  const kept = valueAt(current.attributes, attribute)
  if (isRenamed(attribute, rewriting)) {
    const about = { resourceType: resourceType.name, resourceId: current.id }
    judging.note('USER_NAME_KEPT', { sent: String(valueAt(attributes, attribute)), kept: String(kept) }, about)
  }
  const settled = withValue(attributes, attribute, kept)
  return settled !== attributes && equalJson(settled, current.attributes) ? current.attributes : settled
}

/**
 * The user name an account is sent and does not get, as the store has to be asked for it: one that somebody else has is
 * a conflict, and nothing is linked (P-03, P-14). Only the store knows what other tenants hold.
 */
export function askedName(rewriting: Rewriting, judging: Judging): readonly UniqueKey[] {
  const { resourceType, current, attributes } = rewriting
  const attribute = fixedName(rewriting, judging)
  if (attribute === undefined || !isRenamed(attribute, rewriting)) return []
  const keys = uniqueKeys(resourceType, { attributes, provenance: current.provenance }, judging.policy)
  return keys.filter((key) => key.attribute === attribute.path)
}

/** The attribute whose value stays as it is, if there is one. */
function fixedName(
  { resourceType, current }: Pick<Rewriting, 'resourceType' | 'current'>,
  { policy }: Judging,
): Attribute | undefined {
  if (policy.users.userNameChange === 'allow' || kindOf(resourceType) !== 'user') return undefined
  const attribute = resourceType.byName.get('username')
  return attribute !== undefined && valueAt(current.attributes, attribute) !== undefined ? attribute : undefined
}

function isRenamed(attribute: Attribute, { current, attributes }: Rewriting): boolean {
  const sent = valueAt(attributes, attribute)
  const comparable = comparableOf(attribute)
  return sent !== undefined && comparable(sent) !== comparable(valueAt(current.attributes, attribute))
}
