import { at } from '../answer.ts'
import type { Check } from '../check.ts'
import { demand, expectStatus } from '../expect.ts'
import { query } from '../probe/client.ts'
import { isWritable } from '../server/published.ts'
import { madeUp, subjects } from './select-attributes.ts'

/** When attributes are returned (RFC 7643 §7), as the schemas of the server have it. */
export const returnedChecks: readonly Check[] = [
  {
    ids: ['S7643-7-11', 'S7643-7-09'],
    title: 'what is never returned, or write-only, is in no answer',
    run: async (probe) => {
      const secret = subjects(probe, 'an attribute that is never returned', (attribute) => {
        const { returned, mutability } = attribute
        return isWritable(attribute) && (returned === 'never' || mutability === 'writeOnly')
      })
      for (const subject of secret) {
        const { type, attribute } = subject
        const { name } = attribute
        const made = await probe.create(type, { [name]: madeUp(subject, probe.unique('never')) })
        for (const answer of [
          made.answer,
          await probe.get(made.path),
          await probe.get(`${made.path}?attributes=${name}`),
        ]) {
          demand(answer, at(answer, name) === undefined, `no ${name}`)
        }
      }
    },
  },
  {
    ids: ['S7643-7-13'],
    title: 'what is returned on request is there when asked for, and else not',
    run: async (probe) => {
      const shy = subjects(probe, 'an attribute that is returned on request', (attribute) => {
        return isWritable(attribute) && attribute.returned === 'request'
      })
      for (const subject of shy) {
        const { type, attribute } = subject
        const { name } = attribute
        const { path } = await probe.create(type, { [name]: madeUp(subject, probe.unique('request')) })
        const plain = await probe.get(path)
        demand(plain, at(plain, name) === undefined, `no ${name}`)
        const asked = await probe.get(`${path}?attributes=${name}`)
        demand(asked, at(asked, name) !== undefined, name)
      }
    },
  },
  {
    ids: ['S7643-7-10'],
    title: 'what is always returned cannot be left out',
    run: async (probe) => {
      const loud = subjects(probe, 'an attribute that is always returned', (attribute) => {
        return isWritable(attribute) && attribute.returned === 'always'
      })
      for (const subject of loud) {
        const { type, attribute } = subject
        const { name } = attribute
        const { path } = await probe.create(type, { [name]: madeUp(subject, probe.unique('always')) })
        for (const parameters of [{ attributes: 'externalId' }, { excludedAttributes: name }]) {
          const answer = await probe.get(`${path}${query(parameters)}`)
          expectStatus(answer, 200)
          demand(answer, at(answer, name) !== undefined, name)
        }
      }
    },
  },
  {
    ids: ['S7643-7-12', 'S7644-3.4-01'],
    title: 'what is returned by default is there unless left out',
    run: async (probe) => {
      const usual = subjects(probe, 'an attribute that is returned by default', (attribute) => {
        return (
          isWritable(attribute) && attribute.returned === 'default' && attribute.type === 'string' && attribute.required
        )
      })
      for (const { type, attribute } of usual) {
        const { name } = attribute
        const { path } = await probe.create(type)
        const plain = await probe.get(path)
        demand(plain, at(plain, name) !== undefined, name)
        for (const parameters of [{ attributes: 'externalId' }, { excludedAttributes: name }]) {
          const answer = await probe.get(`${path}${query(parameters)}`)
          demand(answer, at(answer, name) === undefined, `no ${name}`)
        }
      }
    },
  },
]
