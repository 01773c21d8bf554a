import { at } from '../answer.ts'
import { type Check, withNeed } from '../check.ts'
import { bodyOf, demand, expectStatus, Skip } from '../expect.ts'
import { supports } from '../needs.ts'
import type { Made, Probe } from '../probe/probe.ts'
import { textAttributeOf } from './text-attribute.ts'

/** The ETag of a resource. @throws Skip when there is none: the first check says so */
async function etagOf({ get }: Probe, { path }: Made): Promise<string> {
  const { etag } = (await get(path)).headers
  if (etag === undefined) throw new Skip('The server sends no ETag.')
  return etag
}

/** Versions (RFC 7644 §3.14). */
export const etagChecks: readonly Check[] = withNeed(supports('etag'), [
  {
    ids: ['S7644-3.14-01'],
    title: 'ETags are sent as a header',
    run: async ({ user, get }) => {
      const answer = await get((await user()).path)
      demand(answer, answer.headers.etag !== undefined, 'an ETag header')
    },
  },
  {
    ids: ['S7643-3.1-18'],
    title: 'meta.version is the ETag',
    run: async (probe) => {
      const made = await probe.user()
      const etag = await etagOf(probe, made)
      const answer = await probe.get(made.path)
      const version = at(answer, 'meta.version')
      if (version === undefined) throw new Skip('The server shows no meta.version.')
      demand(answer, version === etag, `meta.version ${etag}, as in the header`)
    },
  },
  {
    ids: ['S7643-3.1-19'],
    title: 'an ETag is written as one',
    run: async (probe) => {
      const made = await probe.user()
      const etag = await etagOf(probe, made)
      demand(made.answer, /^(W\/)?"[^"]*"$/.test(etag), 'an ETag such as "1" or W/"1"')
    },
  },
  {
    ids: ['S7644-3.14-02'],
    title: 'GET of the version the client has answers 304',
    run: async (probe) => {
      const made = await probe.user()
      const etag = await etagOf(probe, made)
      const answer = await probe.get(made.path, { 'if-none-match': etag })
      expectStatus(answer, 304)
      demand(answer, answer.text === '', 'no body')
      expectStatus(await probe.get(made.path, { 'if-none-match': 'W/"scimkit-other"' }), 200)
    },
  },
  {
    ids: ['S7644-3.14-03'],
    title: 'a write on another version is refused with 412 and changes nothing',
    run: async (probe) => {
      const text = textAttributeOf(probe.type('User'))
      const made = await probe.user({ [text]: 'before' })
      const etag = await etagOf(probe, made)
      const body = { ...bodyOf(await probe.get(made.path)), [text]: 'after' }
      expectStatus(await probe.put(made.path, body, { 'if-match': 'W/"scimkit-other"' }), 412)
      const read = await probe.get(made.path)
      demand(read, at(read, text) === 'before', `${text} "before"`)
      expectStatus(await probe.put(made.path, body, { 'if-match': etag }), 200)
    },
  },
  {
    ids: ['S7644-3.14-04'],
    title: 'the ETag changes with the resource, and only with it',
    run: async (probe) => {
      const text = textAttributeOf(probe.type('User'))
      const made = await probe.user({ [text]: 'before' })
      const etag = await etagOf(probe, made)
      const again = await probe.get(made.path)
      demand(again, again.headers.etag === etag, `the ETag ${etag}, as before`)
      await probe.put(made.path, { ...bodyOf(again), [text]: 'after' })
      const changed = await probe.get(made.path)
      demand(changed, changed.headers.etag !== etag, `another ETag than ${etag}`)
    },
  },
  {
    ids: ['S7644-3.14-05'],
    title: 'of two writes on the same version at the same time one is refused',
    needs: supports('patch'),
    run: async (probe) => {
      const path = textAttributeOf(probe.type('User'))
      const made = await probe.user({ [path]: 'before' })
      const etag = await etagOf(probe, made)
      const write = (value: string) => probe.patch(made.path, [{ op: 'replace', path, value }], { 'if-match': etag })
      const [first, second] = await Promise.all([write('one'), write('two')])
      const refused = [first, second].filter(({ status }) => status === 412).length
      demand(second, refused === 1, `412 for one of the two; they were answered ${first.status} and ${second.status}`)
    },
  },
])
