import { ScimError } from '../errors/scim-error.ts'
import type { ResourceType } from '../schema/attribute.ts'
import type { StoredResource, UniqueKey } from '../store/store.ts'
import { draftWith } from './draft.ts'
import { type Product, settleProfile } from './settle-profile.ts'

/** What a store writes beside a document so that it is found, as a product has it. */
export interface Keying {
  readonly resourceTypes: readonly ResourceType[]
  /**
   * The unique values that a resource holds, in the order in which conflicts are told. A tombstone holds none.
   * @throws ScimError `CONFIGURATION` for a resource of another type
   */
  readonly keysOf: (resource: StoredResource) => readonly UniqueKey[]
}

/**
 * Tells what a handler with this profile and these resource types gives a store to write beside each document. Stores
 * need it when the product has changed since their resources were written.
 *
 * @throws ScimError `CONFIGURATION` when the profile or a definition is wrong
 * @example
 * ```ts
 * const { keysOf } = createKeying({ profile: rfcProfile })
 * const created = await store.transaction('acme', (unit) => unit.insert(userType, draft))
 * keysOf(created) // [{ attribute: 'userName', scope: 'tenant', key: 'ada', value: 'ada' }]
 * ```
 */
export function createKeying(product: Product): Keying {
  const { policy, registry } = settleProfile(product)
  return {
    resourceTypes: registry.resourceTypes,
    keysOf: ({ resourceType: name, attributes, provenance }) => {
      const resourceType = registry.byName(name)
      if (resourceType === undefined)
        throw new ScimError('CONFIGURATION', { where: 'resourceTypes', problem: `there is no ${name} among them` })
      return provenance.deleted ? [] : draftWith(resourceType, attributes, { policy, provenance }).keys
    },
  }
}
