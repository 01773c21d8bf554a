import type { ResourceType } from '../schema/attribute.ts'

/** Which switches a resource type is under: `users`, `groups`, or neither. The one place that looks at its name. */
export type Kind = 'user' | 'group' | 'other'

const kinds: ReadonlyMap<string, Kind> = new Map([
  ['User', 'user'],
  ['Group', 'group'],
])

/** The kind of a resource type. */
export function kindOf({ name }: Pick<ResourceType, 'name'>): Kind {
  return kinds.get(name) ?? 'other'
}
