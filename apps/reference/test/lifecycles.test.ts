import { describeTraces } from '@scimkit/contract-tests/lifecycles'
import { traces } from '@scimkit/contract-tests/traces'
import { freshUrl } from '../../../scripts/postgres/fresh-database.ts'
import type { Token } from '../src/options/settings.ts'
import { startOnFreePort } from './start-on-free-port.ts'

const tokenOf = ({ name }: { readonly name: string }): Token => ({ tenant: name, token: name })
const tokens = [tokenOf({ name: 'nobody' }), ...traces.map(tokenOf)] as const

for (const adapter of ['fastify', 'express', 'koa'] as const) {
  describeTraces(`the reference server on ${adapter}`, async (dialect) => {
    const server = await startOnFreePort({ adapter, dialect, tokens })
    return { ...server, tokenFor: (trace) => trace }
  })
}

describeTraces('the reference server on PostgreSQL', async (dialect) => {
  const server = await startOnFreePort({ store: await freshUrl(), dialect, tokens })
  return { ...server, tokenFor: (trace) => trace }
})
