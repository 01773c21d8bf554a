import { answer, bytes, type Probe } from './hostile-filters.ts'
import type { Tenant } from './tenant.ts'
import { userBody } from './users.ts'

const megabytes = 1024 * 1024
const room = 10 * megabytes - 1_000

/** Bodies of 10 MB, just below the limit of what is read, and one above it. */
export function largeBodies(tenant: Tenant, id: string): readonly Probe[] {
  const put = (input: string, body: Uint8Array): Probe => ({
    input,
    body,
    run: answer(() => tenant.ask('PUT', `/Users/${id}`, body)),
  })
  const operations = manyOperations()
  const user = userBody(0)
  const padded = (...unknown: readonly string[]) => {
    const text = JSON.stringify({ ...user, unknown: 0 })
    return new TextEncoder().encode(text.replace('"unknown":0', `"unknown":${unknown.join('')}`))
  }
  const list = (element: string) => `[${Array(Math.floor(room / (element.length + 1))).fill(element)}]`
  return [
    put('10 MB: one string', bytes({ ...user, displayName: 'a'.repeat(room) })),
    put('10 MB: an unknown list of numbers', padded(list('1'))),
    put('10 MB: an unknown list of objects', padded(list('{"a":1}'))),
    put('10 MB: brackets', padded('['.repeat(Math.floor(room / 2)), ']'.repeat(Math.floor(room / 2)))),
    put('10 MB: one name again and again', padded(`{${Array(Math.floor(room / 7)).fill('"a":12')}}`)),
    put('10 MB: blanks', padded(' '.repeat(room), '1')),
    put('10 MB: emails', bytes({ ...user, emails: emails() })),
    {
      input: '10 MB: operations',
      body: operations,
      run: answer(() => tenant.ask('PATCH', `/Users/${id}`, operations)),
    },
    longValues(tenant, id),
    put('11 MB', bytes({ ...user, displayName: 'a'.repeat(11 * megabytes) })),
  ]
}

/** As much text as a resource can hold, and as many conditions on it as a filter can have. */
function longValues(tenant: Tenant, id: string): Probe {
  const value = 'é'.repeat(65_000)
  const values = Array.from({ length: 75 }, (_, index) => ({ type: 'work', value: `${index}${value}` }))
  const body = bytes({ ...userBody(0), emails: values })
  const filter = Array.from({ length: 200 }, (_, index) => `emails.value co "x${index}"`).join(' or ')
  const search = bytes({ schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], filter })
  return {
    input: '10 MB: long values, and a search for them by 200 conditions',
    body,
    async run() {
      await tenant.ask('PUT', `/Users/${id}`, body)
      return answer(() => tenant.ask('POST', '/Users/.search', search))()
    },
  }
}

function emails(): readonly object[] {
  const count = Math.floor(room / JSON.stringify({ type: 'work', value: 'u100000@example.com' }).length) - 10_000
  return Array.from({ length: count }, (_, index) => ({ type: 'work', value: `u${index}@example.com` }))
}

function manyOperations(): Uint8Array {
  const operation = { op: 'replace', path: 'title', value: 'Engineer' }
  const count = Math.floor(room / (JSON.stringify(operation).length + 1)) - 10
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp']
  return bytes({ schemas, Operations: Array(count).fill(operation) })
}
