import {
  type Attribute,
  prepare,
  type RelationDelta,
  type RelationElement,
  type ResolvedFilter,
  selectedValues,
} from '@scimkit/core'
import sql, { type Sql } from 'sql-template-tag'
import type { Session } from '../database/database.ts'
import { elementCondition } from '../filter/condition.ts'
import { relationKey, shownValue } from '../filter/elements.ts'
import { fromText, toKey, toText } from '../text.ts'

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
      return isAny(session, sql`DELETE FROM scimkit_member e WHERE ${rowsOf(side)} AND ${isAmong(delta.values)}`)
    case 'removeWhere':
      return isAny(session, sql`DELETE FROM scimkit_member e WHERE ${rowsOf(side)} AND ${isMeant(delta.filter)}`)
    case 'replaceAll': {
      const removed = await isAny(session, removeAllBut(side, delta.elements))
      return (await add(session, side, delta.elements)) || removed
    }
  }
}

/** The values of the elements a filter matches, in the order they were added. */
export async function matchElements(session: Session, side: Side, filter: ResolvedFilter): Promise<readonly string[]> {
  const { rows } = await session.run(
    sql`SELECT ${shownValue} AS value FROM scimkit_member e WHERE ${rowsOf(side)} AND ${isMeant(filter)} ORDER BY e.place`,
  )
  return rows.map(({ value }) => fromText(value))
}

/** How many elements there are, or how many of these values are among them. */
export async function countElements(session: Session, side: Side, among?: readonly string[]): Promise<number> {
  const these = among === undefined ? sql`` : sql` AND ${isAmong(among)}`
  const { rows } = await session.run(
    sql`SELECT count(*)::float8 AS total FROM scimkit_member e WHERE ${rowsOf(side)}${these}`,
  )
  return rows[0].total
}

function rowsOf({ tenant, resourceType, owner, attribute }: Side): Sql {
  return sql`e.tenant = ${tenant} AND e.owner = ${owner} AND e.attribute = ${relationKey(resourceType, attribute.name)}`
}

function isAmong(values: readonly string[]): Sql {
  return sql`e.value = ANY(${values.map(toValue)}::text[])`
}

/** Identity providers name elements by their values: that is a look-up in an index, however many there are. */
function isMeant(filter: ResolvedFilter): Sql {
  const values = selectedValues(filter)
  return values === undefined ? elementCondition(filter) : isAmong(values)
}

/** Touches the difference alone: an element that stays keeps its place. */
function removeAllBut(side: Side, elements: readonly RelationElement[]): Sql {
  const kept = elements.map(({ value }) => toValue(value))
  return sql`DELETE FROM scimkit_member e WHERE ${rowsOf(side)}
    AND NOT EXISTS (SELECT FROM unnest(${kept}::text[]) k(value) WHERE k.value = e.value)`
}

async function add(session: Session, side: Side, elements: readonly RelationElement[]): Promise<boolean> {
  if (elements.length === 0) return false
  const { tenant, resourceType, owner, attribute } = side
  const column = (name: keyof RelationElement) => elements.map((element) => kept[name](element[name]))
  const key = (name: keyof RelationElement) => keyColumn(attribute, name, elements)
  const long = elements.map(({ value }) => (toValue(value) === toText(value) ? null : toText(value)))
  return isAny(
    session,
    sql`INSERT INTO scimkit_member (tenant, owner, attribute, value, type, display, value_key, type_key, display_key, long_value)
      SELECT ${tenant}, ${owner}, ${relationKey(resourceType, attribute.name)}, n.value, n.type, n.display, n.value_key, n.type_key, n.display_key, n.long_value
      FROM unnest(${column('value')}::text[], ${column('type')}::text[], ${column('display')}::text[],
        ${key('value')}::text[], ${key('type')}::text[], ${key('display')}::text[], ${long}::text[])
        WITH ORDINALITY n(value, type, display, value_key, type_key, display_key, long_value, ord)
      ORDER BY n.ord ON CONFLICT DO NOTHING`,
  )
}

/** A member as its case rule has it, where that is not how it is kept. */
function keyColumn(
  { byName }: Attribute,
  name: keyof RelationElement,
  elements: readonly RelationElement[],
): readonly (string | null)[] {
  const caseExact = byName.get(name)?.caseExact ?? true
  return elements.map((element) => {
    const text = element[name]
    const prepared = text === undefined ? null : toText(prepare(text, caseExact))
    return prepared === kept[name](text) ? null : prepared
  })
}

function textOrNull(text: string | undefined): string | null {
  return text === undefined ? null : toText(text)
}

/** What the rows of a relation are told apart by. */
function toValue(value: string): string {
  return toKey(toText(value))
}

type Keep = (text: string | undefined) => string | null

/** How each member of an element is kept. */
const kept: Readonly<Record<keyof RelationElement, Keep>> = {
  value: (text) => (text === undefined ? null : toValue(text)),
  type: textOrNull,
  display: textOrNull,
}

async function isAny(session: Session, statement: Sql): Promise<boolean> {
  return (await session.run(statement)).count > 0
}
