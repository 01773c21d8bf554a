import { run } from '../src/run.ts'

/** Runs a command in this process, and gives what it ended with and what it wrote. */
export function scimkit(...args: readonly string[]) {
  return scimkitWith('', ...args)
}

/** The same with a text that is piped in. */
export async function scimkitWith(piped: string, ...args: readonly string[]) {
  let out = ''
  let error = ''
  const code = await run(args, {
    out: (text) => {
      out += text
    },
    error: (text) => {
      error += text
    },
    input: async () => piped,
  })
  return { code, out, error }
}
