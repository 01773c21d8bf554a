import { applyEdits } from '../../src/patch/apply.ts'
import type { ElementOptions } from '../../src/patch/elements.ts'
import { patchSchema, readOperations } from '../../src/patch/operation.ts'
import { type PatchPlan, type PlanOptions, planPatch } from '../../src/patch/plan.ts'
import type { ResourceType } from '../../src/schema/attribute.ts'
import type { JsonObject } from '../../src/schema/json.ts'
import { groupResourceType, userResourceType } from '../../src/schema/rfc7643/resource-types.ts'
import { settleResourceType } from '../../src/schema/settle.ts'
import { widgetDefinition } from '../fixtures/widget.ts'

const widget = settleResourceType(widgetDefinition)

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
    unknownPath: (error) => {
      throw error
    },
    ...options,
  })
}

/** A document after operations. */
export function apply(document: JsonObject, operations: readonly JsonObject[], options?: ElementOptions): JsonObject {
  return applyEdits(document, plan(operations).edits, options)
}
