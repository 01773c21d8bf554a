import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { webhookSink } from '@scimkit/postgres'
import { afterEach, expect, test } from 'vitest'
import { answer, secret, startReceiver } from './receiver.ts'
import { collector, eventually, openWorld, patchOf } from './world.ts'

const world = openWorld()
const processes: ChildProcess[] = []

afterEach(() => {
  for (const each of processes.splice(0)) each.kill('SIGKILL')
})

function startProcess(url: string): ChildProcess {
  const file = fileURLToPath(new URL('worker-process.ts', import.meta.url))
  // Node 22.12 strips types only when told to, and warns that it does.
  const flags = ['--conditions=@scimkit/source', '--experimental-strip-types', '--disable-warning=ExperimentalWarning']
  const child = spawn(process.execPath, [...flags, file, world.connectionString, url, secret], { stdio: 'inherit' })
  processes.push(child)
  return child
}

test('an event whose process is killed before it has the answer is delivered again, and the next ones after it', async () => {
  const id = await world.addUser('killed')
  await world.send('PATCH', `/Users/${id}`, patchOf('replace', 'displayName', 'K'))
  const silent = await startReceiver(() => undefined)
  const child = startProcess(silent.url)
  await eventually(() => expect(silent.calls).toHaveLength(1))
  const ended = new Promise((resolve) => child.on('exit', resolve))
  child.kill('SIGKILL')
  await ended
  const answering = await startReceiver(answer(200))
  world.work({ sink: webhookSink({ url: answering.url, secret }) })
  await eventually(async () => expect(await world.waiting()).toBe(0))
  const [first, second, ...others] = answering.calls.map(({ headers }) => headers['webhook-id'])
  expect(others).toEqual([])
  expect(first).toBe(silent.calls[0]?.headers['webhook-id'])
  expect(second).not.toBe(first)
})

test('events survive connections that end in the middle of a delivery', async () => {
  const ids = await Promise.all(['a', 'b', 'c'].map((name) => world.addUser(`cut-${name}`)))
  for (const id of ids) await world.send('PATCH', `/Users/${id}`, patchOf('replace', 'displayName', 'C'))
  const { sink, events } = collector()
  let cuts = 0
  world.work({
    lease: 1000,
    sink: async (event, signal) => {
      if (cuts < 3) {
        cuts += 1
        await endOtherConnections()
      }
      return sink(event, signal)
    },
  })
  await eventually(async () => expect(await world.waiting()).toBe(0))
  // At least once: what was delivered and could not be noted came again.
  for (const id of ids) {
    const kinds = events.filter(({ sub_id }) => sub_id.id === id).map((event) => Object.keys(event.events)[0])
    expect([...new Set(kinds)]).toEqual([
      'urn:ietf:params:scim:event:prov:create:notice',
      'urn:ietf:params:scim:event:prov:patch:notice',
    ])
  }
})

async function endOtherConnections(): Promise<void> {
  await world.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()`)
}
