import * as z from 'zod'
import { describeApi } from './openapi.ts'
import { type Route, route } from './route.ts'

/** The endpoint that describes the others. */
export function openApiRoute(routes: readonly Route[]): Route {
  const document = describeApi(routes)
  return route({
    method: 'GET',
    path: '/openapi.json',
    tag: 'description',
    summary: 'This description',
    answer: z.looseObject({}),
    handle: async () => document,
  })
}
