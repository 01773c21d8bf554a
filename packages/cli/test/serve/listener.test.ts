import { createServer, type RequestListener } from 'node:http'
import { text } from 'node:stream/consumers'
import { describeAdapterContract, listenOn } from '@scimkit/contract-tests/adapter'
import { listenerFor } from '../../src/commands/serve/listener.ts'

const limit = 'what a body may hold is for the core to say: 10 MiB'
const nobody = 'there is nobody in front who could have authenticated somebody'

describeAdapterContract('the listener of scimkit serve', {
  listen: (handler) => {
    const scim = listenerFor(handler)
    const host: RequestListener = async (request, response) => {
      if (request.headers['x-drain'] !== undefined) await text(request)
      if (request.url === '/host') response.end('host')
      else scim(request, response)
      if (request.headers['x-impatient'] !== undefined) response.writeHead(503).end()
    }
    return listenOn(createServer(host))
  },
  skip: [
    { case: 'the mount may be anywhere', reason: 'it is /scim/v2' },
    { case: 'forwarded headers count when the proxy is trusted', reason: 'no proxy is' },
    { case: 'a body over the limit is refused in SCIM', reason: limit },
    { case: 'a body over the limit is refused when its length was not announced', reason: limit },
    { case: 'the request after a body over the limit works', reason: limit },
    { case: "the host's principal reaches the handler", reason: nobody },
    { case: 'a hundred requests at once keep their principals apart', reason: nobody },
  ],
})
