import * as z from 'zod'
import type { Route } from './route.ts'
import { shapes } from './shapes/named.ts'
import { problemSchema } from './shapes/problem.ts'

const place = (name: string): string => `#/components/schemas/${name}`
const conversion = {
  target: 'draft-2020-12',
  io: 'input',
  unrepresentable: 'any',
  override: ({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }) => {
    // In OpenAPI it would mean that a member must not be sent; and what JavaScript can count says nothing of a value.
    delete jsonSchema.readOnly
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
  },
} as const

/** JSON as the document is made of it. */
type Json = Readonly<Record<string, unknown>>

/** The OpenAPI 3.1 document of the endpoints. */
export function describeApi(routes: readonly Route[]): Json {
  const paths = [...new Set(routes.map(({ path }) => path))]
  return {
    openapi: '3.1.0',
    info: {
      title: 'ScimKit reference server: administration',
      version: '1',
      description:
        'What people and administrators do beside SCIM: every remedy of an error or a finding is a call here.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/admin' }],
    security: [{ bearer: [] }],
    paths: Object.fromEntries(paths.map((path) => [path, describePath(routes.filter((route) => route.path === path))])),
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: 'The value of `--admin-token`.' } },
      schemas: namedSchemas(),
    },
  }
}

function namedSchemas(): Json {
  const { schemas } = z.toJSONSchema(shapes, { ...conversion, uri: place })
  return Object.fromEntries(Object.entries(schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema]))
}

function describePath(routes: readonly Route[]): Json {
  return Object.fromEntries(routes.map((route) => [route.method.toLowerCase(), describeRoute(route)]))
}

function describeRoute(route: Route): Json {
  const { tag, summary, body } = route
  const schema = body && schemaOf(body)
  const requestBody = schema && { required: 'required' in schema, content: { 'application/json': { schema } } }
  return {
    tags: [tag],
    summary,
    operationId: operationIdOf(route),
    parameters: [...pathParameters(route), ...queryParameters(route)],
    ...(requestBody && { requestBody }),
    responses: { ...successOf(route), default: problem },
  }
}

const problem = {
  description: 'It was refused, and nothing was changed.',
  content: { 'application/problem+json': { schema: schemaOf(problemSchema) } },
}

function successOf(route: Route): Json {
  if (route.kind === 'stream')
    return { 200: { description: 'A stream.', content: { 'text/event-stream': { schema: schemaOf(route.answer) } } } }
  if (route.answer === undefined) return { [route.status]: { description: 'It is done.' } }
  return {
    [route.status]: { description: 'It is done.', content: { 'application/json': { schema: schemaOf(route.answer) } } },
  }
}

/** A reference where the shape has a name. */
function schemaOf(shape: z.ZodType): Json {
  const name = shapes.get(shape)?.id
  return name === undefined ? inlineSchema(shape) : { $ref: place(name) }
}

function inlineSchema(shape: z.ZodType): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, conversion)
  return schema
}

function pathParameters({ path }: Route): readonly Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
}

function queryParameters({ query }: Route): readonly Json[] {
  return Object.entries(query?.shape ?? {}).map(([name, shape]) => {
    const { description, ...schema } = inlineSchema(shape)
    return { name, in: 'query', ...(description !== undefined && { description }), schema }
  })
}

/** `POST /tenants/{tenant}/accounts/{id}/rename` is `postAccountsByIdRename`. */
function operationIdOf({ method, path }: Route): string {
  const words = path
    .replace('/tenants/{tenant}', '')
    .split('/')
    .flatMap((part) => part.replace(/^\{(\w+)\}$/, 'by-$1').split(/[-.]/))
  const named = words.filter((word) => word !== '')
  return method.toLowerCase() + named.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}
