// Every name here is public API. Named exports only.
export type { SeedCase } from './seeds/case.ts'
export { seedCases } from './seeds/cases.ts'
export { describeSeeds } from './seeds/describe-seeds.ts'
export { seedReasons } from './seeds/reasons.ts'
export { type SeedId, seedRows } from './seeds/rows.ts'
export type { ScimAnswer, ScimClient, SeedServer, SeedWorld, StartSeedServer } from './seeds/world.ts'
