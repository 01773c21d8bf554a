import type { Remedy } from '../../packages/core/src/errors/define.ts'
import { failures } from '../../packages/core/src/explain/failures.ts'
import { type Idp, idps } from '../../packages/core/src/explain/idps.ts'

/** The products whose documented behaviour the profiles reproduce, by the letter of its rows. */
const products = { P: 'Pulumi Cloud', I: 'Immuta', B: 'Buf BSR' }

// Object.keys forgets the type of the keys of a constant table.
const idpNames = Object.keys(idps) as readonly Idp[]

/** A table without the columns of identity providers that have no setting for any of the remedies. */
export function remedySection(remedies: readonly Remedy[]): string[] {
  const columns = idpNames.filter((idp) => remedies.some(({ settings }) => settings?.[idp] !== undefined))
  return table(
    ['Who', 'What', ...columns.map((idp) => idps[idp])],
    remedies.map(({ actor, action, settings }) => [
      `${actor.slice(0, 1).toUpperCase()}${actor.slice(1)}`,
      action,
      ...columns.map((idp) => settings?.[idp] ?? ''),
    ]),
  )
}

/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)]
}

/** A citation with the place it cites. */
export function linkTo(citation: string): string {
  return citation.replace(/RFC (\d+) §([\d.]+)/, '[$&](https://www.rfc-editor.org/rfc/rfc$1#section-$2)')
}

/** What the products’ pages say, and which of the common failures it is. */
export function seedLines(seeds: readonly string[] = []): string[] {
  const rows = Object.entries(products).flatMap(([letter, product]) => {
    const ids = seeds.filter((seed) => seed.startsWith(`${letter}-`) || seed.startsWith(`RW-${letter}`))
    return ids.length === 0 ? [] : [`- Documented behaviour of ${product}: ${ids.join(', ')}`]
  })
  const known = failures.filter(({ number }) => seeds.includes(`F-${number}`))
  const link = '[Common failures](../reference/failures.md)'
  if (known.length === 0) return rows
  return [...rows, `- ${link}: ${known.map(({ number, title }) => `${number}, ${title}`).join('; ')}`]
}
