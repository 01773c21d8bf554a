import { allCodes, explainCode, explainFinding, ScimError } from '@scimkit/core'
import { type Route, route } from '../route.ts'
import { explanationSchema } from '../shapes/explanation.ts'

const explanations = allCodes.map(explainCode)

/** What codes mean. */
export const explainRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/explain/{code}',
    tag: 'explain',
    summary: 'What an error or a finding means, and who has to do what; by its code or its id',
    answer: explanationSchema,
    handle: async ({ params: { code } }, { policy }) => {
      const found = explanations.find((each) => each.code === code || each.id === code)
      if (found === undefined) throw new ScimError('RESOURCE_NOT_FOUND', { resourceType: 'error or finding', id: code })
      return explainFinding(found, policy.errors)
    },
  }),
]
