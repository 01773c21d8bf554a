/** Lets the clock move on: timestamps may count in whole seconds. */
export function elapse(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1100))
}
