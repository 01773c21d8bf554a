import type pg from 'pg'
import { interleaved, round } from '../measure.ts'
import type { Through } from './store.ts'

/** One row: the same work on little and on much. */
export interface PostgresGrowthResult {
  readonly work: string
  readonly small: string
  readonly large: string
  readonly smallMicroseconds: number
  readonly largeMicroseconds: number
  readonly ratio: number
  readonly target: number
}

/** Two tenants, and how many users each has. */
export interface Sizes {
  readonly small: { readonly through: Through; readonly users: number }
  readonly large: { readonly through: Through; readonly users: number }
}

interface Comparison {
  readonly work: string
  readonly target: number
  readonly runs: number
  readonly names: readonly [small: string, large: string]
  readonly run: readonly [small: () => Promise<unknown>, large: () => Promise<unknown>]
}

/** How cost grows with the users of a tenant, the members of a group, and the depth of a page. */
export async function benchPostgresGrowth(pool: pg.Pool, sizes: Sizes): Promise<readonly PostgresGrowthResult[]> {
  const comparisons = [...lookups(sizes), ...(await groups(pool, sizes)), await depth(sizes)]
  const results: PostgresGrowthResult[] = []
  for (const { work, target, runs, names, run } of comparisons) {
    const [small, large] = await interleaved(run[0], run[1], runs)
    results.push({
      work,
      small: names[0],
      large: names[1],
      smallMicroseconds: round(small),
      largeMicroseconds: round(large),
      ratio: round(large / small),
      target,
    })
  }
  return results
}

function lookups({ small, large }: Sizes): readonly Comparison[] {
  const filters = [
    ['userName eq', (number: number) => `userName eq "user${number}@example.com"`],
    ['externalId eq', (number: number) => `externalId eq "x${number}"`],
    ['emails.value eq', (number: number) => `emails.value eq "user${number}@example.com"`],
  ] as const
  let turn = 0
  return filters.map(([work, filterFor]) => {
    const find =
      ({ through, users }: Sizes['small']) =>
      () => {
        turn += 1
        return through.find(filterFor(((turn * 7919) % users) + 1))
      }
    return {
      work,
      target: 2,
      runs: 40,
      names: [`${small.users} users`, `${large.users} users`],
      run: [find(small), find(large)],
    }
  })
}

async function groups(pool: pg.Pool, { large: { through, users } }: Sizes): Promise<readonly Comparison[]> {
  const fewer = [100, 1000]
  const smaller: string[] = []
  for (const few of fewer) smaller.push(await through.largeGroup(pool, few))
  const large = await through.largeGroup(pool, users)
  await pool.query('VACUUM ANALYZE scimkit_member')
  const outsiders: string[] = []
  for (let index = 0; index < 100; index += 1) outsiders.push(await through.group([]))
  const change = (group: string) => async () => {
    await through.changeMembers(group, outsiders, 'add')
    await through.changeMembers(group, outsiders, 'remove')
  }
  return smaller.map((small, index) => ({
    work: 'add and remove 100 members',
    target: 2,
    runs: 5,
    names: [`group of ${fewer[index]}`, `group of ${users}`],
    run: [change(small), change(large)],
  }))
}

/** Page 1000 of a walk by cursor against the first. */
async function depth({ small: { through, users } }: Sizes): Promise<Comparison> {
  const count = 10
  let position: string | undefined
  const pages = Math.min(1000, Math.floor(users / count) - 1)
  for (let page = 1; page < pages; page += 100) position = (await through.page(position, count * 100)).next
  return {
    work: 'page by cursor',
    target: 1.5,
    runs: 10,
    names: ['page 1', `page ${pages}`],
    run: [() => through.page(undefined, count), () => through.page(position, count)],
  }
}
