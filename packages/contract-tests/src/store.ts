// Every name here is public API. Named exports only. Runs under vitest and uses fast-check.
export { describeStoreContract, type StoreContractOptions } from './store/contract.ts'
