import { run } from '../src/run.ts'

/** Runs a command in this process, and gives what it ended with and what it wrote. */
export async function scimkit(...args: readonly string[]) {
  let out = ''
  let error = ''
  const code = await run(args, {
    out: (text) => {
      out += text
    },
    error: (text) => {
      error += text
    },
  })
  return { code, out, error }
}
