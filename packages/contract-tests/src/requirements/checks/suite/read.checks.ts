import { at } from '../answer.ts'
import type { Check } from '../check.ts'
import { demand, expectRefused, expectStatus, Skip } from '../expect.ts'

/** Reading one resource, and paths that lead nowhere (RFC 7644 §3.2, §3.4.1). */
export const readChecks: readonly Check[] = [
  {
    ids: ['S7644-3.4.1-01'],
    title: 'GET shows the resource, of every type',
    run: async ({ server, create, get }) => {
      for (const type of server.types) {
        const { id, path } = await create(type)
        const answer = await get(path)
        expectStatus(answer, 200)
        demand(answer, at(answer, 'id') === id, `the resource with the id ${id}`)
      }
    },
  },
  {
    ids: ['S7644-3.4.1-02'],
    title: 'GET of an unknown id answers 404',
    run: async ({ server, get, unique }) => {
      for (const { endpoint } of server.types) expectStatus(await get(`${endpoint}/${unique('nobody')}`), 404)
    },
  },
  {
    ids: ['S7643-3.1-09'],
    title: 'an id counts with its case',
    run: async ({ user, get }) => {
      const { id, path } = await user()
      const flipped = id === id.toUpperCase() ? id.toLowerCase() : id.toUpperCase()
      if (flipped === id) throw new Skip('The ids of this server have no letters.')
      expectStatus(await get(path.replace(encodeURIComponent(id), encodeURIComponent(flipped))), 404)
    },
  },
  {
    ids: ['S7643-3.1-17'],
    title: 'Content-Location, when sent, is meta.location',
    run: async ({ user, get }) => {
      const answer = await get((await user()).path)
      const header = answer.headers['content-location']
      if (header === undefined) throw new Skip('The server sends no Content-Location.')
      demand(answer, header === at(answer, 'meta.location'), 'a Content-Location that is meta.location')
    },
  },
  {
    ids: ['S7644-3.2-04'],
    title: 'an endpoint that does not exist answers 404, and a method it does not have is refused',
    run: async ({ type, get, send }) => {
      const { endpoint } = type('User')
      expectStatus(await get('/ScimkitNoSuchEndpoint'), 404)
      for (const method of ['PUT', 'PATCH']) expectRefused(await send(method, endpoint, { body: {} }))
      // Never on a collection somebody else keeps resources in: a server that takes it might delete them all.
    },
  },
]
