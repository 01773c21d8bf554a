import type { QueryScope, Which } from '@scimkit/core'
import sql, { join, type Sql } from 'sql-template-tag'
import { candidates } from '../filter/candidates.ts'
import { resourceCondition } from '../filter/condition.ts'
import { literal } from './literal.ts'
import { sortKey } from './sort-key.ts'

const states: Readonly<Record<Which, Sql>> = {
  live: sql`NOT r.deleted`,
  managed: sql`NOT r.deleted AND r.managed`,
  unmanaged: sql`NOT r.deleted AND NOT r.managed`,
  deleted: sql`r.deleted`,
}

/** Everything a scope matches, as a condition on the row `r`. */
export function scopeCondition({ resourceType, filter, which = 'live' }: QueryScope, tenant: string): Sql {
  const conditions = [sql`r.tenant = ${tenant}`, sql`r.type = ${resourceType.name}`, states[which]]
  if (filter === undefined) return join(conditions, ' AND ')
  const found = candidates(filter, { resourceType, tenant })
  // An array is found by one look-up per id in the primary key, whatever the planner thinks of the rest.
  if (found !== undefined) conditions.push(sql`r.id = ANY(ARRAY(${found.ids}))`)
  if (!found?.areAll) conditions.push(resourceCondition(filter, resourceType))
  return join(conditions, ' AND ')
}

/** Whether what a scope matches is found through indexes, and so is little. */
export function isNarrow({ resourceType, filter }: QueryScope, tenant: string): boolean {
  return filter !== undefined && candidates(filter, { resourceType, tenant }) !== undefined
}

/** The rows of all scopes with the columns they are ordered by, as a table. */
export function scopesTable(scopes: readonly QueryScope[], tenant: string): Sql {
  const parts = scopes.map((scope, index) => {
    const { number, text } = sortKey(scope.sortBy)
    return sql`SELECT r.*, ${literal(index)} AS scope, ${number} AS key_number, ${text} COLLATE "C" AS key_text
      FROM scimkit_resource r WHERE ${scopeCondition(scope, tenant)}`
  })
  return join(parts, ' UNION ALL ')
}
