import type { JsonObject } from '@scimkit/core'
import { expect } from 'vitest'
import { type Client, error, openClient, query } from '../protocol/client.ts'

/** Resources to be filtered, and who of them matches. */
export interface Corpus {
  readonly client: Client
  /** The names of those a filter finds, in alphabetical order. */
  find(filter: string): Promise<readonly string[]>
  /** Expects the filter to be refused, whatever resources there are. */
  refuse(filter: string): Promise<void>
}

/** Users, found by their userName. */
export function users(...all: readonly JsonObject[]): Promise<Corpus> {
  return open({ endpoint: '/Users', nameOf: 'userName', make: (client, each) => client.user(each) }, all)
}

/** Widgets, found by their name. */
export function widgets(...all: readonly JsonObject[]): Promise<Corpus> {
  return open({ endpoint: '/Widgets', nameOf: 'name', make: (client, each) => client.widget(each) }, all)
}

interface Kind {
  readonly endpoint: string
  readonly nameOf: string
  readonly make: (client: Client, attributes: JsonObject) => Promise<unknown>
}

async function open({ endpoint, nameOf, make }: Kind, all: readonly JsonObject[]): Promise<Corpus> {
  const client = openClient({ dialect: 'strict' })
  for (const attributes of all) await make(client, attributes)
  const ask = (filter: string) => client.get(`${endpoint}${query({ filter })}`)
  return {
    client,
    async find(filter) {
      const { status, body, text } = await ask(filter)
      expect(status, text).toBe(200)
      const resources = Array.isArray(body.Resources) ? body.Resources : []
      expect(body.totalResults).toBe(resources.length)
      return resources.map((resource) => String(resource[nameOf])).sort()
    },
    async refuse(filter) {
      expect(await ask(filter), filter).toMatchObject(error(400, 'invalidFilter'))
    },
  }
}
