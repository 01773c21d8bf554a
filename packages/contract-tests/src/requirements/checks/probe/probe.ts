import { isJsonObject, type JsonObject } from '@scimkit/core'
import { type Answer, at, isSuccess } from '../answer.ts'
import { Skip } from '../expect.ts'
import type { ServerProfile } from '../server/profile.ts'
import type { PublishedType } from '../server/published.ts'
import type { Client } from './client.ts'
import type { Created } from './created.ts'
import { pathBelow } from './path-below.ts'
import type { Names } from './random-name.ts'
import { buildFullResource, buildResource } from './resource.ts'

/** A resource that is there. */
export interface Made {
  readonly id: string
  /** Below the base URL. */
  readonly path: string
  /** As the server answered the creation. */
  readonly body: JsonObject
  readonly answer: Answer
}

/** What a check works with: requests, and resources the server should take. */
export interface Probe extends Client, Names {
  readonly server: ServerProfile
  readonly baseUrl: string
  /** A resource type by its name. @throws Skip when there is none */
  type(name: string): PublishedType
  /** A resource that should be taken, under a new name. A value of undefined leaves an attribute out. */
  resource(type: PublishedType, attributes?: JsonObject): JsonObject
  /** A resource with a value for everything that can be written and made up. */
  fullResource(type: PublishedType): JsonObject
  /** Creates one. @throws Skip when that does not work: the checks on creation say so, this one has not been tried */
  create(type: PublishedType, attributes?: JsonObject): Promise<Made>
  user(attributes?: JsonObject): Promise<Made>
  group(attributes?: JsonObject): Promise<Made>
  /** What several checks look at and none changes, made when the first one asks. */
  shared<Fixture>(key: string, make: () => Promise<Fixture>): Promise<Fixture>
}

/** What a probe is made of. */
export interface ProbeParts {
  readonly client: Client
  readonly names: Names
  readonly server: ServerProfile
  readonly baseUrl: string
  readonly created: Created
}

/** Opens a probe on a server. */
export function openProbe({ client, names, server, baseUrl, created }: ProbeParts): Probe {
  const fixtures = new Map<string, Promise<unknown>>()

  const type = (name: string): PublishedType => {
    const found = server.types.find((each) => each.name === name)
    if (found === undefined) throw new Skip(`There is no resource type ${name}.`)
    return found
  }

  const resource = (of: PublishedType, attributes: JsonObject = {}) =>
    buildResource(of, names.unique(of.name.toLowerCase()), attributes)

  const create = async (of: PublishedType, attributes: JsonObject = {}): Promise<Made> => {
    const answer = await client.post(of.endpoint, resource(of, attributes))
    const made = isSuccess(answer) ? await locateMade(answer) : undefined
    if (made !== undefined) return made
    throw new Skip(`Creating a ${of.name} for this was answered ${answer.status}: ${answer.text.slice(0, 200)}`)
  }

  /** A server may leave out the body, and say only where the resource is (RFC 7644 §3.3). */
  const locateMade = async (answer: Answer): Promise<Made | undefined> => {
    const [endpoint = ''] = answer.request.path.split('?')
    const id = at(answer, 'id')
    if (typeof id === 'string' && isJsonObject(answer.body)) {
      return { id, path: `${endpoint}/${encodeURIComponent(id)}`, body: answer.body, answer }
    }
    const path = pathBelow(baseUrl, answer.headers.location ?? '')
    if (path === undefined) return undefined
    const { body } = await client.get(path)
    return isJsonObject(body) ? { id: String(body.id), path, body, answer } : undefined
  }

  return {
    ...client,
    ...names,
    server,
    baseUrl,
    type,
    resource,
    fullResource: (of) => buildFullResource(of, names.unique('full')),
    create,
    user: async (attributes) => create(type('User'), attributes),
    group: async (attributes) => create(type('Group'), attributes),
    shared: <Fixture>(key: string, make: () => Promise<Fixture>) => {
      const fixture = fixtures.get(key) ?? make().finally(() => created.keep())
      fixtures.set(key, fixture)
      // Sound: a key belongs to the one function that names it.
      return fixture as Promise<Fixture>
    },
  }
}
