import { at } from '../answer.ts'
import type { Check } from '../check.ts'
import { demand, expectStatus, Skip } from '../expect.ts'

/** The authenticated subject (RFC 7644 §3.11). */
export const meChecks: readonly Check[] = [
  {
    ids: ['S7644-3.11-01'],
    title: '/Me answers 501 when there is no such thing',
    run: async ({ get }) => {
      const answer = await get('/Me')
      if ([200, 308].includes(answer.status)) throw new Skip('The server has /Me.')
      // 404: it has /Me, but this client is nobody; 403: it may not know who it is.
      expectStatus(answer, 501, 404, 403)
    },
  },
  {
    ids: ['S7644-3.11-03'],
    title: '/Me says where the resource really is',
    run: async ({ get }) => {
      const answer = await get('/Me')
      if (answer.status !== 200) throw new Skip('The server shows nothing at /Me.')
      const location = answer.headers.location ?? at(answer, 'meta.location')
      const isPermanent = typeof location === 'string' && !/\/Me\/?$/.test(location)
      demand(answer, isPermanent, 'a Location that is not /Me')
    },
  },
]
