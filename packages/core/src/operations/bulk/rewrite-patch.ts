import type { Filter, Path } from '../../filter/ast.ts'
import { parsePath } from '../../filter/parser.ts'
import { printPath } from '../../filter/print.ts'
import { limitOperations } from '../../patch/limit-operations.ts'
import type { Attribute, ResourceType } from '../../schema/attribute.ts'
import { findAttribute, findUnqualified } from '../../schema/find-attribute.ts'
import { isJsonArray, isJsonObject, type JsonObject, memberNamed } from '../../schema/json.ts'
import { type Resolve, referenceIn } from './reference.ts'
import { type Named, rewriteMembers, rewriteNamed } from './rewrite-value.ts'

/**
 * The message of a PATCH with the references in its values and in the filters of its paths resolved (RFC 7644 §3.7.2).
 *
 * @throws ScimError `PATCH_TOO_MANY_OPERATIONS`
 */
export function rewritePatch(resourceType: ResourceType, message: JsonObject, resolve: Resolve): JsonObject {
  return rewriteMembers(message, (name, value) => {
    // Names count without case here, so that nothing the dialect puts right later is missed.
    if (name.toLowerCase() !== 'operations' || !isJsonArray(value)) return [name, value]
    limitOperations(value)
    return [
      name,
      value.map((operation) =>
        isJsonObject(operation) ? rewriteOperation(resourceType, operation, resolve) : operation,
      ),
    ]
  })
}

/** How a reference is spelled, as an id or in a URI; in the filter of a path its letters may be escaped. */
const likeReference = /bulkid(?::|%3a)|\\u/i

function rewriteOperation(resourceType: ResourceType, operation: JsonObject, resolve: Resolve): JsonObject {
  // Parsing a path takes long, and most operations refer to nothing.
  if (!mayRefer(operation)) return operation
  const path = memberNamed(operation, 'path') ?? undefined
  const target = typeof path === 'string' ? targetOf(resourceType, path) : undefined
  return rewriteMembers(operation, (name, value) => {
    const member = name.toLowerCase()
    if (member === 'path') return [name, target === undefined ? value : textOf(target, resolve)]
    if (member !== 'value') return [name, value]
    if (path !== undefined) return [name, rewriteNamed(target?.named, value, resolve) ?? value]
    return [name, isJsonObject(value) ? rewriteSet(resourceType, value, resolve) : value]
  })
}

/** Not by its JSON text: `1.0` comes as a bigint, which has none. */
function mayRefer(value: unknown): boolean {
  if (typeof value === 'string') return likeReference.test(value)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([name, member]) => likeReference.test(name) || mayRefer(member))
}

/** Without a path the value is a set of attributes, and a name in it may be a path: so the dialect may read it. */
function rewriteSet(resourceType: ResourceType, set: JsonObject, resolve: Resolve): JsonObject {
  return rewriteMembers(set, (name, value) => {
    const target = targetOf(resourceType, name)
    if (target === undefined) return [name, value]
    return [textOf(target, resolve), rewriteNamed(target.named, value, resolve)]
  })
}

interface Target {
  readonly text: string
  readonly path: Path
  /** What the value is the value of. */
  readonly named: Named
  /** What the filter selects elements of. */
  readonly owner: Attribute | undefined
}

/** What a path points at; undefined when it cannot be read or leads nowhere, which the operation itself will say. */
function targetOf(resourceType: ResourceType, text: string): Target | undefined {
  const path = pathOf(text)
  const found = path && (findAttribute(resourceType, path.path) ?? findUnqualified(resourceType, path.path))
  if (path === undefined || found === undefined) return undefined
  if (found.kind === 'container') return { text, path, named: found.container, owner: undefined }
  const { attribute } = found
  const sub = path.subAttribute && attribute.byName.get(path.subAttribute.toLowerCase())
  return { text, path, named: sub || attribute, owner: attribute }
}

function pathOf(text: string): Path | undefined {
  try {
    return parsePath(text)
  } catch {
    return undefined
  }
}

function textOf({ text, path, owner }: Target, resolve: Resolve): string {
  if (path.filter === undefined || owner === undefined) return text
  let isRewritten = false
  const filter = rewriteFilter(owner, path.filter, (bulkId) => {
    isRewritten = true
    return resolve(bulkId)
  })
  return isRewritten ? printPath({ ...path, filter }) : text
}

function rewriteFilter(owner: Attribute, filter: Filter, resolve: Resolve): Filter {
  switch (filter.kind) {
    case 'compare':
      return rewriteComparison(owner, filter, resolve)
    case 'not':
      return { ...filter, operand: rewriteFilter(owner, filter.operand, resolve) }
    case 'and':
    case 'or': {
      const [first, second, ...others] = filter.operands
      const rewrite = (operand: Filter): Filter => rewriteFilter(owner, operand, resolve)
      return { ...filter, operands: [rewrite(first), rewrite(second), ...others.map(rewrite)] }
    }
    default:
      return filter
  }
}

type Comparison = Extract<Filter, { kind: 'compare' }>

/** Only a whole value can be a reference: `sw "bulkId:"` compares with a text. */
function rewriteComparison(owner: Attribute, filter: Comparison, resolve: Resolve): Filter {
  const { path, operator, value } = filter
  const attribute = owner.type === 'complex' ? owner.byName.get(path.toLowerCase()) : owner
  if (attribute === undefined || typeof value !== 'string' || (operator !== 'eq' && operator !== 'ne')) return filter
  const reference = referenceIn(attribute, value)
  const created = reference && resolve(reference.bulkId)
  return reference && created ? { ...filter, value: reference.toText(created) } : filter
}
