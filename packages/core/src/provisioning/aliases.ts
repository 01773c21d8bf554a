import { isScimError, ScimError } from '../errors/scim-error.ts'
import type { Path } from '../filter/ast.ts'
import { parsePath } from '../filter/parser.ts'
import { printPath } from '../filter/print.ts'
import { applyEdits } from '../patch/apply.ts'
import type { PatchOperation } from '../patch/operation.ts'
import { planPatch } from '../patch/plan.ts'
import { resolveTarget } from '../patch/target.ts'
import { unknownPath } from '../patch/unknown-path.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { findAttribute } from '../schema/find-attribute.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../schema/json.ts'
import { type ResourceInput, type ResourceReading, readResource } from '../schema/read-resource.ts'
import type { Registry } from '../schema/registry.ts'
import { kindOf } from './kind.ts'
import type { Policy } from './policy.ts'
import { refuseBoth } from './refuse-both.ts'

/** The path an alias stands for; undefined for every other name. */
type FindAlias = (name: string) => Path | undefined

/**
 * Checks that each alias is a name of its own, and stands for a value of a User.
 *
 * @throws ScimError `CONFIGURATION` naming the alias
 */
export function checkAliases({ attributes }: Policy, { resourceTypes }: Pick<Registry, 'resourceTypes'>): void {
  const user = resourceTypes.find((resourceType) => kindOf(resourceType) === 'user')
  if (user === undefined) return
  for (const [alias, target] of Object.entries(attributes.aliases)) {
    const problem = problemOf(user, alias, target)
    if (problem === undefined) continue
    throw new ScimError('CONFIGURATION', { where: `profile.attributes.aliases.${alias}`, problem })
  }
}

function problemOf(user: ResourceType, alias: string, target: string): string | undefined {
  if (findAttribute(user, alias) !== undefined) return `${user.name} has an attribute of this name`
  try {
    const resolved = resolveTarget(user, parsePath(target), {})
    const isValue = resolved?.kind === 'attribute' && !resolved.attribute.relation
    return isValue ? undefined : `"${target}" is no value of a ${user.name}`
  } catch (error) {
    if (!isScimError(error)) throw error
    return error.message.replace(/\.$/, '')
  }
}

/**
 * Reads the body of a POST or PUT, with what it says under an alias where the alias stands for.
 *
 * @throws ScimError of the schema area; `ATTRIBUTE_DUPLICATE` also when what an alias stands for is given besides
 */
export function readAliased(
  resourceType: ResourceType,
  body: JsonObject,
  { policy, reading }: { readonly policy: Policy; readonly reading: ResourceReading },
): ResourceInput {
  const find = aliasesOf(resourceType, policy)
  if (find === undefined) return readResource(resourceType, body, reading)
  const { rest, aliased } = takeOut(resourceType, body, find)
  const input = readResource(resourceType, rest, reading)
  if (aliased.length === 0) return input
  const operations = aliased.map(({ path, value }, index) => ({ op: 'add' as const, path, value, index }))
  const plan = planPatch(resourceType, operations, {
    reading,
    unknownPath: (path) => {
      throw unknownPath(resourceType, path)
    },
  })
  // The element an alias asks for by a filter is made when the body has none.
  const attributes = applyEdits(input.attributes, plan.edits, { createUnmatched: () => undefined })
  return { ...input, attributes, named: new Set([...input.named, ...plan.named]) }
}

/**
 * Puts the path an alias stands for into each operation that names the alias, in its path or in a value without one.
 *
 * @throws ScimError `ATTRIBUTE_DUPLICATE` for a value that has what an alias in it stands for
 */
export function rewriteAliases(
  resourceType: ResourceType,
  operations: readonly PatchOperation[],
  policy: Policy,
): readonly PatchOperation[] {
  const find = aliasesOf(resourceType, policy)
  if (find === undefined) return operations
  return operations.flatMap((operation) => {
    const { path, value } = operation
    if (path !== undefined) return [{ ...operation, path: isPlain(path) ? (find(path.path) ?? path) : path }]
    if (!isJsonObject(value)) return [operation]
    const { rest, aliased } = takeOut(resourceType, value, find)
    // What is said under an alias becomes an operation of its own, after what is left.
    const own = aliased.map((each) => ({ ...operation, ...each }))
    return own.length > 0 && Object.keys(rest).length === 0 ? own : [{ ...operation, value: rest }, ...own]
  })
}

/** Undefined where there are none. */
function aliasesOf(resourceType: ResourceType, { attributes }: Policy): FindAlias | undefined {
  const aliases = kindOf(resourceType) === 'user' ? Object.entries(attributes.aliases) : []
  if (aliases.length === 0) return undefined
  const targets = new Map(aliases.map(([alias, target]) => [alias.toLowerCase(), target]))
  return (name) => {
    const target = targets.get(name.toLowerCase())
    return target === undefined ? undefined : parsePath(target)
  }
}

function isPlain({ filter, subAttribute }: Path): boolean {
  return filter === undefined && subAttribute === undefined
}

interface TakenOut {
  readonly rest: JsonObject
  readonly aliased: readonly { readonly path: Path; readonly value: JsonValue }[]
}

function takeOut(resourceType: ResourceType, object: JsonObject, find: FindAlias): TakenOut {
  const members = Object.entries(object).map(([name, value = null]) => ({ name, value, path: find(name) }))
  const aliased = members.flatMap(({ path, value }) => (path === undefined ? [] : [{ path, value }]))
  if (aliased.length === 0) return { rest: object, aliased }
  const others = members.filter(({ path }) => path === undefined)
  const rest = Object.fromEntries(others.map(({ name, value }) => [name, value]))
  refuseRepeats(resourceType, rest, aliased)
  return { rest, aliased }
}

function refuseRepeats(resourceType: ResourceType, rest: JsonObject, aliased: TakenOut['aliased']): void {
  const seen = new Set<string>()
  for (const { path } of aliased) {
    const target = resolveTarget(resourceType, path, {})
    if (target?.kind !== 'attribute') continue
    refuseBoth(resourceType, rest, target)
    const text = printPath(path).toLowerCase()
    if (seen.has(text)) throw new ScimError('ATTRIBUTE_DUPLICATE', { path: printPath(path) })
    seen.add(text)
  }
}
