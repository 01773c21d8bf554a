/** A name that is no attribute, as a path. */
export interface UnknownName {
  readonly path: string
  readonly resourceType: string
  /** Further such names in the same request. */
  readonly others?: readonly string[] | undefined
}

/** What is said of further names: each is a mapping to delete (F-19). */
export function sayOthers(others: readonly string[] = []): string {
  if (others.length === 0) return ''
  return ` The same is true of ${others.map((name) => `"${name}"`).join(', ')}.`
}
