import assert from 'node:assert/strict'

/** What every story ends with: an identity provider creates a user, finds it, and switches it off. */
export async function provision(base: string, token: string, send: typeof fetch = fetch): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' }
  const call = async (method: string, path: string, body?: object) => {
    const response = await send(
      new Request(`${base}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) }),
    )
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
  }
  const created = await call('POST', '/Users', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: 'ada@example.com',
  })
  assert.equal(created.status, 201)
  assert.equal(created.body.meta.location, `${base}/Users/${created.body.id}`)
  const found = await call('GET', `/Users?filter=${encodeURIComponent('userName eq "ADA@example.com"')}`)
  assert.equal(found.body.totalResults, 1)
  const switchedOff = await call('PATCH', `/Users/${created.body.id}`, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'Replace', path: 'active', value: 'False' }],
  })
  assert.equal(switchedOff.body.active, false)
}
