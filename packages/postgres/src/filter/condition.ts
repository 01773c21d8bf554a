import type { Attribute, ResolvedFilter, ResourceType } from '@scimkit/core'
import sql, { join, type Sql } from 'sql-template-tag'
import { hasTextOfItsOwn } from '../search.ts'
import { inverseElements, memberElements, relationKey } from './elements.ts'
import {
  everything,
  jsonValue,
  nothing,
  numberValue,
  type SqlValue,
  textValue,
  valueCondition,
} from './value-condition.ts'

/** Says something about one value, in SQL. */
type ValueTest = (found: SqlValue) => Sql

/** How values are found: in a resource, or in one element. `present` is the test for content. */
interface Finder {
  has(attribute: Attribute, test: ValueTest): Sql
  hasContent(attribute: Attribute): Sql
  hasElement(attribute: Attribute, filter: ResolvedFilter): Sql
}

/**
 * The condition that a resolved filter is about the row `r` of a resource. It means what the core's `compileFilter`
 * means: both take the resolved tree, and values are made ready for comparison by the core alone.
 */
export function resourceCondition(filter: ResolvedFilter, resourceType: ResourceType): Sql {
  return condition(filter, inResource(resourceType))
}

/** The condition that a filter in square brackets is about the row `e` of an element of a relation. */
export function elementCondition(filter: ResolvedFilter): Sql {
  return condition(filter, inRow)
}

function condition(filter: ResolvedFilter, finder: Finder): Sql {
  switch (filter.kind) {
    case 'never':
      return nothing
    case 'compare':
      return finder.has(filter.attribute, valueCondition(filter))
    case 'present':
      return finder.hasContent(filter.attribute)
    case 'valuePath':
      return finder.hasElement(filter.attribute, filter.filter)
    case 'not':
      return sql`NOT coalesce(${condition(filter.operand, finder)}, FALSE)`
    case 'and':
      return combine(filter.operands, finder, ' AND ')
    case 'or':
      return combine(filter.operands, finder, ' OR ')
  }
}

function combine(operands: readonly ResolvedFilter[], finder: Finder, word: ' AND ' | ' OR '): Sql {
  if (operands.length === 0) return word === ' AND ' ? everything : nothing
  return join(
    operands.map((operand) => condition(operand, finder)),
    word,
    '(',
    ')',
  )
}

/** What is kept in columns of its own (RFC 7643 §3.1). A resolved filter never names `schemas` or `meta.location`. */
const columns: Readonly<Record<string, SqlValue>> = {
  id: textValue(sql`r.id`),
  'meta.resourceType': textValue(sql`r.type`),
  'meta.created': numberValue(sql`r.created`),
  'meta.lastModified': numberValue(sql`r.modified`),
  'meta.version': textValue(sql`('W/"' || r.version || '"')`),
}

function inResource(resourceType: ResourceType): Finder {
  return {
    has(attribute, test) {
      const column = columnOf(attribute)
      if (column !== undefined) return test(column)
      const { parent } = attribute
      if (parent === undefined) return anyValue(valuesAt(attribute.path), attribute, test)
      return anyElement(parent, resourceType, (finder) => finder.has(attribute, test))
    },
    hasContent(attribute) {
      if (columnOf(attribute) !== undefined || attribute.path === 'meta') return everything
      const { parent } = attribute
      if (isRows(attribute)) return anyElement(attribute, resourceType, () => everything)
      if (parent === undefined) return sql`(r.search -> 'p') ? ${attribute.path}::text`
      return anyElement(parent, resourceType, (finder) => finder.hasContent(attribute))
    },
    hasElement: (attribute, filter) => anyElement(attribute, resourceType, (finder) => condition(filter, finder)),
  }
}

function columnOf({ schema, path }: Attribute): SqlValue | undefined {
  return schema === '' && Object.hasOwn(columns, path) ? columns[path] : undefined
}

function isRows({ relation, inverseOf }: Attribute): boolean {
  return relation || inverseOf !== undefined
}

function valuesAt(path: string): Sql {
  return sql`(r.search -> 'v' -> ${path}::text)`
}

const ofRow = { tenant: sql`r.tenant`, id: sql`r.id` }

/** Whether any element of a multi-valued attribute, or the one value of a complex one, is as is said. */
function anyElement(attribute: Attribute, resourceType: ResourceType, says: (finder: Finder) => Sql): Sql {
  if (attribute.relation)
    return sql`EXISTS (SELECT FROM ${memberElements(relationKey(resourceType.name, attribute.name))} e WHERE ${says(inRow)})`
  if (attribute.inverseOf !== undefined)
    return sql`EXISTS (SELECT FROM ${inverseElements(attribute.inverseOf, ofRow)} e WHERE ${says(inRow)})`
  const finder = attribute.type === 'complex' ? inJson : inScalar
  return sql`EXISTS (SELECT FROM jsonb_array_elements(${valuesAt(attribute.path)}) e(e) WHERE ${says(finder)})`
}

function anyValue(values: Sql, attribute: Attribute, test: ValueTest): Sql {
  return sql`EXISTS (SELECT FROM jsonb_array_elements(${values}) x(x) WHERE ${test(jsonValue(sql`x.x`, hasTextOfItsOwn(attribute)))})`
}

/** An element of a document: an object of lists, see {@link Search}. */
const inJson: Finder = {
  has: (attribute, test) => anyValue(sql`(e.e -> ${attribute.name}::text)`, attribute, test),
  hasContent: (attribute) => sql`(e.e -> '+') ? ${attribute.name}::text`,
  // No element holds elements (RFC 7643 §2.3.8).
  hasElement: () => nothing,
}

/** An element that is a simple value: the attribute is the element itself (`tags[value eq "x"]`). */
const inScalar: Finder = {
  has: (attribute, test) => test(jsonValue(sql`e.e`, hasTextOfItsOwn(attribute))),
  hasContent: () => sql`e.e <> '""'::jsonb`,
  hasElement: () => nothing,
}

const rowColumns: Readonly<Record<string, SqlValue>> = {
  value: textValue(sql`coalesce(e.value_key, e.value)`),
  type: textValue(sql`coalesce(e.type_key, e.type)`),
  display: textValue(sql`coalesce(e.display_key, e.display)`),
}

/** An element of a relation or an inverse: a row with the columns of its members. Nothing else of it is stored. */
const inRow: Finder = {
  has: ({ name }, test) => {
    const column = Object.hasOwn(rowColumns, name) ? rowColumns[name] : undefined
    return column === undefined ? nothing : test(column)
  },
  hasContent: ({ name }) => {
    const column = Object.hasOwn(rowColumns, name) ? rowColumns[name] : undefined
    return column === undefined ? nothing : sql`${column.lookedInto} <> ''`
  },
  hasElement: () => nothing,
}
