import { raw, type Sql } from 'sql-template-tag'

/** A whole number of our own as it stands in SQL: a constant is one less thing to sort by, which a parameter is not. */
export function literal(index: number): Sql {
  return raw(String(Math.trunc(index)))
}
