/** One check of the tree: a command that exits with 0 when the tree is right. */
export interface Gate {
  readonly name: string
  readonly command: readonly [program: string, ...args: string[]]
  /** Whether what it prints is worth reading even when it holds. */
  readonly reports?: boolean
}

/** What has to hold besides the tests, in the order in which a mistake is cheapest to find. */
export const gates: readonly Gate[] = [
  { name: 'lint', command: ['biome', 'check', '--error-on-warnings'] },
  { name: 'build', command: ['pnpm', 'run', 'build', '--output-logs=errors-only'] },
  { name: 'types', command: ['turbo', 'run', 'typecheck', '--continue', '--output-logs=errors-only'] },
  { name: 'script-types', command: ['tsc', '-p', 'scripts/tsconfig.json'] },
  { name: 'docstrings', command: ['node', '--conditions=@scimkit/source', 'scripts/check-docstrings.ts'] },
  { name: 'snippets', command: ['node', '--conditions=@scimkit/source', 'scripts/check-snippets.ts'] },
  {
    name: 'floors',
    command: ['depcruise', '--config', 'scripts/dependency-rules.ts', 'packages', 'apps', 'examples', 'bench'],
  },
  { name: 'dead-code', command: ['knip', '--treat-config-hints-as-errors'] },
  { name: 'sizes', command: ['node', 'scripts/check-sizes.ts'], reports: true },
  { name: 'packages', command: ['node', 'scripts/packages/check-packages.ts'] },
  {
    name: 'policy-type',
    command: ['node', '--conditions=@scimkit/source', 'scripts/generate-policy-type.ts', '--check'],
  },
  {
    name: 'error-pages',
    command: ['node', '--conditions=@scimkit/source', 'scripts/generate-error-pages.ts', '--check'],
  },
  {
    name: 'dialect-page',
    command: ['node', '--conditions=@scimkit/source', 'scripts/generate-dialect-page.ts', '--check'],
  },
  {
    name: 'switch-pages',
    command: ['node', '--conditions=@scimkit/source', 'scripts/generate-switch-pages.ts', '--check'],
  },
  {
    name: 'admin-openapi',
    command: ['node', '--conditions=@scimkit/source', 'scripts/generate-admin-openapi.ts', '--check'],
  },
  {
    name: 'explain-pages',
    command: ['node', '--conditions=@scimkit/source', 'scripts/generate-explain-pages.ts', '--check'],
  },
  {
    name: 'conformance',
    command: ['node', '--conditions=@scimkit/source', 'scripts/generate-conformance-page.ts', '--check'],
  },
  { name: 'examples', command: ['node', '--conditions=@scimkit/source', 'examples/run.ts'] },
  {
    name: 'faults',
    command: ['node', '--conditions=@scimkit/source', 'apps/reference/faults/main.ts', '--short'],
    reports: true,
  },
]
