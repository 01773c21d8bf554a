// The adapter that docs/guide/own-adapter.md shows is what it says: one that passes the suite.
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { withScim } from '../../examples/own-adapter/with-scim.ts'
import { describeAdapterContract, listenOn } from '../../packages/contract-tests/src/adapter.ts'
import { root } from '../run.ts'

/** The suite has the host believe this header. */
const principalOf = ({ headers }: IncomingMessage) => headers['x-principal']

const elsewhere: RequestListener = ({ url }, res) => {
  if (url === '/host') res.end('host')
  else res.writeHead(404).end()
}

describeAdapterContract('the one of the guide', {
  listen: (handler, options) => {
    const scim = withScim(handler, { ...options, principalOf, elsewhere })
    const listener: RequestListener = async (req, res) => {
      if (req.headers['x-drain'] !== undefined) await text(req)
      scim(req, res)
      if (req.headers['x-impatient'] !== undefined) res.writeHead(503).end()
    }
    return listenOn(createServer(listener))
  },
})

test('the page shows the adapter that passes', () => {
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  expect(read('docs/guide/own-adapter.md')).toContain(read('examples/own-adapter/with-scim.ts'))
})
