import { checkAnswers } from './check-answers.ts'
import { checkTables } from './check-tables.ts'
import { Client } from './client.ts'
import { causeFaults, type Victims } from './faults.ts'
import { GroupVersions, groupOf, Memberships } from './memberships.ts'
import { Names } from './names.ts'
import type { Random } from './random.ts'
import { Users } from './users.ts'
import { Worker } from './worker.ts'

/** How much, and how long. */
export interface Load {
  readonly clients: number
  readonly seconds: number
}

/**
 * Creates, changes and deletes users and memberships while things fail; then looks whether everything is as it was
 * told.
 */
export async function mixedLoad(victims: Victims, random: Random, { clients, seconds }: Load): Promise<void> {
  const { servers, database, journal } = victims
  const newClient = () => new Client(servers, journal, random.fork())
  const setup = newClient()
  const shared = await Promise.all(['red', 'green', 'blue'].map((name) => createGroup(setup, name)))
  const names = new Names(['kim', 'sam', 'alex', 'robin'], journal)
  const versions = new GroupVersions()
  // Drawn before anything is waited for, so that a seed gives everybody the same numbers again.
  const senders = Array.from({ length: clients }, (_, index) => {
    return { name: `c${index}`, client: newClient(), random: random.fork(), names, journal }
  })
  const faults = random.fork()
  const workers = await Promise.all(
    senders.map(async (sender) => {
      const groups = { shared, own: await createGroup(setup, sender.name) }
      return new Worker(new Users(sender), new Memberships(sender, groups, versions), sender.random)
    }),
  )
  const until = Date.now() + seconds * 1000
  await Promise.all([causeFaults(victims, faults, until), ...workers.map((worker) => worker.work(until))])
  await Promise.all(servers.map((server) => server.ready()))
  await checkAnswers({ workers, versions }, setup, journal)
  await checkTables(database, journal)
}

async function createGroup(client: Client, name: string): Promise<string> {
  const body = groupOf(name, { stamp: '', members: [] })
  const outcome = await client.send({ method: 'POST', path: '/Groups', body })
  if (outcome.kind !== 'acknowledged') throw new Error(`The group ${name} cannot be created`)
  return String(outcome.body.id)
}
