import { setTimeout } from 'node:timers/promises'
import { Gauge, type Registry } from '@prometheus-io/client'
import { type Database, type OutboxBacklog, outboxBacklog } from '@scimkit/postgres'

/** Milliseconds after which the other metrics wait no longer for the database. */
const patience = 2_000

const gauges: readonly (readonly [name: string, help: string, value: keyof OutboxBacklog])[] = [
  ['outbox_events_waiting', 'Events that wait to be delivered.', 'waiting'],
  ['outbox_oldest_age_seconds', 'How long ago the first of the events that wait happened.', 'oldestAge'],
  ['outbox_dead_letters', 'Events that were given up.', 'dead'],
]

/** Registers what has piled up in the outbox, read once each time Prometheus asks. What cannot be read is no number. */
export function gaugeOutbox(register: Registry, database: Database): void {
  let reading: Promise<OutboxBacklog | undefined> | undefined
  const read = () => {
    reading ??= outboxBacklog(database)
      .catch(() => undefined)
      .finally(() => {
        reading = undefined
      })
    return Promise.race([reading, setTimeout(patience, undefined, { ref: false })])
  }
  for (const [name, help, value] of gauges) {
    const collect = async () => gauge.set((await read())?.[value] ?? Number.NaN)
    const gauge: Gauge = new Gauge({ name: `scimkit_${name}`, help, registers: [register], collect })
  }
}
