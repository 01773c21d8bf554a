import { catalogue, describeError, type ErrorCode, type ErrorEntry } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { type ExampleRun, runExample, situations } from './error-examples.ts'

// Object.keys forgets the type of the keys of a constant table.
const rows = (Object.keys(catalogue) as ErrorCode[]).map((code) => ({ code, ...describeError(code) }))
const wireErrors = rows.filter(({ id }) => !id.startsWith('SCIM9'))

/** The example, which the first test below finds on every wire error. */
function exampleOf({ id, example }: ErrorEntry) {
  if (example === undefined) throw new Error(`${id} has no example`)
  return example
}

/**
 * What the example came to: for an error of one operation of a bulk request, what the result of that operation says.
 */
function verdictOf({ response, event }: ExampleRun) {
  const body = JSON.parse(response.body ?? '')
  if (!Array.isArray(body.Operations)) return { status: response.status, body, code: event.errorCode }
  const [failed] = body.Operations.filter(({ status }: { status: string }) => status >= '300')
  return { status: Number(failed?.status), body: failed?.response, code: undefined }
}

describe('the examples of the error catalogue', () => {
  it('exist for every error that goes over the wire', () => {
    expect(wireErrors.filter(({ example }) => example === undefined).map(({ code }) => code)).toEqual([])
  })

  it('exist for no error that does not', () => {
    expect(rows.filter((row) => row.example !== undefined && !wireErrors.includes(row))).toEqual([])
  })

  it('use every situation there is', () => {
    const used = new Set(wireErrors.map(({ example }) => example?.given))
    expect(Object.keys(situations).filter((given) => !used.has(given))).toEqual([])
  })

  describe.each(wireErrors)('$id $code', (row) => {
    it('is what its example answers with', async () => {
      const run = await runExample(exampleOf(row))
      const { status, body, code } = verdictOf(run)
      expect(status).toBe(row.status)
      if (run.event.outcome === 'failure') {
        expect(code).toBe(row.code)
        expect(run.response.headers).toMatchObject({
          'content-type': 'application/scim+json',
          link: `<https://scimkit.dev/errors/${row.id}>; rel="help"`,
        })
      }
      expect(body).toStrictEqual({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
        status: String(row.status),
        ...(row.scimType !== undefined && { scimType: row.scimType }),
        detail: expect.stringMatching(new RegExp(`^.+\\. \\[${row.id}\\]$`)),
      })
    })
  })
})
