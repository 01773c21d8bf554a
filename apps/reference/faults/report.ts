import type { Figure, Journal } from './journal.ts'

const texts: Readonly<Record<Figure, string>> = {
  requests: 'requests sent',
  acknowledged: 'acknowledged',
  refused: 'refused with 4xx',
  unavailable: 'answered with 503',
  lost: 'not answered, the connection was lost',
  kills: 'server processes killed',
  failedStarts: 'starts of a server while there was no database',
  databaseRestarts: 'immediate restarts of PostgreSQL',
  severed: 'times all sessions were ended',
}

/** As many violations as are shown: the others are mostly the same. */
const most = 20

/** What a run came to, and how to have it again. */
export function report(
  { figures, violations, parts }: Journal,
  { seed, seconds }: { readonly seed: number; readonly seconds: number },
): string {
  const rows = Object.entries(texts).map(([figure, text]) => [figures[figure as Figure], text] as const)
  const lines = [
    ...rows.map(([count, text]) => `${String(count).padStart(8)} ${text}`),
    ...parts.map(([part, duration]) => `${duration.toFixed(1).padStart(8)} seconds for ${part}`),
    `${seconds.toFixed(1).padStart(8)} seconds in all`,
    `${String(violations.length).padStart(8)} violations`,
  ]
  const failure = violations.length === 0 ? [] : ['', ...violations.slice(0, most), '', `Once more: --seed ${seed}`]
  return [...lines, ...failure, ''].join('\n')
}
