import { Counter, Gauge, type Registry } from '@prometheus-io/client'
import type { Stores } from '../stores.ts'

/** Registers what is read from the stores each time Prometheus asks. */
export function gaugeStores(register: Registry, { pool, log }: Stores['measured']): void {
  const registers = [register]
  const gauge = (name: string, help: string, read: () => number): void => {
    const one: Gauge = new Gauge({ name: `scimkit_${name}`, help, registers, collect: () => one.set(read()) })
  }
  if (pool !== undefined) {
    gauge('pool_connections', 'Connections to the database.', () => pool.totalCount)
    gauge('pool_connections_idle', 'Connections nobody uses.', () => pool.idleCount)
    gauge('pool_requests_waiting', 'Who waits for a connection.', () => pool.waitingCount)
  }
  if (log === undefined) return
  gauge('log_entries_waiting', 'Entries of the provisioning log that are not written yet.', () => log.waiting)
  const help = 'Entries of the provisioning log that could not be written.'
  const dropped: Counter = new Counter({
    name: 'scimkit_log_entries_dropped_total',
    help,
    registers,
    collect: () => {
      dropped.reset()
      dropped.inc(log.dropped)
    },
  })
}
