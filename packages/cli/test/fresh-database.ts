import pg from 'pg'
import { inject } from 'vitest'

/** Makes a database of the test's own, and gives where it is. It goes with the server of the run. */
export async function freshDatabase(): Promise<string> {
  const url = new URL(inject('postgres'))
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  const name = `scimkit_${crypto.randomUUID().replaceAll('-', '')}`
  try {
    await client.query(`CREATE DATABASE ${name}`)
  } finally {
    await client.end()
  }
  url.pathname = `/${name}`
  return url.href
}
