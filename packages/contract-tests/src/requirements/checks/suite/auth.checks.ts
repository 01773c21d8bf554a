import type { Check } from '../check.ts'
import { demand, expectStatus, Skip } from '../expect.ts'
import type { Probe } from '../probe/probe.ts'

/** Asks without credentials. A server that answers nevertheless has nothing to announce. */
async function uninvited({ get, type }: Probe) {
  const answer = await get(`${type('User').endpoint}?count=1`, { authorization: null })
  if (answer.status === 200) throw new Skip('The server answers without credentials.')
  return answer
}

/** Authentication (RFC 7644 §2). */
export const authChecks: readonly Check[] = [
  {
    ids: ['S7644-2-04'],
    title: 'a request without credentials, or with wrong ones, answers 401',
    run: async (probe) => {
      expectStatus(await uninvited(probe), 401)
      const { get, type, unique } = probe
      expectStatus(await get(type('User').endpoint, { authorization: `Bearer ${unique('wrong')}` }), 401)
    },
  },
  {
    ids: ['S7644-2-01'],
    title: 'a 401 says in WWW-Authenticate how to authenticate',
    run: async (probe) => {
      const answer = await uninvited(probe)
      demand(answer, answer.headers['www-authenticate'] !== undefined, 'a WWW-Authenticate header')
    },
  },
]
