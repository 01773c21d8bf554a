// Every name here is public API. Named exports only.
export type { AdapterUnderTest, Host, HostOptions, KnownDifference } from './adapter/adapter-under-test.ts'
export { type AdapterCase, describeAdapterContract } from './adapter/describe-adapter-contract.ts'
export { type EndlessAnswer, endlessAnswer } from './adapter/endless-answer.ts'
export { listenOn } from './adapter/listen-on.ts'
