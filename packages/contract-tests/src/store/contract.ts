import type { Store } from '@scimkit/core'
import { afterAll, beforeAll, describe } from 'vitest'
import { describeAnyValues } from './any-values.ts'
import { describeAtomicity } from './atomicity.ts'
import { describeAvailability, type OpenStore } from './availability.ts'
import { describeConcurrency } from './concurrency.ts'
import { describeCounts } from './counts.ts'
import { describeCrud } from './crud.ts'
import { describeFilters } from './filters.ts'
import { describeFind } from './find.ts'
import { describeIdentify } from './identify.ts'
import { describeIsolation } from './isolation.ts'
import { describeMemberships } from './memberships.ts'
import { describeModel } from './model.ts'
import { describePaging } from './paging.ts'
import { describePositions } from './positions.ts'
import { describeProvenance } from './provenance.ts'
import { describeReadRelated } from './read-related.ts'
import { describeRelations } from './relations.ts'
import { describeScopes } from './scopes.ts'
import { describeSorting } from './sorting.ts'
import { describeStreamed } from './streamed.ts'
import { describeTenancy } from './tenancy.ts'
import { describeTombstones } from './tombstones.ts'
import { describeTransfer } from './transfer.ts'
import { describeTransferRaces } from './transfer-races.ts'
import { describeUniqueness } from './uniqueness.ts'
import { describeVersions } from './versions.ts'
import { describeWhich } from './which.ts'
import { newWorld } from './world.ts'

/** How the suite gets the store it is about. */
export interface StoreContractOptions {
  /**
   * Opens a store. Called a few times; what an earlier one has left behind may still be there, for every test works
   * in tenants of its own. `close` also closes the store.
   */
  readonly create: OpenStore
}

const suites = [
  describeCrud,
  describeVersions,
  describeUniqueness,
  describeAtomicity,
  describeIsolation,
  describeConcurrency,
  describeRelations,
  describeMemberships,
  describeReadRelated,
  describeStreamed,
  describeProvenance,
  describeFind,
  describeIdentify,
  describeCounts,
  describeTombstones,
  describeFilters,
  describeAnyValues,
  describeWhich,
  describePaging,
  describePositions,
  describeSorting,
  describeScopes,
  describeTenancy,
  describeTransfer,
  describeTransferRaces,
  describeModel,
]

/**
 * Registers the tests a store has to pass: one for each guarantee in the documentation of `Store` and `UnitOfWork`.
 *
 * @example
 * ```ts
 * describeStoreContract('my store', {
 *   create: async () => {
 *     const store = createMemoryStore()
 *     return { store, close: () => store.close() }
 *   },
 * })
 * ```
 */
export function describeStoreContract(name: string, { create }: StoreContractOptions): void {
  describe(`${name}: store contract`, () => {
    let opened: { readonly store: Store; close(): Promise<void> } | undefined

    beforeAll(async () => {
      opened = await create()
    })
    afterAll(() => opened?.close())

    const world = () => {
      if (opened === undefined) throw new Error('A test has started before the store was open.')
      return newWorld(opened.store)
    }
    for (const suite of suites) suite(world)
    describeAvailability(create)
  })
}
