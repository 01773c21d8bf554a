// A process that opens a directory, writes into it and keeps it until it is killed: node holder.ts <directory>
import { openPglite } from '@scimkit/postgres'

const [directory = ''] = process.argv.slice(2)
try {
  const database = await openPglite(directory)
  await database.script('CREATE TABLE IF NOT EXISTS kept (by integer); INSERT INTO kept VALUES (1)')
  process.stdout.write('open\n')
  setInterval(() => database, 60_000)
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : error}\n`)
}
