import type { ResourceType, ResourceTypeDefinition } from '../schema/attribute.ts'
import { settleResourceType } from '../schema/settle.ts'
import { droppedAttributes } from './dropped.ts'
import { attributesNamed } from './named-attributes.ts'
import type { Policy } from './policy.ts'

/** Whether the schema has an attribute that the product does not keep. */
export type IsLeftOut = (name: string) => boolean

/**
 * What of a resource type may be given to a product as it may be in a POST: what it drops (P-29), and what it does not
 * keep where it ignores that (B-21). What the schema does not have either is a mistake.
 */
export function leftOutOf({ name }: ResourceType, { policy, definitions }: Leaving): IsLeftOut {
  const definition = definitions.find((each) => each.name === name)
  const isDropped = droppedAttributes(definitions, policy)
  if (definition === undefined || policy.attributes.unknown.post === 'reject')
    return (attribute) => isDropped(name, attribute)
  const whole = settleResourceType(definition)
  return (attribute) => attributesNamed(whole, attribute).length > 0
}

interface Leaving {
  readonly policy: Policy
  readonly definitions: readonly ResourceTypeDefinition[]
}
