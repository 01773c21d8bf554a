import { isJsonObject } from '@scimkit/core'
import { at, objectsIn } from '../answer.ts'
import { type Check, withNeed } from '../check.ts'
import { bodyOf, demand, expectStatus } from '../expect.ts'
import { publishes } from '../needs.ts'
import { query } from '../probe/client.ts'
import { textAttributeOf } from './text-attribute.ts'

/** attributes and excludedAttributes (RFC 7644 §3.4.2.5, §3.9). */
export const projectionChecks: readonly Check[] = withNeed(publishes('User', 'userName'), [
  {
    ids: ['S7644-3.4.2.5-01', 'S7644-3.9-01', 'S7644-3.4.2.5-04'],
    title: 'attributes leaves what is named and what is always there',
    run: async ({ type, user, get }) => {
      const text = textAttributeOf(type('User'))
      const { path } = await user({ [text]: 'x' })
      const answer = await get(`${path}${query({ attributes: 'userName' })}`)
      expectStatus(answer, 200)
      demand(answer, typeof at(answer, 'userName') === 'string', 'userName')
      demand(answer, typeof at(answer, 'id') === 'string', 'id')
      demand(answer, at(answer, text) === undefined, `no ${text}`)
    },
  },
  {
    ids: ['S7644-3.9-02'],
    title: 'excludedAttributes leaves out what is named, and nothing else',
    run: async ({ type, user, get }) => {
      const text = textAttributeOf(type('User'))
      const { path } = await user({ [text]: 'x' })
      const answer = await get(`${path}${query({ excludedAttributes: text })}`)
      expectStatus(answer, 200)
      demand(answer, at(answer, text) === undefined, `no ${text}`)
      demand(answer, typeof at(answer, 'userName') === 'string', 'userName')
      demand(answer, isJsonObject(at(answer, 'meta')), 'meta')
    },
  },
  {
    ids: ['S7644-3.4.2.5-03', 'S7643-3.1-04'],
    title: 'the id cannot be left out',
    run: async ({ user, get }) => {
      const { id, path } = await user()
      for (const parameters of [{ excludedAttributes: 'id' }, { attributes: 'userName' }]) {
        const answer = await get(`${path}${query(parameters)}`)
        expectStatus(answer, 200)
        demand(answer, at(answer, 'id') === id, 'the id')
      }
    },
  },
  {
    ids: ['S7644-3.4.2.5-02'],
    title: 'names may have any case, and the URN of their schema in front',
    run: async ({ type, user, get }) => {
      const { path } = await user()
      for (const attributes of ['USERNAME', `${type('User').schema.id}:userName`]) {
        const answer = await get(`${path}${query({ attributes })}`)
        expectStatus(answer, 200)
        demand(answer, typeof at(answer, 'userName') === 'string', 'userName')
        demand(answer, at(answer, 'meta') === undefined, 'no meta')
      }
    },
  },
  {
    ids: ['S7644-3.4.2.5-05'],
    title: 'a sub-attribute can be asked for, and left out',
    needs: publishes('User', 'name.givenName', 'name.familyName'),
    run: async ({ user, get }) => {
      const { path } = await user({ name: { givenName: 'Ada', familyName: 'Lovelace' } })
      const one = await get(`${path}${query({ attributes: 'name.familyName' })}`)
      demand(one, at(one, 'name.familyName') === 'Lovelace', 'name.familyName')
      demand(one, at(one, 'name.givenName') === undefined, 'no name.givenName')
      const others = await get(`${path}${query({ excludedAttributes: 'name.familyName' })}`)
      demand(others, at(others, 'name.givenName') === 'Ada', 'name.givenName')
      demand(others, at(others, 'name.familyName') === undefined, 'no name.familyName')
    },
  },
  {
    ids: ['S7644-3.4.2.5-05'],
    title: 'a sub-attribute of a multi-valued attribute can be asked for',
    needs: publishes('User', 'emails.value', 'emails.type'),
    run: async ({ user, get, unique }) => {
      const value = `${unique('mail')}@example.com`
      const { path } = await user({ emails: [{ value, type: 'work' }] })
      const answer = await get(`${path}${query({ attributes: 'emails.value' })}`)
      const [email] = objectsIn(at(answer, 'emails'))
      demand(answer, email?.value === value && email.type === undefined, 'emails with their value and nothing else')
    },
  },
  {
    ids: ['S7644-3.4.2.5-01', 'S7644-3.4.2.5-04'],
    title: 'attributes and excludedAttributes work on lists',
    run: async ({ type, user, get }) => {
      const { endpoint } = type('User')
      await user()
      const some = await get(`${endpoint}${query({ attributes: 'userName', count: 5 })}`)
      for (const resource of objectsIn(at(some, 'Resources'))) {
        demand(some, typeof resource.id === 'string' && resource.meta === undefined, 'rows with an id and without meta')
      }
      const others = await get(`${endpoint}${query({ excludedAttributes: 'userName', count: 5 })}`)
      const all = objectsIn(at(others, 'Resources')).every(({ userName }) => userName === undefined)
      demand(others, all, 'rows without userName')
    },
  },
  {
    ids: ['S7644-3.3-13'],
    title: 'attributes works on a creation',
    run: async ({ type, post, resource }) => {
      const user = type('User')
      const answer = await post(`${user.endpoint}${query({ attributes: 'userName' })}`, resource(user))
      expectStatus(answer, 201)
      demand(answer, typeof bodyOf(answer).userName === 'string', 'userName')
      demand(answer, bodyOf(answer).emails === undefined, 'no emails')
    },
  },
  {
    ids: ['S7644-3.4.2.5-09'],
    title: 'names the server does not know are ignored',
    run: async ({ user, get }) => {
      const answer = await get(`${(await user()).path}${query({ attributes: 'userName,doesNotExist' })}`)
      expectStatus(answer, 200)
      demand(answer, typeof at(answer, 'userName') === 'string', 'userName')
    },
  },
  {
    ids: ['S7644-3.4.2.5-07', 'S7643-4.1.1-09'],
    title: 'a password is never shown, not even to who asks for it',
    needs: publishes('User', 'password'),
    run: async ({ type, post, resource, get, unique }) => {
      const user = type('User')
      const password = `Tr0ub4dor&3-${unique('secret')}`
      const created = await post(user.endpoint, resource(user, { password }))
      expectStatus(created, 201)
      const path = `${user.endpoint}/${bodyOf(created).id}`
      for (const answer of [created, await get(path), await get(`${path}?attributes=password`)]) {
        demand(answer, at(answer, 'password') === undefined && !answer.text.includes(password), 'no password')
      }
    },
  },
])
