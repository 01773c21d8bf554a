/** What is counted. */
export type Figure =
  | 'requests'
  | 'acknowledged'
  | 'refused'
  | 'unavailable'
  | 'lost'
  | 'kills'
  | 'failedStarts'
  | 'databaseRestarts'
  | 'severed'

/** What happened, and what must not have happened. */
export class Journal {
  readonly figures: Record<Figure, number> = {
    requests: 0,
    acknowledged: 0,
    refused: 0,
    unavailable: 0,
    lost: 0,
    kills: 0,
    failedStarts: 0,
    databaseRestarts: 0,
    severed: 0,
  }
  readonly violations: string[] = []

  count(figure: Figure, by = 1): void {
    this.figures[figure] += by
  }

  violation(text: string): void {
    this.violations.push(text)
  }
}
