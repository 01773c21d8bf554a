import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type Database, openPglite } from '@scimkit/postgres'
import sql from 'sql-template-tag'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

// Each test starts a whole PostgreSQL, and most a process or two for it.
vi.setConfig({ testTimeout: 120_000 })

let folder: string
let directory: string
const processes: ChildProcess[] = []
const databases: Database[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scimkit-hold-'))
  directory = join(folder, 'new', 'data')
})
afterEach(async () => {
  for (const child of processes.splice(0)) await kill(child)
  for (const database of databases.splice(0)) await database.close()
  await rm(folder, { recursive: true })
})

/** Starts a process that opens the directory, and gives the line it says about that. */
async function holder(): Promise<{ readonly child: ChildProcess; readonly said: string }> {
  const file = fileURLToPath(new URL('holder.ts', import.meta.url))
  // Node 22.12 strips types only when told to, and warns that it does.
  const flags = ['--conditions=@scimkit/source', '--experimental-strip-types', '--disable-warning=ExperimentalWarning']
  const child = spawn(process.execPath, [...flags, file, directory], { stdio: ['ignore', 'pipe', 'inherit'] })
  processes.push(child)
  const [said] = await once(createInterface(child.stdout), 'line')
  return { child, said }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

async function open(place = directory): Promise<Database> {
  const database = await openPglite(place)
  databases.push(database)
  return database
}

const inUse = expect.objectContaining({
  code: 'CONFIGURATION',
  message: expect.stringMatching(/^pglite:.*: another process has this directory open; it has to end first\.$/),
})

async function rowsKept(database: Database): Promise<number> {
  return (await database.run(sql`SELECT count(*)::integer AS total FROM kept`)).rows[0].total
}

describe('while another process has the directory', () => {
  test('it cannot be opened, under another name neither', async () => {
    await holder()
    await expect(openPglite(directory)).rejects.toEqual(inUse)
    const link = join(folder, 'link')
    await symlink(directory, link)
    await expect(openPglite(link)).rejects.toEqual(inUse)
  })

  test('killed, it leaves a directory that opens again, with what it has written', async () => {
    const { child, said } = await holder()
    expect(said).toBe('open')
    await kill(child)
    expect(await rowsKept(await open())).toBe(1)
  })
})

test('of several processes that start at once, one has the directory', async () => {
  const said = (await Promise.all([holder(), holder(), holder()])).map((each) => each.said)
  expect(said.filter((line) => line === 'open')).toHaveLength(1)
  expect(said.filter((line) => line.includes('another process has this directory open'))).toHaveLength(2)
})

test('closed, a directory can be opened again; opened twice in one process, it cannot', async () => {
  const first = await open()
  await expect(openPglite(directory)).rejects.toEqual(inUse)
  await first.script('CREATE TABLE kept (by integer); INSERT INTO kept VALUES (2)')
  await first.close()
  databases.pop()
  expect(await rowsKept(await open())).toBe(1)
})
