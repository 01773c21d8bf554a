import { defineProfile, type Policy, type ProfileName, profiles } from '@scimkit/core'
import { afterAll, beforeAll, describe, test } from 'vitest'
import type { SeedCase } from './case.ts'
import { seedCases } from './cases.ts'
import { openWorld } from './open-world.ts'
import type { SeedServer, StartSeedServer } from './world.ts'

/** One case makes 3000 accounts. */
const patience = 120_000

/**
 * Declares one test for each thing the products' pages say, under every profile it is about, over HTTP.
 *
 * @example
 * ```ts
 * describeSeeds('my server', async (profile) => {
 *   const stores = { store: createMemoryStore(), log: createMemoryLog(), tokens: createMemoryTokens() }
 *   const { store, log, tokens } = stores
 *   const handler = createScimHandler({ store, log, profile, authenticate: storedTokens(tokens) })
 *   const { origin, close } = await serve(handler, { prefix: '/scim/v2', bodyLimit: defaultBodyLimit })
 *   return { ...stores, baseUrl: `${origin}/scim/v2`, directory: createDirectory({ ...stores, profile }), close }
 * })
 * ```
 */
export function describeSeeds(name: string, start: StartSeedServer): void {
  const names = Object.keys(profiles) as ProfileName[]
  describe.each(names)(`${name}, profile %s`, (profile) => {
    let server: SeedServer

    beforeAll(async () => {
      server = await start(profiles[profile])
    })
    afterAll(() => server.close())

    for (const seedCase of seedCases) {
      if (!seedCase.profiles.includes(profile)) continue
      const run = () =>
        seedCase.switches === undefined
          ? runOn(server, profiles[profile], seedCase)
          : runAlone(start, defineProfile({ extends: profiles[profile], ...seedCase.switches }), seedCase)
      test(`${seedCase.ids.join(', ')}: ${seedCase.title}`, run, patience)
    }
  })
}

async function runOn(server: SeedServer, profile: Policy, { run }: SeedCase): Promise<void> {
  await run(await openWorld(server, profile))
}

async function runAlone(start: StartSeedServer, profile: Policy, seedCase: SeedCase): Promise<void> {
  const server = await start(profile)
  try {
    await runOn(server, profile, seedCase)
  } finally {
    await server.close()
  }
}
