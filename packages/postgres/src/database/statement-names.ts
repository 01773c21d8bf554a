/** As many statements as have a name at a time: filters come in any number of forms. */
const mostNames = 300

/** As many as a connection keeps at most: it keeps what it has prepared until it ends. */
const mostPrepared = 2 * mostNames

/** Characters. Only a filter makes a statement longer, and each name keeps its text. */
const longest = 20_000

const names = new Map<string, string>()
let given = 0

/**
 * The name under which a statement is prepared once per connection: planning costs more than most of them do. What was
 * not asked for the longest time loses its name, and no name is given twice.
 */
export function statementName(text: string): string | undefined {
  if (text.length > longest) return undefined
  const name = names.get(text) ?? newName()
  names.delete(text)
  names.set(text, name)
  const [oldest] = names.keys()
  if (names.size > mostNames && oldest !== undefined) names.delete(oldest)
  return name
}

function newName(): string {
  given += 1
  return `scimkit_${given}`
}

/** Whether a connection that has prepared these should be replaced by a new one. */
export function isWorn(prepared: ReadonlySet<string>): boolean {
  return prepared.size > mostPrepared
}
