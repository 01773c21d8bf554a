// Who may import whom. scripts/test/dependency-rules.test.ts proves that every rule here bites.
import type { IConfiguration, IForbiddenRuleType } from 'dependency-cruiser'

/** The floors of the core, from the top. A floor imports what is below it, and its neighbours on the same level. */
const floors = [
  ['index', 'create-scim-handler', 'scim-handler-options'],
  ['http', 'operations', 'directory', 'explain'],
  ['provisioning', 'dialect'],
  ['patch'],
  ['filter', 'schema', 'store'],
  // Every floor may import contract.ts and events.ts, so these two stand at the bottom.
  ['errors', 'contract', 'events'],
]

const core = '^packages/core/src/'

/** A folder of the core, or the file of that name. */
const places = (names: readonly string[]) => `${core}(${names.join('|')})(/|[.]ts$)`

const goesDown: readonly IForbiddenRuleType[] = floors.slice(1).map((floor, index) => ({
  name: `down-from-${floor[0]}`,
  comment: 'Inside the core an import only goes down. Move what is shared to the floor that both sides may see.',
  from: { path: places(floor) },
  to: { path: places(floors.slice(0, index + 1).flat()) },
}))

const betweenPackages: readonly IForbiddenRuleType[] = [
  {
    name: 'core-imports-zod-only',
    comment: 'The core knows no framework, no database and no Node: zod is all it imports.',
    from: { path: core },
    to: { pathNot: [core, 'node_modules/zod/'] },
  },
  {
    name: 'adapter-imports-core-and-its-framework',
    comment:
      'An adapter translates between its framework, the streams of Node and the core. It knows no store and no other adapter.',
    from: { path: '^packages/(express|koa|fastify|fetch)/src/' },
    to: { pathNot: [core, '^packages/$1/src/', 'node_modules/(@types/)?$1/', '^stream$'] },
  },
  {
    name: 'memory-imports-core',
    comment: 'The embedded store needs nothing but the core.',
    from: { path: '^packages/memory/src/' },
    to: { pathNot: [core, '^packages/memory/src/'] },
  },
  {
    name: 'passwords-import-core-and-crypto',
    comment: 'A hasher needs the preparation of the core and the cryptography of Node.',
    from: { path: '^packages/passwords/src/' },
    to: { pathNot: [core, '^packages/passwords/src/', '^crypto$'] },
  },
  {
    name: 'postgres-imports-core-and-its-driver',
    comment:
      'A store imports the core, its driver, and what it locks and signs with. It knows no adapter and no other store.',
    from: { path: '^packages/postgres/src/' },
    to: {
      pathNot: [
        core,
        '^packages/postgres/src/',
        'node_modules/(@types/)?(pg|@electric-sql/pglite|fs-native-extensions|sql-template-tag|standardwebhooks)/',
      ],
      dependencyTypesNot: ['core'],
    },
  },
  {
    name: 'contract-tests-know-no-implementation',
    comment: 'The published suites judge adapters and stores from outside: their user hands one in.',
    from: { path: '^packages/contract-tests/src/' },
    to: { path: '^packages/', pathNot: [core, '^packages/contract-tests/src/'] },
  },
  {
    name: 'packages-by-name',
    comment: 'Another package is imported by its name and through its exports, never through its folder.',
    from: { path: '^((?:packages|apps|examples)/[^/]+|bench)/' },
    // What all examples need stands beside them, and what all tests and benchmarks need of PostgreSQL is no package.
    to: { dependencyTypes: ['local'], pathNot: ['^$1/', '^examples/[^/]+[.]ts$', '^scripts/postgres/'] },
  },
]

const everywhere: readonly IForbiddenRuleType[] = [
  { name: 'no-cycle', comment: 'Two files that import each other are one file.', from: {}, to: { circular: true } },
  { name: 'resolvable', comment: 'An import must lead to something.', from: {}, to: { couldNotResolve: true } },
  {
    name: 'sources-know-no-tests',
    comment: 'What is published must not depend on what is not.',
    from: { path: '^(packages|apps)/[^/]+/src/' },
    to: { path: '^((packages|apps)/[^/]+/test|scripts)/' },
  },
  {
    name: 'no-vague-place',
    comment: 'A shared function lives with its noun; such a name attracts everything.',
    from: {},
    to: { path: '^(packages|apps|examples|bench)/.*(^|/)(utils?|helpers?|common|misc)(/|[.]ts$)' },
  },
]

const configuration: IConfiguration = {
  forbidden: [...goesDown, ...betweenPackages, ...everywhere].map((rule) => ({ ...rule, severity: 'error' })),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(packages|apps|examples)/[^/]+/dist/' },
    // Imports of types count: they couple as much as the others.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@scimkit/source', 'types', 'import', 'node', 'default'],
      extensions: ['.ts', '.d.ts', '.mjs', '.js'],
    },
  },
}

export default configuration
