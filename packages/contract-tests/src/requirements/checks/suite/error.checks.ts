import { type Answer, at, lists } from '../answer.ts'
import type { Check } from '../check.ts'
import { bodyOf, demand } from '../expect.ts'
import { query } from '../probe/client.ts'
import type { Probe } from '../probe/probe.ts'

const errorUrn = 'urn:ietf:params:scim:api:messages:2.0:Error'

const keywords: Readonly<Record<number, readonly string[]>> = {
  400: [
    ...['invalidFilter', 'tooMany', 'uniqueness', 'mutability', 'invalidSyntax', 'invalidPath', 'noTarget'],
    ...['invalidValue', 'invalidVers', 'sensitive', 'invalidCursor', 'expiredCursor', 'invalidCount'],
  ],
  // Table 9 files both under 400; §3.3 and §7.5.2 answer with these.
  403: ['sensitive'],
  409: ['uniqueness'],
}

/** One error of each common kind. */
async function errors({ type, user, get, post, resource, unique, server }: Probe): Promise<readonly Answer[]> {
  const { endpoint } = type('User')
  const { body } = await user()
  const { userName = null } = body
  return [
    await get(`${endpoint}/${unique('nobody')}`),
    await post(endpoint, '{"schemas":'),
    await post(endpoint, resource(type('User'), { userName })),
    ...(server.features.filter ? [await get(`${endpoint}${query({ filter: 'userName eq' })}`)] : []),
  ].filter(({ status }) => status >= 400)
}

/** What errors look like (RFC 7644 §3.12). */
export const errorChecks: readonly Check[] = [
  {
    ids: ['S7644-3.12-01'],
    title: 'errors are JSON with the schema of errors',
    run: async (probe) => {
      for (const answer of await errors(probe)) {
        demand(answer, lists(bodyOf(answer).schemas, errorUrn), `schemas with ${errorUrn}`)
      }
    },
  },
  {
    ids: ['S7644-3.12-02'],
    title: 'the status of an error is repeated in its body, as a string',
    run: async (probe) => {
      for (const answer of await errors(probe)) {
        demand(answer, at(answer, 'status') === String(answer.status), `status "${answer.status}", a string`)
      }
    },
  },
  {
    ids: ['S7644-3.12-03'],
    title: 'scimType is one of the words there are',
    run: async (probe) => {
      for (const answer of await errors(probe)) {
        const scimType = at(answer, 'scimType')
        const known = keywords[answer.status] ?? []
        const fits = scimType === undefined || scimType === null || known.includes(String(scimType))
        demand(answer, fits, known.length === 0 ? 'no scimType' : `no scimType, or one of ${known.join(', ')}`)
      }
    },
  },
]
