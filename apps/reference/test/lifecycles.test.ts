import { describeTraces } from '@scimkit/contract-tests/lifecycles'
import { traces } from '@scimkit/contract-tests/traces'
import { describe } from 'vitest'
import type { Token } from '../src/options/settings.ts'
import { startOnFreePort } from './start-on-free-port.ts'

const tokenOf = ({ name }: { readonly name: string }): Token => ({ tenant: name, token: name })

describe.each(['fastify', 'express', 'koa'] as const)('the reference server', (adapter) => {
  describeTraces(adapter, async (dialect) => {
    const tokens = [tokenOf({ name: 'nobody' }), ...traces.map(tokenOf)] as const
    const server = await startOnFreePort({ adapter, dialect, tokens })
    return { ...server, tokenFor: (trace) => trace }
  })
})
