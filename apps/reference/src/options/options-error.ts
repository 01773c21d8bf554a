/** Says what is wrong with the flags and variables, a line for each. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError'
}

/** Does what may fail because of a setting, and says which one it was: `--seed: accounts.json: …`. */
export function aboutSetting<Result>(place: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw new OptionsError(`${place}: ${error instanceof Error ? error.message : error}`)
  }
}
