import { type ApplyOptions, applyEdits } from '../../src/patch/apply.ts'
import { patchSchema, readOperations } from '../../src/patch/operation.ts'
import { type PatchPlan, type PlanOptions, planPatch } from '../../src/patch/plan.ts'
import { unknownPath } from '../../src/patch/unknown-path.ts'
import type { ResourceType } from '../../src/schema/attribute.ts'
import type { JsonObject } from '../../src/schema/json.ts'
import { groupResourceType, userResourceType } from '../../src/schema/rfc7643/resource-types.ts'
import { settleResourceType } from '../../src/schema/settle.ts'
import { widgetDefinition } from '../fixtures/widget.ts'

const widget = settleResourceType(widgetDefinition)

/** The URN of the extension of {@link kit}. */
export const kitExtensionUrn = 'urn:example:params:scim:schemas:test:extension:kitx:2.0:Kit'

/** A resource type with lists inside complex values, and what else Widgets have not. */
export const kit = settleResourceType({
  name: 'Kit',
  schema: {
    id: 'urn:example:params:scim:schemas:test:2.0:Kit',
    name: 'Kit',
    attributes: [
      {
        name: 'box',
        type: 'complex',
        subAttributes: [
          { name: 'size' },
          { name: 'labels', multiValued: true, caseExact: true },
          { name: 'note', returned: 'request' },
        ],
      },
      { name: 'serials', multiValued: true, mutability: 'immutable' },
      {
        name: 'pins',
        type: 'complex',
        multiValued: true,
        subAttributes: [{ name: 'code', required: true }, { name: 'color' }],
      },
      {
        name: 'parts',
        type: 'complex',
        multiValued: true,
        required: true,
        subAttributes: [
          { name: 'type' },
          { name: 'value' },
          { name: 'primary', type: 'boolean' },
          { name: 'names', multiValued: true },
          { name: 'marks', multiValued: true, mutability: 'immutable' },
        ],
      },
    ],
  },
  extensions: [
    {
      schema: {
        id: kitExtensionUrn,
        name: 'KitX',
        attributes: [{ name: 'maker' }, { name: 'made', type: 'dateTime', mutability: 'readOnly' }],
      },
    },
  ],
})

/** A resource type with a relation. */
export const group = settleResourceType(groupResourceType, [userResourceType, groupResourceType])

/** What operations come to, to the letter unless options say otherwise. */
export function plan(
  operations: readonly JsonObject[],
  resourceType: ResourceType = widget,
  options: Partial<PlanOptions> = {},
): PatchPlan {
  return planPatch(resourceType, readOperations({ schemas: [patchSchema], Operations: operations }), {
    reading: { coerce: (_, value) => value, unknown: () => undefined },
    unknownPath: (path) => {
      throw unknownPath(resourceType, path)
    },
    ...options,
  })
}

/** A document after operations. */
export function apply(document: JsonObject, operations: readonly JsonObject[], options?: ApplyOptions): JsonObject {
  return applyEdits(document, plan(operations).edits, options)
}

/** A {@link kit} after operations. */
export function applyToKit(
  document: JsonObject,
  operations: readonly JsonObject[],
  options?: ApplyOptions,
): JsonObject {
  return applyEdits(document, plan(operations, kit).edits, options)
}
