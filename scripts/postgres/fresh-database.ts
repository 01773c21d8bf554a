import pg from 'pg'
import { inject } from 'vitest'

/** A database that nobody else uses, on the server of the tests. */
export interface FreshDatabase {
  readonly url: string
  drop(): Promise<void>
}

/** Makes a database for somebody who drops it. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `scimkit_${crypto.randomUUID().replaceAll('-', '')}`
  await administer(`CREATE DATABASE ${name}`)
  const url = new URL(inject('postgres'))
  url.pathname = `/${name}`
  return { url: url.href, drop: () => administer(`DROP DATABASE ${name} WITH (FORCE)`) }
}

/** Makes a database that goes with the server, and gives where it is. */
export async function freshUrl(): Promise<string> {
  return (await freshDatabase()).url
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgres') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
