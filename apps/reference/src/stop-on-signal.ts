import type { Logger } from 'pino'
import type { RunningServer } from './start-server.ts'

const signals = ['SIGTERM', 'SIGINT'] as const
const patience = 10_000

/**
 * Stops gracefully on SIGTERM and SIGINT: the process ends by itself, with 0, once nothing is left to do. Requests that
 * take longer than ten seconds are cut off, and the process ends with 1. A second signal ends it at once.
 */
export function stopOnSignal(server: RunningServer, log: Logger): void {
  const stop = (signal: string): void => {
    for (const each of signals) process.off(each, stop)
    log.info({ signal }, 'stopping')
    setTimeout(() => giveUp(log), patience).unref()
    void server.close().then(() => log.info('stopped'))
  }
  for (const each of signals) process.on(each, stop)
}

function giveUp(log: Logger): void {
  log.error('requests still under way after ten seconds')
  process.exit(1)
}
