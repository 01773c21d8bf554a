import { comparableOf } from '../filter/order.ts'
import { whyUnreadable } from '../filter/scope.ts'
import type { Attribute, ResourceType } from '../schema/attribute.ts'
import { valueAt } from '../schema/document.ts'
import { findAttribute } from '../schema/find-attribute.ts'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../schema/json.ts'
import type { Draft, UniqueKey } from '../store/store.ts'
import { emailsOf } from './emails.ts'
import { kindOf } from './kind.ts'
import type { Policy } from './policy.ts'

/** Something that must be unique: where its values come from, how far it reaches, and what makes two values equal. */
interface Rule {
  readonly attribute: string
  readonly scope: UniqueKey['scope']
  readonly valuesOf: (draft: Unkeyed) => readonly (JsonValue | undefined)[]
  readonly comparable: ReturnType<typeof comparableOf>
  /** A value that is never returned (RFC 7643 §7) stands in no error either: the log would keep it. */
  readonly isSecret: boolean
}

type Unkeyed = Omit<Draft, 'keys'>

/** The unique values of a draft, in the order in which conflicts are told. */
export function uniqueKeys(resourceType: ResourceType, draft: Unkeyed, policy: Policy): readonly UniqueKey[] {
  const keys: UniqueKey[] = []
  for (const rule of rulesFor(resourceType, policy)) keys.push(...keysOf(rule, draft))
  return keys
}

function keysOf({ attribute, scope, valuesOf, comparable, isSecret }: Rule, draft: Unkeyed): readonly UniqueKey[] {
  const keys: UniqueKey[] = []
  for (const value of valuesOf(draft)) {
    const key = comparable(value)
    if (key === undefined) continue
    keys.push({ attribute, scope, key: String(key), value: isSecret ? undefined : String(value) })
  }
  // A resource may hold a value twice: it does not compete with itself.
  return keys.length < 2 ? keys : [...new Map(keys.map((key) => [key.key, key])).values()]
}

const settled = new WeakMap<Policy, Map<ResourceType, readonly Rule[]>>()

function rulesFor(resourceType: ResourceType, policy: Policy): readonly Rule[] {
  const known = settled.get(policy)?.get(resourceType)
  if (known !== undefined) return known
  const ofPolicy = settled.get(policy) ?? new Map<ResourceType, readonly Rule[]>()
  const made = settleRules(resourceType, policy)
  settled.set(policy, ofPolicy.set(resourceType, made))
  return made
}

/** What the schema declares (RFC 7643 §7), then what the policy adds. */
function settleRules(resourceType: ResourceType, policy: Policy): readonly Rule[] {
  const declared = resourceType.unique.map((attribute) =>
    ruleFor(attribute, attribute.uniqueness === 'global' ? 'global' : 'tenant'),
  )
  const added = addedTo(resourceType, policy)
  const replaced = new Set(added.map(({ attribute }) => attribute))
  return [...added, ...declared.filter(({ attribute }) => !replaced.has(attribute))]
}

function addedTo(resourceType: ResourceType, policy: Policy): readonly Rule[] {
  const further = policy.unique.filter((each) => each.resourceType === resourceType.name)
  return [
    ...(kindOf(resourceType) === 'user' ? userRules(resourceType, policy) : []),
    ...(kindOf(resourceType) === 'group' ? groupRules(resourceType, policy) : []),
    ...further.flatMap(({ attribute, scope }) => named(resourceType, attribute, scope)),
  ]
}

function groupRules(resourceType: ResourceType, { groups }: Policy): readonly Rule[] {
  return groups.displayNameUniqueness === 'none' ? [] : named(resourceType, 'displayName', 'tenant')
}

/** The e-mail address and the user name in the product's order, then the names people sign in with. */
function userRules(resourceType: ResourceType, { users, attributes: { emails } }: Policy): readonly Rule[] {
  const email = resourceType.byName.get('emails')?.byName.get('value')
  const rules: Readonly<Record<'userName' | 'email', readonly Rule[]>> = {
    userName: named(resourceType, 'userName', users.userNameUniqueness),
    email:
      users.emailUniqueness === 'none' || email === undefined
        ? []
        : [{ ...ruleFor(email, users.emailUniqueness), valuesOf: ({ attributes }) => emailsOf(attributes, emails) }],
  }
  const order = [...new Set([...users.conflictOrder, 'userName' as const, 'email' as const])]
  return [...order.flatMap((key) => rules[key]), ...signInRules]
}

/** The rule for an attribute by its name. A type that lacks it has nothing to be unique. */
function named(resourceType: ResourceType, name: string, scope: UniqueKey['scope']): readonly Rule[] {
  const found = findAttribute(resourceType, name)
  return found?.kind === 'attribute' ? [ruleFor(found.attribute, scope)] : []
}

function ruleFor(attribute: Attribute, scope: UniqueKey['scope']): Rule {
  return {
    attribute: attribute.path,
    scope,
    comparable: comparableOf(attribute),
    valuesOf: ({ attributes }) => leavesAt(attributes, attribute),
    isSecret: whyUnreadable(attribute) !== undefined,
  }
}

const exact: Rule['comparable'] = (value) => (typeof value === 'string' ? value : undefined)

/** What signs a person in is no attribute of the schema, but no two accounts of a tenant may share it. */
const signInRules: readonly Rule[] = (['signIn', 'loginName'] as const).map((attribute) => ({
  attribute,
  scope: 'tenant',
  comparable: exact,
  valuesOf: ({ provenance }) => [provenance[attribute]],
  isSecret: false,
}))

function leavesAt(attributes: JsonObject, attribute: Attribute): readonly (JsonValue | undefined)[] {
  const { parent } = attribute
  const value = valueAt(attributes, parent ?? attribute)
  const values = isJsonArray(value) ? value : [value]
  return parent === undefined
    ? values
    : values.flatMap((element) => (isJsonObject(element) ? element[attribute.name] : []))
}
