// Writes packages/core/src/provisioning/policy-type.ts from the schema of a policy: what zod infers has no docstrings,
// so that an editor would show nothing for a switch. With --check nothing is written, and a file that differs fails.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { policySchema } from '../packages/core/src/provisioning/policy.ts'
import { root } from './run.ts'
import { policyType } from './switches/policy-type.ts'
import { jsonSchemaOf } from './switches/switches-of.ts'

const path = 'packages/core/src/provisioning/policy-type.ts'
const file = join(root, path)

const text = execFileSync(join(root, 'node_modules/.bin/biome'), ['format', `--stdin-file-path=${path}`], {
  cwd: root,
  input: policyType(jsonSchemaOf(policySchema)),
  encoding: 'utf8',
})

if (!process.argv.includes('--check')) writeFileSync(file, text)
else if (readFileSync(file, 'utf8') !== text) {
  process.stderr.write(
    `${path} is out of date: run node --conditions=@scimkit/source scripts/generate-policy-type.ts\n`,
  )
  process.exitCode = 1
}
