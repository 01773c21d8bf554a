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
  /** How many seconds each part took. */
  readonly parts: (readonly [name: string, seconds: number])[] = []

  count(figure: Figure, by = 1): void {
    this.figures[figure] += by
  }

  async timed(part: string, work: () => Promise<void>): Promise<void> {
    const started = performance.now()
    await work()
    this.parts.push([part, (performance.now() - started) / 1000])
  }

  violation(text: string): void {
    this.violations.push(text)
  }
}
