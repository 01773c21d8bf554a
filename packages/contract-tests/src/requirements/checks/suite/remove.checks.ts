import { at, resourcesOf } from '../answer.ts'
import type { Check } from '../check.ts'
import { demand, expectStatus } from '../expect.ts'
import { supports } from '../needs.ts'
import { query } from '../probe/client.ts'

/** DELETE (RFC 7644 §3.6). */
export const removeChecks: readonly Check[] = [
  {
    ids: ['S7644-3.6-01'],
    title: 'DELETE answers 204 without a body, for every resource type',
    run: async (probe) => {
      for (const type of probe.server.types) {
        const answer = await probe.delete((await probe.create(type)).path)
        expectStatus(answer, 204)
        demand(answer, answer.text === '', 'no body')
      }
    },
  },
  {
    ids: ['S7644-3.6-02'],
    title: 'what was deleted is unknown to every operation',
    run: async ({ user, delete: remove, get, put, patch, server, type, resource }) => {
      const { path } = await user()
      await remove(path)
      expectStatus(await get(path), 404)
      expectStatus(await put(path, resource(type('User'))), 404)
      expectStatus(await remove(path), 404)
      if (server.features.patch) expectStatus(await patch(path, [{ op: 'replace', path: 'active', value: false }]), 404)
    },
  },
  {
    ids: ['S7644-3.6-03'],
    title: 'what was deleted is in no query',
    needs: supports('filter'),
    run: async ({ user, type, delete: remove, get }) => {
      const { path, body } = await user()
      await remove(path)
      const filter = `userName eq ${JSON.stringify(body.userName)}`
      const answer = await get(`${type('User').endpoint}${query({ filter })}`)
      expectStatus(answer, 200)
      demand(answer, resourcesOf(answer).length === 0 && at(answer, 'totalResults') === 0, 'no result')
    },
  },
  {
    ids: ['S7644-3.6-04'],
    title: 'the userName of a deleted user is free again',
    run: async ({ user, type, delete: remove, post, resource }) => {
      const { path, body } = await user()
      await remove(path)
      const { userName = null } = body
      expectStatus(await post(type('User').endpoint, resource(type('User'), { userName })), 201)
    },
  },
  {
    ids: ['S7643-3.1-06'],
    title: 'an id is not given a second time',
    run: async ({ user, delete: remove }) => {
      const { path, body, id } = await user()
      await remove(path)
      const again = await user({ userName: body.userName })
      demand(again.answer, again.id !== id, 'another id than the user had that was deleted')
    },
  },
  {
    ids: ['S7644-3.6-05'],
    title: 'DELETE of an unknown id answers 404',
    run: async (probe) => {
      for (const { endpoint } of probe.server.types) {
        expectStatus(await probe.delete(`${endpoint}/${probe.unique('nobody')}`), 404)
      }
    },
  },
]
