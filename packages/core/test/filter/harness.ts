import { isScimError, type ScimError } from '../../src/errors/scim-error.ts'
import type { Filter } from '../../src/filter/ast.ts'
import { compileFilter } from '../../src/filter/compile.ts'
import { parseFilter } from '../../src/filter/parser.ts'
import { type ResolveOptions, resolveFilter } from '../../src/filter/resolve.ts'
import type { Attribute, ResourceType, ResourceTypeDefinition } from '../../src/schema/attribute.ts'
import { findAttribute } from '../../src/schema/find-attribute.ts'
import type { JsonObject } from '../../src/schema/json.ts'
import { settleResourceType } from '../../src/schema/settle.ts'
import type { StoredResource } from '../../src/store/store.ts'
import { widgetDefinition } from '../fixtures/widget.ts'

/** The Widget of the fixtures, settled. */
export const widget = settleResourceType(widgetDefinition)

const crewDefinition = {
  name: 'Crew',
  schema: {
    id: 'urn:example:params:scim:schemas:test:2.0:Crew',
    name: 'Crew',
    attributes: [
      {
        name: 'members',
        type: 'complex',
        multiValued: true,
        subAttributes: [{ name: 'value', caseExact: true }, { name: 'type' }, { name: '$ref', type: 'reference' }],
      },
    ],
  },
  relations: [{ attribute: 'members' }],
} as const satisfies ResourceTypeDefinition

/** A resource type with a relation. */
export const crew = settleResourceType(crewDefinition)

const gearDefinition = {
  name: 'Gear',
  schema: {
    id: 'urn:example:params:scim:schemas:test:2.0:Gear',
    name: 'Gear',
    attributes: [
      {
        name: 'slots',
        type: 'complex',
        multiValued: true,
        subAttributes: [
          { name: 'locked', type: 'boolean' },
          { name: 'aliases', multiValued: true },
          { name: 'pin', returned: 'never' },
        ],
      },
      { name: 'cover', type: 'complex', subAttributes: [{ name: 'primary', type: 'boolean' }] },
      {
        name: 'owner',
        type: 'complex',
        subAttributes: [
          { name: 'value', caseExact: true },
          { name: '$ref', type: 'reference', referenceTypes: ['User', 'Group'] },
        ],
      },
      {
        name: 'sites',
        type: 'complex',
        subAttributes: [
          { name: 'either', type: 'reference', referenceTypes: ['external', 'Gear'] },
          { name: 'page', type: 'reference', referenceTypes: ['external'] },
          { name: 'name', type: 'reference', referenceTypes: ['uri'] },
          { name: 'plain', type: 'reference' },
        ],
      },
      { name: 'key', mutability: 'writeOnly' },
      { name: 'token', returned: 'never' },
      { name: 'vault', type: 'complex', returned: 'never', subAttributes: [{ name: 'value' }] },
    ],
  },
} as const satisfies ResourceTypeDefinition

/**
 * A resource type with what is one step off the usual: secrets of each kind, a `primary` that is none, lists in a list.
 */
export const gear = settleResourceType(gearDefinition)

/** A stored resource with these attributes. */
export function stored(attributes: JsonObject = {}, rest: Partial<StoredResource> = {}): StoredResource {
  return {
    resourceType: 'Widget',
    id: 'Id-1',
    version: 3,
    created: '2026-01-31T08:00:00Z',
    lastModified: '2026-01-31T10:00:00.500Z',
    attributes,
    provenance: { managed: true, origin: 'scim', active: true, deleted: false },
    ...rest,
  }
}

/** Whether a filter in text matches a resource. */
export function matches(
  filter: string,
  resource: StoredResource,
  { resourceType = widget, ...options }: ResolveOptions & { readonly resourceType?: ResourceType } = {},
): boolean {
  return compileFilter(resolveFilter(parseFilter(filter), resourceType, options))(resource)
}

/** The attribute of a resource type under a path. */
export function attributeOf(path: string, resourceType: ResourceType = widget): Attribute {
  const found = findAttribute(resourceType, path)
  if (found?.kind !== 'attribute') throw new Error(`no attribute ${path}`)
  return found.attribute
}

/** The error a function ends with; fails when it ends with none. */
export function errorOf(action: () => unknown): ScimError {
  try {
    action()
  } catch (error) {
    if (isScimError(error)) return error
    throw error
  }
  throw new Error('nothing was refused')
}

/** The code of the error that resolving a filter ends with. */
export function refusal(filter: string, options: ResolveOptions = {}): string {
  const parsed: Filter = parseFilter(filter)
  return errorOf(() => resolveFilter(parsed, widget, options)).code
}
