import { at } from '../answer.ts'
import type { Check } from '../check.ts'
import { demand, expectStatus } from '../expect.ts'
import { textAttributeOf } from './text-attribute.ts'

const scim = /^application\/scim\+json\b/

/** Media types and encoding (RFC 7644 §3.8). */
export const mediaTypeChecks: readonly Check[] = [
  {
    ids: ['S7644-3.8-02'],
    title: 'application/scim+json is accepted, and is what comes back',
    run: async ({ user, get }) => {
      const answer = await get((await user()).path, { accept: 'application/scim+json' })
      expectStatus(answer, 200)
      demand(answer, scim.test(answer.headers['content-type'] ?? ''), 'the Content-Type application/scim+json')
    },
  },
  {
    ids: ['S7644-3.8-03'],
    title: 'application/json is accepted',
    run: async ({ user, get }) => {
      const answer = await get((await user()).path, { accept: 'application/json' })
      expectStatus(answer, 200)
      const type = answer.headers['content-type'] ?? ''
      demand(answer, /^application\/(scim\+)?json\b/.test(type), 'a Content-Type that is JSON')
    },
  },
  {
    ids: ['S7644-3.8-04'],
    title: 'application/scim+json is what comes when nothing is asked for',
    run: async ({ user, get }) => {
      const { path } = await user()
      for (const accept of [null, '*/*']) {
        const answer = await get(path, { accept })
        expectStatus(answer, 200)
        demand(answer, scim.test(answer.headers['content-type'] ?? ''), 'the Content-Type application/scim+json')
      }
    },
  },
  {
    ids: ['S7644-3.8-01', 'S7643-2.3.1-01'],
    title: 'text is UTF-8, in both directions',
    run: async ({ type, user, get }) => {
      const text = textAttributeOf(type('User'))
      const value = 'Žluťoučký kůň 漢字 עברית \u{1F600}'
      const answer = await get((await user({ [text]: value })).path)
      demand(answer, at(answer, text) === value, `${text} "${value}", as it was sent`)
    },
  },
  {
    ids: ['S7644-3.8-05'],
    title: 'a body in application/json is taken, one in text/plain is not',
    run: async ({ type, post, resource }) => {
      const user = type('User')
      expectStatus(await post(user.endpoint, resource(user), { 'content-type': 'application/json' }), 201)
      expectStatus(await post(user.endpoint, resource(user), { 'content-type': 'text/plain' }), 415)
    },
  },
]
