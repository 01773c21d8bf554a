import { at, isUnassigned, lists, resourcesOf } from '../answer.ts'
import { type Check, type Need, withNeed } from '../check.ts'
import { demand, expectStatus } from '../expect.ts'
import { supports } from '../needs.ts'
import { query } from '../probe/client.ts'
import { patched } from './patched.ts'

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

const hasEnterprise: Need = ({ types }) => {
  const extensions = types.filter(({ name }) => name === 'User').flatMap((type) => type.extensions)
  const found = extensions.find(({ schema }) => schema.id === enterprise)
  const isComplete = ['department', 'costCenter'].every((name) =>
    found?.schema.attributes.some((attribute) => attribute.name === name),
  )
  return isComplete ? undefined : 'User has no enterprise extension with department and costCenter.'
}

/** Extensions (RFC 7643 §3.3), by the one everybody has (§4.3). */
export const extensionChecks: readonly Check[] = withNeed(hasEnterprise, [
  {
    ids: ['S7643-3.3-03', 'S7643-3.3-04'],
    title: 'the attributes of an extension are under its URN, which is among the schemas',
    run: async (probe) => {
      const made = await probe.user({ [enterprise]: { department: 'Sales' } })
      const answer = await probe.get(made.path)
      demand(answer, at(answer, `/${enterprise}/department`) === 'Sales', 'department under the URN of the extension')
      demand(answer, at(answer, 'department') === undefined, 'no department beside the core attributes')
      demand(answer, lists(at(answer, 'schemas'), enterprise), `schemas with ${enterprise}`)
    },
  },
  {
    ids: ['S7644-3.10-02'],
    title: 'a filter reaches an extension by its URN',
    needs: supports('filter'),
    run: async (probe) => {
      const department = probe.unique('department')
      const { id } = await probe.user({ [enterprise]: { department } })
      const filter = `${enterprise}:department eq "${department}"`
      const answer = await probe.get(`${probe.type('User').endpoint}${query({ filter })}`)
      expectStatus(answer, 200)
      const ids = resourcesOf(answer).map((resource) => resource.id)
      demand(answer, ids.length === 1 && ids[0] === id, `the user ${id}, and nobody else`)
    },
  },
  {
    ids: ['S7644-3.4.2.5-06'],
    title: 'an extension can be asked for, and left out, by its URN',
    run: async (probe) => {
      const { path } = await probe.user({ [enterprise]: { department: 'Sales', costCenter: '4130' } })
      const some = await probe.get(`${path}${query({ attributes: enterprise })}`)
      expectStatus(some, 200)
      demand(some, at(some, `/${enterprise}/department`) === 'Sales', 'department')
      demand(some, at(some, 'userName') === undefined, 'no userName')
      const others = await probe.get(`${path}${query({ excludedAttributes: enterprise })}`)
      demand(others, isUnassigned(at(others, `/${enterprise}`)), 'nothing under the URN of the extension')
    },
  },
  {
    ids: ['S7644-3.5.2-09', 'S7644-3.5.2.1-12'],
    title: 'PATCH adds an attribute of an extension, and its URN to the schemas',
    needs: supports('patch'),
    run: async (probe) => {
      const operation = { op: 'add', path: `${enterprise}:department`, value: 'Sales' }
      const read = await patched(probe, await probe.user(), operation)
      demand(read, at(read, `/${enterprise}/department`) === 'Sales', 'department under the URN of the extension')
      demand(read, lists(at(read, 'schemas'), enterprise), `schemas with ${enterprise}`)
    },
  },
  {
    ids: ['S7644-3.5.2.2-13'],
    title: 'PATCH removes an attribute of an extension, and leaves the others',
    needs: supports('patch'),
    run: async (probe) => {
      const made = await probe.user({ [enterprise]: { department: 'Sales', costCenter: '4130' } })
      const read = await patched(probe, made, { op: 'remove', path: `${enterprise}:department` })
      demand(read, isUnassigned(at(read, `/${enterprise}/department`)), 'no department')
      demand(read, at(read, `/${enterprise}/costCenter`) === '4130', 'costCenter as it was')
    },
  },
])
