import type { Attribute, ResourceType } from '../../schema/attribute.ts'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../schema/json.ts'
import { isClientsDuty } from '../../schema/settle.ts'
import type { BulkOperation } from './operation.ts'
import { bulkIdOf, type Created, canRefer, type Resolve } from './reference.ts'
import { rewritePatch } from './rewrite-patch.ts'
import { namedIn, rewriteValue } from './rewrite-value.ts'

/** The bulkIds an operation refers to, and of those the ones it cannot do without when it creates. */
export interface References {
  readonly all: ReadonlySet<string>
  readonly required: ReadonlySet<string>
}

/** Everything an operation refers to: in its path, in its data, in the filters of its paths. */
export function referencesOf({ method, place, data }: BulkOperation): References {
  const { resourceType } = place
  const inPath = place.kind === 'resource' ? bulkIdOf(place.id) : undefined
  const bearers = method === 'PATCH' ? [] : referringIn(resourceType, data)
  const all = new Set([
    ...(inPath === undefined ? [] : [inPath]),
    ...bearers.flatMap(({ bulkIds }) => [...bulkIds]),
    ...(method === 'PATCH' ? collect((resolve) => rewritePatch(resourceType, data, resolve)) : []),
  ])
  return { all, required: new Set(bearers.filter(isRequired).flatMap(({ bulkIds }) => [...bulkIds])) }
}

/** An attribute in a body that refers to something. */
export interface Referring {
  readonly attribute: Attribute
  readonly value: JsonValue
  readonly bulkIds: ReadonlySet<string>
}

/** The attributes of a body that refer to something. */
export function referringIn(resourceType: ResourceType, body: JsonObject): readonly Referring[] {
  return attributesIn(resourceType, body).flatMap(([attribute, value]) => {
    const bulkIds = canRefer(attribute)
      ? collect((resolve) => rewriteValue(attribute, value, resolve))
      : new Set<string>()
    return bulkIds.size === 0 ? [] : [{ attribute, value, bulkIds }]
  })
}

function attributesIn(resourceType: ResourceType, body: JsonObject): readonly (readonly [Attribute, JsonValue])[] {
  return Object.entries(body).flatMap(([name, value = null]) => {
    const named = namedIn(resourceType, name)
    if (named === undefined) return []
    if (!('urn' in named)) return [[named, value] as const]
    return Object.entries(isJsonObject(value) ? value : {}).flatMap(([inner, member = null]) => {
      const attribute = named.byName.get(inner.toLowerCase())
      return attribute === undefined ? [] : [[attribute, member] as const]
    })
  })
}

/** A list can do without one of its elements, as long as it has another. */
function isRequired({ attribute, value }: Referring): boolean {
  if (!isClientsDuty(attribute)) return false
  if (!isJsonArray(value)) return true
  return value.every((element) => collect((resolve) => rewriteValue(attribute, element, resolve)).size > 0)
}

const anything: Created = { id: '', location: '', version: undefined }

function collect(rewrite: (resolve: Resolve) => unknown): ReadonlySet<string> {
  const bulkIds = new Set<string>()
  rewrite((bulkId) => {
    bulkIds.add(bulkId)
    return anything
  })
  return bulkIds
}
