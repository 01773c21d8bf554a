import type { StoredResource } from '@scimkit/core'
import {
  compileFilter,
  createRegistry,
  groupResourceType,
  parseFilter,
  resolveFilter,
  userResourceType,
} from '@scimkit/core'
import { microseconds, round } from './measure.ts'
import { userBody } from './users.ts'

/** One filter: what each stage costs, and evaluation against the same predicate written by hand. */
export interface FilterResult {
  readonly filter: string
  readonly parseMicroseconds: number
  readonly resolveMicroseconds: number
  readonly compileMicroseconds: number
  /** Over 10 000 users. */
  readonly evaluateMilliseconds: number
  /** Evaluation over hand-written evaluation. */
  readonly timesByHand: number
}

interface User {
  readonly userName: string
  readonly title?: string
  readonly active: boolean
  readonly displayName?: string
  readonly name: { readonly familyName: string }
  readonly emails: readonly { readonly type: string; readonly value: string }[]
}

const is = (left: string, right: string): boolean => left.toLowerCase() === right

const cases: readonly { readonly filter: string; readonly byHand: (user: User) => boolean }[] = [
  { filter: 'userName eq "user5000@example.com"', byHand: (user) => is(user.userName, 'user5000@example.com') },
  {
    filter: 'emails[type eq "work" and value ew "@example.com"]',
    byHand: (user) =>
      user.emails.some((email) => is(email.type, 'work') && email.value.toLowerCase().endsWith('@example.com')),
  },
  {
    filter: 'active eq true and (title co "1" or name.familyName sw "User 1")',
    byHand: (user) =>
      user.active &&
      ((user.title?.toLowerCase().includes('1') ?? false) || user.name.familyName.toLowerCase().startsWith('user 1')),
  },
  {
    filter: Array.from({ length: 10 }, (_, index) => `userName eq "user${index}@example.com"`).join(' or '),
    byHand: (user) => {
      const name = user.userName.toLowerCase()
      for (let index = 0; index < 10; index += 1) if (name === names[index]) return true
      return false
    },
  },
]

const names = Array.from({ length: 10 }, (_, index) => `user${index}@example.com`)

/** What the stages of a filter cost, over 10 000 users. */
export async function benchFilters(): Promise<readonly FilterResult[]> {
  const user = createRegistry([userResourceType, groupResourceType]).byName('User')
  if (user === undefined) throw new Error('There is no User')
  const resources = Array.from({ length: 10_000 }, (_, number) => stored(number))
  const results: FilterResult[] = []
  for (const { filter, byHand } of cases) {
    const parsed = parseFilter(filter)
    const resolved = resolveFilter(parsed, user)
    const matches = compileFilter(resolved)
    // The bodies of `userBody` are the documents that are stored, less what makes them a message.
    const hand = (resource: StoredResource): boolean => byHand(resource.attributes as unknown as User)
    if (resources.filter(matches).length !== resources.filter(hand).length)
      throw new Error(`By hand differs: ${filter}`)
    const evaluate = await microseconds(() => count(resources, matches))
    const evaluateByHand = await microseconds(() => count(resources, hand))
    results.push({
      filter: filter.length > 60 ? `${filter.slice(0, 57)}…` : filter,
      parseMicroseconds: round(await microseconds(() => parseFilter(filter), { runs: 2_000 })),
      resolveMicroseconds: round(await microseconds(() => resolveFilter(parsed, user), { runs: 2_000 })),
      compileMicroseconds: round(await microseconds(() => compileFilter(resolved), { runs: 2_000 })),
      evaluateMilliseconds: round(evaluate / 1000),
      timesByHand: round(evaluate / evaluateByHand),
    })
  }
  return results
}

function count(resources: readonly StoredResource[], matches: (resource: StoredResource) => boolean): number {
  let total = 0
  for (const resource of resources) if (matches(resource)) total += 1
  return total
}

function stored(number: number): StoredResource {
  const { schemas: _, ...attributes } = userBody(number)
  const now = new Date().toISOString()
  return {
    resourceType: 'User',
    id: String(number),
    version: 1,
    created: now,
    lastModified: now,
    // A body made of literals is JSON.
    attributes: attributes as StoredResource['attributes'],
    provenance: { managed: true, origin: 'scim', active: true, deleted: false },
  }
}
