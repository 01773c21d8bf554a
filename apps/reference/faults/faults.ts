import { setTimeout as pause } from 'node:timers/promises'
import type { FaultyDatabase } from './database.ts'
import type { Journal } from './journal.ts'
import type { Random } from './random.ts'
import type { Server } from './server.ts'

/** What can be made to fail. */
export interface Victims {
  readonly servers: readonly Server[]
  readonly database: FaultyDatabase
  readonly journal: Journal
}

type Fault = (victims: Victims, random: Random) => Promise<void>

const kill: Fault = async ({ servers, journal }, random) => {
  journal.count('kills')
  random.pick(servers)?.kill()
}

const restartDatabase: Fault = async ({ database, journal }) => {
  journal.count('databaseRestarts')
  await database.restart()
}

const severSessions: Fault = async ({ database, journal }) => {
  journal.count('severed')
  await database.sever()
}

/** Two at once, as when a machine goes that both were on. */
const killWithDatabase: Fault = async (victims, random) => {
  await Promise.all([kill(victims, random), restartDatabase(victims, random)])
}

/** Each of them comes once before one comes again. */
const round: readonly Fault[] = [kill, restartDatabase, kill, severSessions, kill, killWithDatabase]

/** Lets something fail every now and then, until it is enough. */
export async function causeFaults(victims: Victims, random: Random, until: number): Promise<void> {
  for (;;) {
    for (const fault of random.shuffled(round)) {
      const wait = 300 + random.below(3000)
      if (Date.now() + wait > until) return
      await pause(wait)
      await fault(victims, random)
    }
  }
}
