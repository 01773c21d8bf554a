import { type Attribute, prepare, type RelationDelta, type RelationElement, type ResolvedFilter } from '@scimkit/core'
import sql, { type Sql } from 'sql-template-tag'
import type { Session } from '../database/database.ts'
import { elementCondition } from '../filter/condition.ts'
import { relationKey } from '../filter/elements.ts'
import { fromText, toText } from '../text.ts'

/** The elements of one owner. */
export interface Side {
  readonly tenant: string
  readonly resourceType: string
  readonly owner: string
  readonly attribute: Attribute
}

/** Applies one delta, and says whether it changed anything. The rows of the relation are never read to be changed. */
export async function applyDelta(session: Session, side: Side, delta: RelationDelta): Promise<boolean> {
  switch (delta.kind) {
    case 'add':
      return add(session, side, delta.elements)
    case 'remove':
      return isAny(
        session,
        sql`DELETE FROM scimkit_member e WHERE ${rowsOf(side)} AND e.value = ANY(${texts(delta.values)}::text[])`,
      )
    case 'removeWhere':
      return isAny(
        session,
        sql`DELETE FROM scimkit_member e WHERE ${rowsOf(side)} AND ${elementCondition(delta.filter)}`,
      )
    case 'replaceAll': {
      const removed = await isAny(session, removeAllBut(side, delta.elements))
      return (await add(session, side, delta.elements)) || removed
    }
  }
}

/** The values of the elements a filter matches, in the order they were added. */
export async function matchElements(session: Session, side: Side, filter: ResolvedFilter): Promise<readonly string[]> {
  const { rows } = await session.run(
    sql`SELECT e.value FROM scimkit_member e WHERE ${rowsOf(side)} AND ${elementCondition(filter)} ORDER BY e.place`,
  )
  return rows.map(({ value }) => fromText(value))
}

/** How many elements there are, or how many of these values are among them. */
export async function countElements(session: Session, side: Side, among?: readonly string[]): Promise<number> {
  const these = among === undefined ? sql`` : sql` AND e.value = ANY(${texts(among)}::text[])`
  const { rows } = await session.run(
    sql`SELECT count(*)::float8 AS total FROM scimkit_member e WHERE ${rowsOf(side)}${these}`,
  )
  return rows[0].total
}

function rowsOf({ tenant, resourceType, owner, attribute }: Side): Sql {
  return sql`e.tenant = ${tenant} AND e.owner = ${owner} AND e.attribute = ${relationKey(resourceType, attribute.name)}`
}

/** Touches the difference alone: an element that stays keeps its place. */
function removeAllBut(side: Side, elements: readonly RelationElement[]): Sql {
  const kept = texts(elements.map(({ value }) => value))
  return sql`DELETE FROM scimkit_member e WHERE ${rowsOf(side)}
    AND NOT EXISTS (SELECT FROM unnest(${kept}::text[]) k(value) WHERE k.value = e.value)`
}

async function add(session: Session, side: Side, elements: readonly RelationElement[]): Promise<boolean> {
  if (elements.length === 0) return false
  const { tenant, resourceType, owner, attribute } = side
  const column = (name: keyof RelationElement) => elements.map((element) => textOrNull(element[name]))
  const key = (name: keyof RelationElement) => keyColumn(attribute, name, elements)
  return isAny(
    session,
    sql`INSERT INTO scimkit_member (tenant, owner, attribute, value, type, display, value_key, type_key, display_key)
      SELECT ${tenant}, ${owner}, ${relationKey(resourceType, attribute.name)}, n.value, n.type, n.display, n.value_key, n.type_key, n.display_key
      FROM unnest(${column('value')}::text[], ${column('type')}::text[], ${column('display')}::text[],
        ${key('value')}::text[], ${key('type')}::text[], ${key('display')}::text[])
        WITH ORDINALITY n(value, type, display, value_key, type_key, display_key, ord)
      ORDER BY n.ord ON CONFLICT DO NOTHING`,
  )
}

/** A member as its case rule has it, where that is not how it was written. */
function keyColumn(
  { byName }: Attribute,
  name: keyof RelationElement,
  elements: readonly RelationElement[],
): readonly (string | null)[] {
  const caseExact = byName.get(name)?.caseExact ?? true
  return elements.map((element) => {
    const text = element[name]
    const prepared = text === undefined ? undefined : prepare(text, caseExact)
    return prepared === text ? null : textOrNull(prepared)
  })
}

function textOrNull(text: string | undefined): string | null {
  return text === undefined ? null : toText(text)
}

function texts(values: readonly string[]): readonly string[] {
  return values.map(toText)
}

async function isAny(session: Session, statement: Sql): Promise<boolean> {
  return (await session.run(statement)).count > 0
}
