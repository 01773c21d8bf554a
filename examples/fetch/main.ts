// ScimKit as a function from Request to Response: Hono, Next.js, Bun, Deno, workers.
import { bearerTokens, createScimHandler } from '@scimkit/core'
import { scimFetch } from '@scimkit/fetch'
import { createMemoryStore } from '@scimkit/memory'
import { provision } from '../provision.ts'

const handler = createScimHandler({
  store: createMemoryStore(),
  authenticate: bearerTokens([{ tenant: 'acme', token: 'secret' }]),
})
const serve = scimFetch(handler, { basePath: '/scim/v2' })

await provision('https://app.example.com/scim/v2', 'secret', (input, init) => serve(new Request(input, init)))
