import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { freshUrl } from '../../../scripts/postgres/fresh-database.ts'
import { openStores } from '../src/stores.ts'
import { defaults } from './start-on-free-port.ts'
import { webhookSecret } from './webhook-receiver.ts'

const closing: (() => unknown)[] = []

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** The limit on the connections of a server's pool, outside of transactions. */
async function limitOf(store: string): Promise<string> {
  const webhook = { url: 'https://app.example.com', secret: webhookSecret }
  const stores = await openStores({ ...defaults, store, webhook })
  closing.push(() => stores.close())
  // Sound: of a statement only these two are read.
  const statement = { text: 'SHOW statement_timeout', values: [] } as never
  return (await stores.outbox?.run(statement))?.rows[0].statement_timeout
}

/** Stands before a server as a pooler does: it has a process id of its own for whoever connects. */
async function startPooler(store: string): Promise<string> {
  const url = new URL(store)
  const [host, port] = [url.hostname, Number(url.port)]
  const sockets: Socket[] = []
  const pooler = createServer((near) => {
    const far = connect(port, host)
    near.pipe(far)
    far.on('data', (chunk: Buffer) => {
      // BackendKeyData: its type, its length, the process id and the secret.
      const at = chunk.indexOf(Buffer.from([75, 0, 0, 0, 12]))
      if (at >= 0) chunk.writeInt32BE(chunk.readInt32BE(at + 5) ^ 0x7f00, at + 5)
      near.write(chunk)
    })
    for (const socket of [near, far]) sockets.push(socket.on('error', () => undefined))
  })
  await once(pooler.listen(0, '127.0.0.1'), 'listening')
  closing.push(() => {
    for (const socket of sockets) socket.destroy()
    pooler.close()
  })
  // Sound: it listens on a port.
  url.port = String((pooler.address() as AddressInfo).port)
  url.hostname = '127.0.0.1'
  return url.href
}

test('the server gives up a read of ours after half a minute', async () => {
  expect(await limitOf(await freshUrl())).toBe('30s')
})

test('behind a pooler, connections are left as they are: they are not ours', async () => {
  expect(await limitOf(await startPooler(await freshUrl()))).toBe('0')
})
