import type { Logger } from 'pino'
import type { RunningServer } from './start-server.ts'

const signals = ['SIGTERM', 'SIGINT'] as const
const patience = 10_000

/**
 * Stops gracefully on SIGTERM and SIGINT: the process ends by itself, with 0, once nothing is left to do. Requests that
 * take longer than ten seconds are cut off, and the process ends with 1. A second signal ends it at once, and so does
 * one while it starts. That is said here and not left to the default: as the first process of a container it would have
 * none.
 *
 * @returns what is to be told of the server once it runs
 */
export function stopOnSignal(log: Logger): (server: RunningServer) => void {
  let running: RunningServer | undefined
  let isStopping = false
  const stop = (signal: string): void => {
    if (running === undefined || isStopping) process.exit(1)
    isStopping = true
    log.info({ signal }, 'stopping')
    setTimeout(() => giveUp(log), patience).unref()
    void running.close().then(() => log.info('stopped'))
  }
  for (const each of signals) process.on(each, stop)
  return (server) => {
    running = server
  }
}

function giveUp(log: Logger): void {
  log.error('requests still under way after ten seconds')
  process.exit(1)
}
