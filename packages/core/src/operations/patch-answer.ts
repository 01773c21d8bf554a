import { preferredReturn, type Return } from '../http/prefer.ts'
import type { Policy } from '../provisioning/policy.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { type OperationContext, queryOf } from './context.ts'

/** What a PATCH answers: nothing or the resource, and which wish of the client was heard. */
export interface PatchAnswer {
  readonly isEmpty: boolean
  /** For `Preference-Applied` (RFC 7240 §3). */
  readonly wish: Return | undefined
}

/** Whether nothing is what a client gets that says nothing (A29). */
const emptyBy: Readonly<Record<Policy['protocol']['patchAnswer'], (resourceType: ResourceType) => boolean>> = {
  // So that changing a member of a large group does not send all the others back.
  byType: ({ relations }) => relations.length > 0,
  resource: () => false,
  none: () => true,
}

/** Asking for attributes asks for the resource, whatever else the client prefers (RFC 7644 §3.5.2). */
export function answerFor(context: OperationContext, resourceType: ResourceType): PatchAnswer {
  if (asksForAttributes(context)) return { isEmpty: false, wish: undefined }
  const wish = preferredReturn(context.request)
  const { patchAnswer } = context.settings.policy.protocol
  return { isEmpty: wish === undefined ? emptyBy[patchAnswer](resourceType) : wish === 'minimal', wish }
}

function asksForAttributes(context: OperationContext): boolean {
  const { attributes, excludedAttributes } = queryOf(context)
  return attributes !== undefined || excludedAttributes !== undefined
}
