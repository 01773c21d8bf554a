import type { FastifyInstance, FastifyRequest } from 'fastify'

type Raw = FastifyRequest['raw']

/** What Fastify takes for a media type; anything else it refuses before a parser is asked. */
const mediaType = /^\s*[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(?:;|$)/

const standIn = 'application/scim+json'

/**
 * Lets every request of the plugin through, whatever its Content-Type, with the unread stream as its body. Fastify
 * would refuse by itself what is no media type, and a QUERY without one: past the handler, its event and its words.
 *
 * @returns what puts the header back that the client has sent; where Fastify reads no body, nobody else does
 */
export function takeAnyContentType(app: FastifyInstance): (raw: Raw) => void {
  const announced = new WeakMap<Raw, string | undefined>()
  const putBack = (raw: Raw): void => {
    if (announced.has(raw)) raw.headers['content-type'] = announced.get(raw)
  }
  app.removeAllContentTypeParsers()
  // After the hooks of the host, whose own come first, and right before Fastify looks at the header.
  // biome-ignore lint/complexity/useMaxParams: by its four parameters Fastify knows a hook that makes no request wait.
  app.addHook('preParsing', ({ raw, method }, _reply, payload, done) => {
    const given = raw.headers['content-type']
    if (needsStandIn(method, given)) {
      announced.set(raw, given)
      raw.headers['content-type'] = standIn
    }
    done(null, payload)
  })
  // By an expression that every type matches: Fastify remembers what it has found for a type, but not for `*`.
  app.addContentTypeParser(/^/, ({ raw }, payload, parsed) => {
    putBack(raw)
    parsed(null, payload)
  })
  return putBack
}

/** Where Fastify never reads a body. */
const bodyless: ReadonlySet<string> = new Set(['GET', 'HEAD', 'TRACE'])

function needsStandIn(method: string, contentType: string | undefined): boolean {
  if (contentType === undefined) return method === 'QUERY'
  return !mediaType.test(contentType) && !bodyless.has(method)
}
