/** Turns Ctrl-C into a signal to stop, so that what was created can be deleted. A second one ends the process. */
export function onInterrupt(): { readonly signal: AbortSignal; readonly off: () => void } {
  const controller = new AbortController()
  const stop = (): void => controller.abort()
  process.once('SIGINT', stop)
  return { signal: controller.signal, off: () => void process.off('SIGINT', stop) }
}
