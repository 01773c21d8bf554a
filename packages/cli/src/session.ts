/** Where a command writes to. */
export interface Streams {
  readonly out: (text: string) => void
  readonly error: (text: string) => void
  /** Reads what is piped in, to its end. */
  readonly input?: () => Promise<string>
}

/** One run of the command line. */
export interface Session extends Streams {
  /** 0 all is well; 1 what was checked is not; 2 the command was not understood. */
  exitCode: number
}
