import { describe, expect, it } from 'vitest'
import type { ScimRequest } from '../../src/contract.ts'
import { rememberBody } from '../../src/explain/remember-body.ts'

const members = Array.from({ length: 10_000 }, (_, number) => ({ value: String(number) }))

async function bodyOf(sent: unknown) {
  const request: ScimRequest = {
    ...{ method: 'POST', url: '/Groups', baseUrl: 'https://localhost', headers: {} },
    readBody: async () => sent,
  }
  const remembered = rememberBody(request)
  expect(remembered.body()).toBeUndefined()
  expect(await remembered.request.readBody()).toBe(sent)
  return remembered.body
}

describe('a body that is looked at once more', () => {
  it('is parsed once, however many look', async () => {
    const body = await bodyOf('{"displayName":"Crew"}')
    expect(body()).toEqual({ displayName: 'Crew' })
    expect(body()).toBe(body())
  })

  it.each([
    ['a long text', JSON.stringify({ displayName: 'Crew', members })],
    ['no JSON', '{'],
    ['no object', '[]'],
  ])('is not there when it is %s', async (_, sent) => {
    expect((await bodyOf(sent))()).toBeUndefined()
  })

  it('is there when the adapter has parsed it, however long it is', async () => {
    const sent = { displayName: 'Crew', members }
    expect((await bodyOf(sent))()).toBe(sent)
  })
})
