#!/usr/bin/env node
import { text } from 'node:stream/consumers'
import { run } from './run.ts'

// A reader that has seen enough, such as `head`, closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  input: () => text(process.stdin),
})
// Connections to a database that says nothing any more would keep the process: by now all is done, or was given up.
setTimeout(() => process.exit(), 1_000).unref()
