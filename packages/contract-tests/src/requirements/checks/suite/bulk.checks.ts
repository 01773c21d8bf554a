import { at, lists } from '../answer.ts'
import { type Check, withNeed } from '../check.ts'
import { demand, expectRefused, expectStatus, Skip } from '../expect.ts'
import { supports } from '../needs.ts'
import { patchOp } from '../probe/client.ts'
import { pathBelow } from '../probe/path-below.ts'
import { bulkJob, postBulk, resultOf, resultsOf, statusOf, succeeded } from './bulk-job.ts'
import { textAttributeOf } from './text-attribute.ts'

const most = 2000
const largest = 16_000_000

/** Bulk requests (RFC 7644 §3.7). */
export const bulkChecks: readonly Check[] = withNeed(supports('bulk'), [
  {
    ids: ['S7644-3.7-01', 'S7644-3.7-13', 'S7644-3.7.3-01', 'S7644-3.7.3-02'],
    title: 'every operation has a result, with the bulkId and the status it would have had alone',
    run: async (probe) => {
      const user = probe.type('User')
      const [first, second] = [probe.resource(user), probe.resource(user)]
      const answer = await bulkJob(probe, [
        { method: 'POST', path: user.endpoint, bulkId: 'one', data: first },
        { method: 'POST', path: user.endpoint, bulkId: 'two', data: second },
      ])
      const urn = 'urn:ietf:params:scim:api:messages:2.0:BulkResponse'
      demand(answer, lists(at(answer, 'schemas'), urn), `schemas with ${urn}`)
      demand(answer, resultsOf(answer).length === 2, '2 results')
      for (const bulkId of ['one', 'two']) {
        demand(answer, statusOf(resultOf(answer, bulkId)) === 201, `the status "201" of ${bulkId}`)
      }
    },
  },
  {
    ids: ['S7644-3.7-07'],
    title: 'results say where the resource is',
    run: async (probe) => {
      const user = probe.type('User')
      const data = probe.resource(user)
      const answer = await bulkJob(probe, [{ method: 'POST', path: user.endpoint, bulkId: 'one', data }])
      const { location } = resultOf(answer, 'one')
      const path = pathBelow(probe.baseUrl, String(location))
      demand(answer, typeof location === 'string' && path !== undefined, `a location below ${probe.baseUrl}`)
      expectStatus(await probe.get(path), 200)
    },
  },
  {
    ids: ['S7644-3.7-05', 'S7644-3.7-06'],
    title: 'PUT, PATCH and DELETE work in bulk',
    needs: supports('patch'),
    run: async (probe) => {
      const text = textAttributeOf(probe.type('User'))
      const made = [await probe.user(), await probe.user(), await probe.user()] as const
      const [replaced, changed, removed] = made
      const { schemas, userName, name, emails } = replaced.body
      const operations = [{ op: 'replace', path: text, value: 'patched' }]
      const answer = await bulkJob(probe, [
        { method: 'PUT', path: replaced.path, data: { schemas, userName, name, emails, [text]: 'put' } },
        { method: 'PATCH', path: changed.path, data: { schemas: [patchOp], Operations: operations } },
        { method: 'DELETE', path: removed.path },
      ])
      demand(answer, resultsOf(answer).length === 3 && resultsOf(answer).every(succeeded), '3 successes')
      const [put, patch] = [await probe.get(replaced.path), await probe.get(changed.path)]
      demand({ ...put, request: answer.request }, at(put, text) === 'put', `${text} "put"`)
      demand({ ...patch, request: answer.request }, at(patch, text) === 'patched', `${text} "patched"`)
      expectStatus(await probe.delete(removed.path), 404)
    },
  },
  {
    ids: ['S7644-3.7-09', 'S7644-3.7-11', 'S7644-3.7-08'],
    title: 'a job goes on after a failure, and says what went wrong',
    run: async (probe) => {
      const user = probe.type('User')
      const post = (bulkId: string, data: object) => ({ method: 'POST', path: user.endpoint, bulkId, data })
      const [first, third] = [probe.resource(user), probe.resource(user)]
      const answer = await bulkJob(probe, [
        post('one', first),
        post('two', { ...third, userName: null }),
        post('three', third),
      ])
      demand(
        answer,
        succeeded(resultOf(answer, 'one')) && succeeded(resultOf(answer, 'three')),
        'the first and the third created',
      )
      const failed = resultOf(answer, 'two')
      demand(answer, statusOf(failed) === 400, 'the status "400" of the second')
      const response = failed.response
      const isError = typeof response === 'object' && response !== null && 'status' in response
      demand(answer, isError, 'an error in the response of the second')
    },
  },
  {
    ids: ['S7644-3.7-12'],
    title: 'failOnErrors stops the job',
    run: async (probe) => {
      const user = probe.type('User')
      const bad = { ...probe.resource(user), userName: null }
      const post = (bulkId: string, data: object) => ({ method: 'POST', path: user.endpoint, bulkId, data })
      const answer = await bulkJob(probe, [post('bad', bad), post('good', probe.resource(user))], { failOnErrors: 1 })
      const good = resultsOf(answer).find(({ bulkId }) => bulkId === 'good')
      demand(answer, !succeeded(good), 'the second not to be created, after the first failed')
    },
  },
  {
    ids: ['S7644-3.7-02', 'S7644-3.7-03'],
    title: 'an operation without bulkId, or with another method, is refused',
    run: async (probe) => {
      const user = probe.type('User')
      for (const operation of [
        { method: 'POST', path: user.endpoint, data: probe.resource(user) },
        { method: 'GET', path: user.endpoint },
      ]) {
        const answer = await postBulk(probe, [operation])
        if (answer.status !== 200) expectRefused(answer)
        else demand(answer, !resultsOf(answer).some(succeeded), 'a refusal, of the operation or of the job')
      }
    },
  },
  {
    ids: ['S7644-3.7-15'],
    title: 'the version of an operation is heeded',
    needs: supports('etag'),
    run: async (probe) => {
      const { path } = await probe.user()
      const answer = await bulkJob(probe, [{ method: 'DELETE', path, version: 'W/"scimkit-other"' }])
      demand(answer, !resultsOf(answer).some(succeeded), 'the status "412"')
    },
  },
  {
    ids: ['S7644-3.7.4-02', 'S7644-3.7.4-03'],
    title: 'more operations than announced are refused with 413',
    run: async (probe) => {
      const { maxOperations } = probe.server.bulk
      if (maxOperations === 0 || maxOperations > most) throw new Skip(`maxOperations is ${maxOperations}.`)
      const path = `${probe.type('User').endpoint}/${probe.unique('nobody')}`
      const operations = Array.from({ length: maxOperations + 1 }, () => ({ method: 'DELETE', path }))
      const answer = await postBulk(probe, operations)
      expectStatus(answer, 413)
      demand(answer, answer.text.includes(String(maxOperations)), `the limit, ${maxOperations}, in the detail`)
    },
  },
  {
    ids: ['S7644-3.7.4-02'],
    title: 'more bytes than announced are refused with 413',
    run: async (probe) => {
      const { maxPayloadSize } = probe.server.bulk
      if (maxPayloadSize === 0 || maxPayloadSize > largest) throw new Skip(`maxPayloadSize is ${maxPayloadSize}.`)
      const path = `${probe.type('User').endpoint}/${probe.unique('nobody')}`
      const note = 'x'.repeat(maxPayloadSize)
      expectStatus(await postBulk(probe, [{ method: 'DELETE', path }], { note }), 413)
    },
  },
])
