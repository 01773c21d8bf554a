import { mkdir, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { benchFilters } from './filters.ts'
import { benchGrowth } from './growth.ts'
import { benchHostile } from './hostile.ts'
import { benchHttp, benchPeers } from './http.ts'
import { benchLargeGroup } from './large-group.ts'
import { benchPostgres } from './postgres.ts'

const { values } = parseArgs({
  // pnpm hands on the `--` of `pnpm bench -- --only http`.
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  options: {
    only: {
      type: 'string',
      multiple: true,
      default: ['http', 'peers', 'growth', 'filters', 'hostile', 'postgres', 'large-group'],
    },
    adapter: { type: 'string', multiple: true, default: ['fastify', 'express', 'koa'] },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    users: { type: 'string', default: '1000000' },
    output: { type: 'string', default: 'reports/bench.json' },
  },
})

const effort = { rounds: Number(values.rounds), seconds: Number(values.seconds) }
const benches = {
  http: () => benchHttp(values.adapter, effort),
  peers: () => benchPeers(effort),
  growth: benchGrowth,
  filters: benchFilters,
  'large-group': benchLargeGroup,
  postgres: () => benchPostgres({ users: Number(values.users) }),
  hostile: benchHostile,
} as const

const unknown = values.only.find((name) => !Object.hasOwn(benches, name))
if (unknown !== undefined) {
  process.stderr.write(`--only ${unknown}: there is no such bench; there are ${Object.keys(benches).join(', ')}\n`)
  process.exit(2)
}
const results: Record<string, readonly object[]> = {}
for (const [name, run] of Object.entries(benches)) {
  if (!values.only.includes(name)) continue
  const rows = await run()
  results[name] = rows
  process.stdout.write(`\n${name}\n`)
  console.table(rows)
}
const file = new URL(`../${values.output}`, import.meta.url)
await mkdir(new URL('.', file), { recursive: true })
await writeFile(
  file,
  `${JSON.stringify({ node: process.version, date: new Date().toISOString(), results }, null, 2)}\n`,
)
process.exit(0)
