import { describeSeeds } from '@scimkit/contract-tests/seeds'
import { inject } from 'vitest'
import { startSeedServer } from './start-seed-server.ts'

describeSeeds('memory', (profile) => startSeedServer(profile, 'memory'))
describeSeeds('PostgreSQL', (profile) => startSeedServer(profile, inject('postgres')))
