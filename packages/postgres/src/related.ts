import type { Attribute, RelationElement, StoredResource, Wanted } from '@scimkit/core'
import sql, { type Sql } from 'sql-template-tag'
import type { Session } from './database/database.ts'
import { inverseElements, relationKey } from './filter/elements.ts'
import { type ElementRow, toElement } from './row.ts'

/** Resources of one type, and the relations and inverses they are to bring along. */
export interface Wishes {
  readonly tenant: string
  readonly resources: readonly StoredResource[]
  readonly wanted: Wanted
}

/** The resources with what is wanted, and no other relation: one statement for each, however many resources there are. */
export async function withRelated(session: Session, wishes: Wishes): Promise<readonly StoredResource[]> {
  const { tenant, resources, wanted } = wishes
  if (wanted.length === 0 || resources.length === 0) return resources
  const ids = resources.map(({ id }) => id)
  const elements = new Map<string, Record<string, RelationElement[]>>(
    ids.map((id) => [id, Object.fromEntries(wanted.map(({ name }) => [name, []]))]),
  )
  for (const attribute of wanted) {
    const { rows } = await session.run(elementsOf(attribute, resources[0]?.resourceType ?? '', { tenant, ids }))
    for (const row of rows as readonly (ElementRow & { readonly of: string })[])
      elements.get(row.of)?.[attribute.name]?.push(toElement(row))
  }
  return resources.map((resource) => ({ ...resource, related: elements.get(resource.id) ?? {} }))
}

function elementsOf(
  { name, inverseOf }: Attribute,
  resourceType: string,
  { tenant, ids }: { readonly tenant: string; readonly ids: readonly string[] },
): Sql {
  if (inverseOf === undefined)
    return sql`SELECT m.owner AS of, m.value, m.type, m.display FROM scimkit_member m
      WHERE m.tenant = ${tenant} AND m.owner = ANY(${ids}::text[]) AND m.attribute = ${relationKey(resourceType, name)}
      ORDER BY m.place`
  const of = { tenant: sql`${tenant}`, id: sql`i.id` }
  return sql`SELECT i.id AS of, g.value, g.type, g.display
    FROM unnest(${ids}::text[]) AS i(id), LATERAL ${inverseElements(inverseOf, of)} g ORDER BY g.level, g.place, g.seq`
}
