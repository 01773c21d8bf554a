import type { ResourceType } from '../schema/attribute.ts'
import { kindOf } from './kind.ts'
import type { Policy } from './policy.ts'

/** Whether lists of this type have no pages (P-26). */
export function comesWhole(resourceType: ResourceType, { query }: Policy): boolean {
  return !query.groupPagination && kindOf(resourceType) === 'group'
}
