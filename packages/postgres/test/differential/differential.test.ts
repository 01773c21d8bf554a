import {
  createRegistry,
  type Filter,
  isScimError,
  type JsonObject,
  type ResolvedFilter,
  type ResourceType,
  resolveFilter,
  resolveSort,
  type Store,
  sortKeyOf,
} from '@scimkit/core'
import { createMemoryStore } from '@scimkit/memory'
import { createPostgresStore, fromPool, migrate } from '@scimkit/postgres'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { anyDefinition, anyDocuments, anyFilter, anySort } from './arbitraries.ts'

let postgres: Store

beforeAll(async () => {
  const database = fromPool(new pg.Pool({ connectionString: inject('postgres'), max: 3 }))
  await migrate(database)
  postgres = createPostgresStore(database)
})
afterAll(() => postgres.close())

const anyCase = anyDefinition.chain((defined) =>
  fc.record({
    definition: fc.constant(defined.definition),
    documents: anyDocuments(defined),
    questions: fc.array(fc.record({ filter: anyFilter(defined), sortBy: anySort(defined), descending: fc.boolean() }), {
      minLength: 1,
      maxLength: 8,
    }),
  }),
)

interface Question {
  readonly filter: ResolvedFilter
  readonly sortBy: string | undefined
  readonly descending: boolean
}

describe('PostgreSQL and memory', () => {
  it('find the same resources in the same order, whatever schema, resources, filter and sort', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async ({ definition, documents, questions }) => {
        const [resourceType] = createRegistry([definition]).resourceTypes as [ResourceType]
        const tenant = crypto.randomUUID()
        const memory = createMemoryStore()
        for (const store of [memory, postgres]) await fill(store, tenant, { resourceType, documents })
        for (const { filter, ...rest } of questions) {
          const resolved = resolvedOrNot(filter, resourceType)
          if (resolved === undefined) continue
          const question = { filter: resolved, ...rest }
          const asked = { tenant, resourceType }
          expect(await answer(postgres, asked, question)).toEqual(await answer(memory, asked, question))
        }
      }),
      { numRuns: Number(process.env.SCIMKIT_DIFFERENTIAL_RUNS ?? 60) },
    )
  }, 120_000)
})

async function fill(
  store: Store,
  tenant: string,
  { resourceType, documents }: { readonly resourceType: ResourceType; readonly documents: readonly JsonObject[] },
): Promise<void> {
  const provenance = { managed: true, origin: 'scim', active: true, deleted: false } as const
  await store.transaction(tenant, async (unit) => {
    for (const attributes of documents) await unit.insert(resourceType, { attributes, keys: [], provenance })
  })
}

/** A filter the core refuses never comes to a store. */
function resolvedOrNot(filter: Filter, resourceType: ResourceType): ResolvedFilter | undefined {
  try {
    return resolveFilter(filter, resourceType)
  } catch (error) {
    if (isScimError(error)) return undefined
    throw error
  }
}

/** What is found: the sort keys in order, and of each run of equal keys the labels; ids break ties, and differ. */
async function answer(
  store: Store,
  { tenant, resourceType }: { readonly tenant: string; readonly resourceType: ResourceType },
  { filter, sortBy, descending }: Question,
) {
  const attribute = sortBy === undefined ? undefined : resolveSort(sortBy, resourceType)
  const { total, resources } = await store.query(tenant, {
    scopes: [{ resourceType, filter, sortBy: attribute, wanted: [] }],
    descending,
    page: { kind: 'index', startIndex: 1, count: 100 },
  })
  const labels = resources.map(({ attributes }) => String(attributes.label))
  if (attribute === undefined) return { total, labels }
  const keys = resources.map(sortKeyOf(attribute))
  const runs = keys.map((key) => labels.filter((_, index) => keys[index] === key).toSorted())
  return { total, keys, runs }
}
