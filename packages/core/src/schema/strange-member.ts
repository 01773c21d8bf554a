/**
 * What vendors add to RFC 7643's JSON under names of their own, and `$schema`, which editors read. It is passed over:
 * no member of a definition can be misspelt so.
 */
const foreign = /^(?:x-|urn:|\$)/i

/** Whether a member of a definition is not ours to know. */
export function isForeign(name: string): boolean {
  return foreign.test(name)
}

/**
 * What is wrong with the first member that a definition cannot have; nothing when there is none. A misspelt one would
 * be as good as left out: `retuned: 'never'` would show a secret.
 */
export function strangeMember(given: object, known: Readonly<Record<string, true>>): string | undefined {
  const strange = Object.keys(given).find((name) => !Object.hasOwn(known, name) && !isForeign(name))
  if (strange === undefined) return undefined
  const meant = Object.keys(known).find((name) => name.toLowerCase() === strange.toLowerCase())
  return meant === undefined ? `there is no member "${strange}"` : `"${strange}" must be spelled "${meant}"`
}
