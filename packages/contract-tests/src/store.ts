// Every name here is public API. Named exports only. Runs under vitest and uses fast-check.
export type { OpenStore } from './store/availability.ts'
export { type ConfirmationsContractOptions, describeConfirmationsContract } from './store/confirmations-contract.ts'
export { describeStoreContract, type StoreContractOptions } from './store/contract.ts'
export { describeLogContract, type LogContractOptions } from './store/log-contract.ts'
export type { OpenLog } from './store/log-world.ts'
export { describeTokenStoreContract, type TokenStoreContractOptions } from './store/tokens-contract.ts'
