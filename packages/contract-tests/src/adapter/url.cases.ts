import { expect } from 'vitest'
import type { Cases, Start } from './case.ts'
import { exchange, send } from './client.ts'
import { Recorder } from './recorder.ts'

/** Where a request went, and what the client calls that place. */
export const urlCases = {
  'path and query arrive below the mount, undecoded': async (start) => {
    const recorder = new Recorder()
    const host = await start(recorder.handler)
    await send(host, '/scim/v2/Users?filter=userName%20eq%20%22a%2Bb%22&count=1')
    expect(recorder.only.url).toBe('/Users?filter=userName%20eq%20%22a%2Bb%22&count=1')
  },

  'an encoded slash in an id stays encoded': async (start) => {
    const recorder = new Recorder()
    const host = await start(recorder.handler)
    await send(host, '/scim/v2/Users/a%2Fb')
    expect(recorder.only.url).toBe('/Users/a%2Fb')
  },

  'a malformed percent-encoding reaches the handler': async (start) => {
    const recorder = new Recorder()
    const host = await start(recorder.handler)
    await send(host, '/scim/v2/Users/%zz')
    expect(recorder.only.url).toBe('/Users/%zz')
  },

  'the mount itself is a slash': async (start) => {
    const recorder = new Recorder()
    const host = await start(recorder.handler)
    for (const path of ['/scim/v2', '/scim/v2/', '/scim/v2?count=1']) await send(host, path)
    expect(recorder.requests.map(({ url }) => url)).toEqual(['/', '/', '/?count=1'])
  },

  'a request target in absolute form arrives as a path': async (start) => {
    const recorder = new Recorder()
    const host = await start(recorder.handler)
    const target = 'http://app.example.com/scim/v2/Users?count=1'
    await exchange(host, `GET ${target} HTTP/1.1\r\nHost: app.example.com\r\nConnection: close\r\n\r\n`)
    expect(recorder.only).toMatchObject({ url: '/Users?count=1', baseUrl: 'http://app.example.com/scim/v2' })
  },

  'the base URL names scheme, host, port and mount': async (start) => {
    const recorder = new Recorder()
    const host = await start(recorder.handler)
    await send(host, '/scim/v2/Users')
    expect(recorder.only.baseUrl).toBe(`${host.origin}/scim/v2`)
  },

  'the base URL is the one this client used': async (start) => {
    const recorder = new Recorder()
    const host = await start(recorder.handler)
    const names = ['a.example.com', 'b.example.com:8443']
    for (const name of names) await send(host, '/scim/v2/Users', { headers: { host: name } })
    expect(recorder.requests.map(({ baseUrl }) => baseUrl)).toEqual(names.map((name) => `http://${name}/scim/v2`))
  },

  'the base URL names some host where the client has named none': async (start) => {
    const recorder = new Recorder()
    const host = await start(recorder.handler)
    for (const head of ['HTTP/1.0', 'HTTP/1.1\r\nHost:\r\nConnection: close'])
      await exchange(host, `GET /scim/v2/Users ${head}\r\n\r\n`)
    const named = expect.stringMatching(/^http:\/\/[^/]+\/scim\/v2$/)
    expect(recorder.requests.map(({ baseUrl }) => baseUrl)).toEqual([named, named])
  },

  'forwarded headers count when the proxy is trusted': async (start) => {
    const recorder = new Recorder()
    const host = await start(recorder.handler, { trustProxy: true })
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'public.example.com:8443' }
    await send(host, '/scim/v2/Users', { headers })
    expect(recorder.only.baseUrl).toBe('https://public.example.com:8443/scim/v2')
  },

  'forwarded headers without a value do not count': async (start) => {
    const recorder = new Recorder()
    const host = await start(recorder.handler, { trustProxy: true })
    await send(host, '/scim/v2/Users', { headers: { 'x-forwarded-proto': '', 'x-forwarded-host': '' } })
    expect(recorder.only.baseUrl).toBe(`${host.origin}/scim/v2`)
  },

  'forwarded headers do not count when no proxy is trusted': async (start) => {
    const recorder = new Recorder()
    const host = await start(recorder.handler)
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.example.com' }
    await send(host, '/scim/v2/Users', { headers })
    expect(recorder.only.baseUrl).toBe(`${host.origin}/scim/v2`)
  },

  'the mount may be anywhere': async (start) => {
    const recorder = new Recorder()
    const host = await start(recorder.handler, { prefix: '/api/tenants/acme/scim' })
    await send(host, '/api/tenants/acme/scim/Users/1')
    expect(recorder.only).toMatchObject({ url: '/Users/1', baseUrl: `${host.origin}/api/tenants/acme/scim` })
  },

  'a prefix without a slash before it is the same mount': (start) => servesAt(start, 'scim/v2'),

  'a prefix with a slash after it is the same mount': (start) => servesAt(start, '/scim/v2/'),

  'below a prefix with a slash after it, the mount itself needs none': async (start) => {
    const recorder = new Recorder()
    await send(await start(recorder.handler, { prefix: '/scim/v2/' }), '/scim/v2')
    expect(recorder.only.url).toBe('/')
  },
} satisfies Cases

async function servesAt(start: Start, prefix: string): Promise<void> {
  const recorder = new Recorder()
  const host = await start(recorder.handler, { prefix })
  for (const path of ['/scim/v2/Users?count=1', '/scim/v2/']) await send(host, path)
  expect(recorder.requests.map(({ url }) => url)).toEqual(['/Users?count=1', '/'])
  expect(new Set(recorder.requests.map(({ baseUrl }) => baseUrl))).toEqual(new Set([`${host.origin}/scim/v2`]))
}
