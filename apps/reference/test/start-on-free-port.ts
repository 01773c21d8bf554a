import { rfcProfile } from '@scimkit/core'
import { type DestinationStream, pino } from 'pino'
import type { Options } from '../src/options/options.ts'
import { type RunningServer, startServer } from '../src/start-server.ts'

const nowhere: DestinationStream = { write: () => undefined }

/** What a test does not say. */
export const defaults = {
  port: 0,
  host: '127.0.0.1',
  adapter: 'fastify',
  trustProxy: false,
  profileName: 'rfc',
  policy: rfcProfile,
  store: 'memory',
  dialect: 'tolerant',
  resourceTypes: undefined,
  madeToken: false,
  seed: undefined,
  adminToken: undefined,
  prepare: 'always',
  poolSize: 5,
  cursorKeys: [],
  webhook: undefined,
  maskEmails: false,
  metrics: false,
} as const

/** Starts a server in this process, on a free port. */
export function startOnFreePort(
  options: Pick<Options, 'tokens'> & Partial<Options>,
  log: DestinationStream = nowhere,
): Promise<RunningServer> {
  return startServer({ ...defaults, ...options }, pino({}, log))
}
