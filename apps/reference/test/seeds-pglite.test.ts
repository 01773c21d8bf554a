import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeSeeds } from '@scimkit/contract-tests/seeds'
import { startSeedServer } from './start-seed-server.ts'

// In a file of its own, beside which the others run: a whole PostgreSQL in the process takes its time.
describeSeeds('PGlite', async (profile) => {
  const directory = await mkdtemp(join(tmpdir(), 'scimkit-pglite-'))
  return startSeedServer(profile, `pglite:${directory}`)
})
