import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseTrace, type Trace } from '@scimkit/contract-tests/traces'

/** Reads a trace file, named after it. */
export function readTrace(file: string, refuse: (problem: string) => never): Trace {
  try {
    return parseTrace(JSON.parse(readFileSync(file, 'utf8')), basename(file, '.json'))
  } catch (error) {
    return refuse(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
