/** Something one side waits for and the other lets happen. */
export interface Gate {
  readonly opened: Promise<void>
  readonly open: () => void
}

/** A gate that is still shut. */
export function createGate(): Gate {
  let open = (): void => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}
