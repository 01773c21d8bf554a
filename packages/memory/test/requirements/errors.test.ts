import { verifies } from '@scimkit/contract-tests/verifies'
import { catalogue, describeError, type ErrorCode } from '@scimkit/core'
import { describe, expect } from 'vitest'
import { runExample } from '../error-examples.ts'
import { openClient, query, userUrn } from '../protocol/client.ts'

/** RFC 7644 Tables 8 and 9 with RFC 9865 §2.1, `sensitive` as erratum 6893 has it, and the plain statuses of HTTP. */
const scimTypes: Readonly<Record<string, readonly (string | undefined)[]>> = {
  400: [
    ...[undefined, 'invalidFilter', 'tooMany', 'mutability', 'invalidSyntax', 'invalidPath', 'noTarget'],
    ...['invalidValue', 'invalidVers', 'invalidCursor', 'expiredCursor', 'invalidCount'],
  ],
  403: [undefined, 'sensitive'],
  409: [undefined, 'uniqueness'],
}

/** Every `scimType` there is, and every status that comes without one: a 400 always has one. */
const answered = [
  ...[
    'invalidFilter',
    'tooMany',
    'uniqueness',
    'mutability',
    'invalidSyntax',
    'invalidPath',
    'noTarget',
    'invalidValue',
  ],
  ...['invalidVers', 'sensitive', 'invalidCursor', 'expiredCursor', 'invalidCount'],
  ...['401', '403', '404', '405', '406', '409', '412', '413', '415', '428', '429', '500', '501', '503', '504'],
]

// Object.keys forgets the type of the keys of a constant table. What has no example is told at the start of a program,
// or to the application alone; catalogue-examples.test.ts holds that all others have one.
const entries = (Object.keys(catalogue) as ErrorCode[])
  .map((code) => describeError(code))
  .filter(({ example }) => example !== undefined)

/** The error of an answer; one of a bulk request answers for an operation (RFC 7644 §3.7.3). */
function errorIn(body: { readonly Operations?: readonly { readonly response?: object }[] }) {
  const failed = body.Operations?.find(({ response }) => response !== undefined)
  const error: { readonly status?: string; readonly scimType?: string; readonly schemas?: readonly string[] } =
    failed?.response ?? body
  return error
}

describe('Errors', () => {
  verifies(
    ['S7644-3.12-03', 'S7644-3.12-04', 'S7644-3.12-01', 'S7644-3.12-02'],
    'each has a status and a scimType that go together',
    async () => {
      const seen = new Set<string>()
      for (const entry of entries) {
        const { example, title } = entry
        if (example === undefined) throw new Error(title)
        const { response } = await runExample(example)
        expect(response.headers['content-type'], title).toBe('application/scim+json')
        const { status, scimType, schemas } = errorIn(JSON.parse(response.body ?? ''))
        expect(schemas, title).toEqual(['urn:ietf:params:scim:api:messages:2.0:Error'])
        expect(status, title).toBe(String(entry.status))
        expect(scimTypes[`${status}`] ?? [undefined], title).toContain(scimType)
        seen.add(scimType ?? `${status}`)
      }
      expect([...seen].sort()).toEqual([...answered].sort())
    },
  )

  verifies('S7644-3.12-04', 'what has not changed is 304, which is no error', async () => {
    const client = openClient()
    const { path, etag } = await client.user()
    const { status, text, headers } = await client.get(path, { 'if-none-match': etag })
    expect([status, text, headers.etag]).toEqual([304, undefined, etag])
  })

  verifies('S7644-3.12-06', 'a detail repeats no more than a little of what was sent, and stays JSON', async () => {
    const client = openClient()
    const long = 'x'.repeat(4000)
    for (const filter of [`${long} eq "a"`, `userName ${long} "a"`, `active eq "${long}"`]) {
      const { body } = await client.get(`/Users${query({ filter })}`)
      expect(String(body.detail).length, filter.slice(0, 20)).toBeLessThan(1000)
    }
    const { text } = await client.post('/Users', {
      schemas: [userUrn],
      userName: 'a',
      '"</script>\u0000': 1,
      emails: '"',
    })
    expect(() => JSON.parse(text ?? '')).not.toThrow()
    await client.user({ userName: 'taken', title: 'hidden' })
    const conflict = await client.post('/Users', { schemas: [userUrn], userName: 'TAKEN' })
    expect(conflict.status).toBe(409)
    expect(conflict.text).not.toContain('hidden')
  })

  verifies('S7644-7.5.1-01', 'what is told of a request holds no values of people', async () => {
    const client = openClient()
    const { path } = await client.user({
      userName: 'ada@example.com',
      name: { familyName: 'Lovelace' },
      password: 'pa55',
    })
    await client.patch(path, [{ op: 'replace', path: 'emails', value: [{ value: 'private@example.com' }] }])
    await client.get(`/Users${query({ filter: 'name.familyName eq "Lovelace"' })}`)
    await client.post('/Users', { schemas: [userUrn], userName: 'ada@example.com' })
    expect(client.events.length).toBe(4)
    expect(JSON.stringify(client.events)).not.toMatch(/ada@|Lovelace|private@|pa55/)
  })

  verifies(['S7644-3.7.3-03', 'S7644-3.7-08'], 'what fails in a bulk request is told in words', async () => {
    const data = { schemas: [userUrn] }
    const { status, body } = await openClient().post('/Bulk', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: [
        { method: 'POST', path: '/Users', bulkId: 'a', data },
        { method: 'DELETE', path: '/Users/nope' },
      ],
    })
    expect([status, body.Operations]).toEqual([
      200,
      ['400', '404'].map((each) =>
        expect.objectContaining({
          status: each,
          response: expect.objectContaining({ status: each, detail: expect.stringMatching(/\w+ \w+/) }),
        }),
      ),
    ])
  })
})
