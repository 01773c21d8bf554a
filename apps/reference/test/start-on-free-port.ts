import { type DestinationStream, pino } from 'pino'
import type { Options } from '../src/options/options.ts'
import { type RunningServer, startServer } from '../src/start-server.ts'

const nowhere: DestinationStream = { write: () => undefined }

/** Starts a server in this process, on a free port. */
export function startOnFreePort(
  options: Pick<Options, 'adapter' | 'dialect' | 'tokens'> & Partial<Pick<Options, 'resourceTypes'>>,
  log: DestinationStream = nowhere,
): Promise<RunningServer> {
  return startServer(
    { port: 0, host: '127.0.0.1', resourceTypes: undefined, madeToken: false, ...options },
    pino({}, log),
  )
}
