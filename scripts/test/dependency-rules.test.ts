import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, posix } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import configuration from '../dependency-rules.ts'

/** For every rule one import that breaks it: the rule, the importing file, what it imports. */
const forbidden: readonly (readonly [rule: string, from: string, to: string])[] = [
  ['down-from-http', 'packages/core/src/operations/a.ts', '../create-scim-handler.ts'],
  ['down-from-provisioning', 'packages/core/src/dialect/a.ts', '../http/route.ts'],
  ['down-from-patch', 'packages/core/src/patch/a.ts', '../provisioning/policy.ts'],
  ['down-from-filter', 'packages/core/src/schema/a.ts', '../patch/plan.ts'],
  ['down-from-errors', 'packages/core/src/errors/a.ts', '../schema/json.ts'],
  ['core-imports-zod-only', 'packages/core/src/filter/a.ts', 'node:fs'],
  ['core-imports-zod-only', 'packages/core/src/filter/b.ts', 'fastify'],
  ['adapter-imports-core-and-its-framework', 'packages/koa/src/a.ts', 'express'],
  ['adapter-imports-core-and-its-framework', 'packages/koa/src/b.ts', '@scimkit/memory'],
  ['memory-imports-core', 'packages/memory/src/a.ts', '@scimkit/koa'],
  ['passwords-import-core-and-crypto', 'packages/passwords/src/a.ts', 'node:fs'],
  ['postgres-imports-core-and-its-driver', 'packages/postgres/src/a.ts', '@scimkit/memory'],
  ['contract-tests-know-no-implementation', 'packages/contract-tests/src/a.ts', '../../memory/src/index.ts'],
  ['packages-by-name', 'packages/express/src/a.ts', '../../core/src/contract.ts'],
  ['packages-by-name', 'apps/reference/test/a.ts', '../../../packages/core/src/contract.ts'],
  ['no-cycle', 'packages/core/src/filter/even.ts', './odd.ts'],
  ['resolvable', 'packages/cli/src/a.ts', '@scimkit/core/src/contract.ts'],
  ['sources-know-no-tests', 'packages/cli/src/b.ts', '../test/fixture.ts'],
  ['sources-know-no-tests', 'packages/cli/src/e.ts', '../../../scripts/postgres/start-postgres.ts'],
  ['no-vague-place', 'packages/cli/src/c.ts', './utils/text.ts'],
  ['no-vague-place', 'packages/cli/src/d.ts', './helpers.ts'],
  ['no-vague-place', 'packages/core/src/schema/b.ts', './rfc7643/common.ts'],
]

/** The other half of the cycle above, which is reported once. */
const closing = ['packages/core/src/filter/odd.ts', './even.ts'] as const

/** Imports that must stay possible. */
const allowed: readonly (readonly [from: string, to: string])[] = [
  ['packages/core/src/create-scim-handler.ts', './operations/create.ts'],
  ['packages/core/src/operations/create.ts', '../http/route.ts'],
  ['packages/core/src/dialect/rules.ts', '../provisioning/policy.ts'],
  ['packages/core/src/errors/to-response.ts', '../contract.ts'],
  ['packages/core/src/schema/settle.ts', './rfc7643/common-attributes.ts'],
  ['packages/core/src/patch/plan.ts', '../filter/ast.ts'],
]

let folder: string
let violations: readonly string[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scimkit-floors-'))
  const imports = [...forbidden.map(([, from, to]) => [from, to] as const), closing, ...allowed]
  await write(imports.filter(([, to]) => to.startsWith('.')).map(([from, to]) => [posix.join(dirname(from), to), '']))
  await write(imports.map(([from, to]) => [from, `import type {} from '${to}'\n`]))
  const { options, forbidden: rules = [] } = configuration
  const { output } = await cruise(
    ['packages', 'apps'],
    { ...options, baseDir: folder, validate: true, ruleSet: { forbidden: rules } },
    options?.enhancedResolveOptions,
  )
  // Without an `outputType` the result is the object itself (dependency-cruiser's API documentation).
  violations = (output as ICruiseResult).summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`)
})

afterAll(() => rm(folder, { recursive: true }))

async function write(files: readonly (readonly [path: string, text: string])[]): Promise<void> {
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
}

test.for(forbidden)('%s: %s may not import %s', ([rule, from]) => {
  expect(violations).toContain(`${rule}: ${from}`)
})

test.for(allowed)('%s may import %s', ([from]) => {
  expect(violations.filter((violation) => violation.endsWith(`: ${from}`))).toEqual([])
})

test('every rule has an import here that breaks it', () => {
  const broken = new Set(forbidden.map(([rule]) => rule))
  expect(configuration.forbidden?.map(({ name }) => name)).toEqual([...broken])
})
