const signals = ['SIGINT', 'SIGTERM'] as const

/**
 * Turns Ctrl-C and SIGTERM into a signal to stop, so that what was begun can be ended. A second one ends the process.
 */
export function onInterrupt(): { readonly signal: AbortSignal; readonly off: () => void } {
  const controller = new AbortController()
  const off = (): void => {
    for (const each of signals) process.off(each, stop)
  }
  const stop = (): void => {
    off()
    controller.abort()
  }
  for (const each of signals) process.on(each, stop)
  return { signal: controller.signal, off }
}
