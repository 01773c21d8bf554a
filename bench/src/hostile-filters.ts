import { createRegistry, groupResourceType, parseFilter, resolveFilter, userResourceType } from '@scimkit/core'
import type { Tenant } from './tenant.ts'

/** Something hostile to be done, and what comes of it. */
export interface Probe {
  readonly input: string
  readonly run: () => Promise<string>
  /** What is sent, when it is JSON. */
  readonly body?: Uint8Array
}

const terms = 20_000
const brackets = 100_000
const megabyte = 1024 * 1024

function chain(term: (index: number) => string, { joined = 'or', count = terms } = {}): string {
  return Array.from({ length: count }, (_, index) => term(index)).join(` ${joined} `)
}

/** A chain of chains, each in the brackets of the one before, as deep as the limit has it. */
function nested(levels: number): string {
  const each = chain((index) => `title eq "x${index}"`, { count: terms / levels })
  return `${`${each} or (`.repeat(levels - 1)}${each}${')'.repeat(levels - 1)}`
}

/** Filters far beyond the limits, in each place that takes one. */
export function largeFilters(tenant: Tenant, id: string): readonly Probe[] {
  const search = (input: string, filter: string): Probe => {
    const body = bytes({ schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], filter })
    return { input, body, run: answer(() => tenant.ask('POST', '/Users/.search', body)) }
  }
  const inUrl = (input: string, filter: string): Probe => {
    const url = `/Users?filter=${encodeURIComponent(filter)}`
    return { input, run: answer(() => tenant.ask('GET', url)) }
  }
  const asPath = (input: string, path: string): Probe => {
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp']
    const body = bytes({ schemas, Operations: [{ op: 'remove', path }] })
    return { input, body, run: answer(() => tenant.ask('PATCH', `/Users/${id}`, body)) }
  }
  const equalities = chain((index) => `userName eq "u${index}"`)
  return [
    inUrl('20 000 terms in a URL', equalities),
    search('20 000 terms in a search', equalities),
    asPath('20 000 terms in a PATCH path', `emails[${chain((index) => `value eq "${index}"`)}]`),
    search('100 000 round brackets', `${'('.repeat(brackets)}id pr${')'.repeat(brackets)}`),
    search('100 000 square brackets', `${'emails['.repeat(brackets)}${']'.repeat(brackets)}`),
    asPath('100 000 brackets in a PATCH path', '['.repeat(brackets)),
    inUrl('a filter of 1 MB in a URL', 'a'.repeat(megabyte)),
    search('a filter of 1 MB in a search', `title eq "${'a'.repeat(megabyte)}"`),
  ]
}

/**
 * The same filters when a host has raised the limits: parsed, resolved and asked of the store, whose answer is what
 * the filter matches of 1 000 users.
 */
export function raisedLimits({ store }: Tenant): readonly Probe[] {
  const resourceType = createRegistry([userResourceType, groupResourceType]).byName('User')
  if (resourceType === undefined) throw new Error('There is no User')
  const limits = { length: 10 * megabyte, depth: 50, terms }
  const page = { kind: 'index', startIndex: 1, count: 100 } as const
  const matches = (filter: string) => async () => {
    const resolved = resolveFilter(parseFilter(filter, { limits }), resourceType)
    const scopes = [{ resourceType, filter: resolved, sortBy: undefined, wanted: [] }]
    const { total } = await store.query('bench', { scopes, descending: false, page })
    return `${total} users`
  }
  const count = terms / 2
  return [
    { input: 'raised: 20 000 times eq, indexed', run: matches(chain((index) => `userName eq "user${index}@x.org"`)) },
    { input: 'raised: 20 000 times eq', run: matches(chain((index) => `title eq "x${index}"`)) },
    { input: 'raised: 20 000 times ne', run: matches(chain((index) => `title ne "x${index}"`, { joined: 'and' })) },
    { input: 'raised: 20 000 times eq, 50 deep', run: matches(nested(50)) },
    {
      input: 'raised: 10 000 pairs in brackets',
      run: matches(chain((index) => `(title eq "x${index}" and active eq true)`, { count })),
    },
    {
      input: 'raised: 10 000 pairs about an element',
      run: matches(chain((index) => `emails[type eq "work" and value eq "x${index}"]`, { count })),
    },
    { input: 'raised: a literal of 1 MB', run: matches(`title eq "${'a'.repeat(megabyte)}"`) },
    { input: 'raised: 1 MB of terms', run: matches(chain((index) => `title eq "${String(index).padEnd(40, 'x')}"`)) },
  ]
}

/** JSON as it goes over the wire. */
export function bytes(value: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value))
}

/** The answer to a request, in short. */
export function answer(ask: () => ReturnType<Tenant['ask']>): () => Promise<string> {
  return async () => {
    const { status, body } = await ask()
    const code = status < 400 ? undefined : JSON.parse(body ?? '{}').scimType
    return [status, code].filter((part) => part !== undefined).join(' ')
  }
}
