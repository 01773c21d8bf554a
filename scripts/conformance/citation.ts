/** What a test is called, from the outermost suite to the test itself. */
export interface NamedTest {
  /** Below the root of the repository. */
  readonly file: string
  readonly names: readonly string[]
}

/** A test that shows a requirement holds. */
export interface Citation {
  readonly id: string
  readonly file: string
  readonly title: string
}

/** A requirement, or a choice where the RFCs leave one. */
const cited = /^(?:S\d+-[\d.]+-\d+|A\d+)$/
const requirement = /^S(?:7643|7644|9865)-/

/**
 * What a test cites: the ids its own title or a suite around it starts with, as in `S7644-3.14-01, A29: a Group …`. An
 * id anywhere else is only mentioned.
 *
 * @throws Error when a title starts with ids in a form that does not count
 */
export function citationsOf({ file, names }: NamedTest): readonly Citation[] {
  const read = names.map((name) => readName(name, file))
  const title = read.map((part) => part.title).join(' › ')
  return read.flatMap(({ ids }) => ids.map((id) => ({ id, file, title })))
}

function readName(name: string, file: string): { readonly ids: readonly string[]; readonly title: string } {
  const [head = '', ...rest] = name.split(': ')
  const words = head.split(', ')
  const isCiting = rest.length > 0 && words.every((word) => cited.test(word))
  const title = isCiting ? rest.join(': ') : name
  if (requirement.test(title)) throw new Error(`${file}: ids are cited as in "S7644-3.14-01, A29: …": ${name}`)
  return { ids: isCiting ? words.filter((word) => requirement.test(word)) : [], title }
}
