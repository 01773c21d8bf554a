import type { Fault, FaultyAnswer, FaultyRequest } from './faulty-server.ts'

/** Changes the JSON body of every answer. */
function inBody(change: (body: Record<string, unknown>, request: FaultyRequest) => unknown): Fault {
  return async (request, next) => {
    const answer = await next(request)
    if (!answer.body) return answer
    return { ...answer, body: JSON.stringify(change(JSON.parse(answer.body), request)) }
  }
}

/** Changes every answer. */
function inAnswer(change: (answer: FaultyAnswer, request: FaultyRequest) => FaultyAnswer): Fault {
  return async (request, next) => change(await next(request), request)
}

/** Drops a parameter, or rewrites it. */
function inQuery(name: string, change: (value: string) => string | undefined): Fault {
  return (request, next) => {
    const [path = '', query = ''] = request.url.split('?')
    const parameters = new URLSearchParams(query)
    const value = parameters.get(name)
    const changed = value === null ? undefined : change(value)
    parameters.delete(name)
    if (changed !== undefined) parameters.set(name, changed)
    return next({ ...request, url: parameters.size > 0 ? `${path}?${parameters}` : path })
  }
}

/** Rewrites the text of request bodies. */
function inRequest(method: string, change: (body: string) => string): Fault {
  return (request, next) => next(request.method === method ? { ...request, body: change(request.body) } : request)
}

const without = (header: string): Fault =>
  inAnswer((answer) => {
    const rest = Object.entries(answer.headers).filter(([name]) => name !== header)
    return { ...answer, headers: Object.fromEntries(rest) }
  })

/** Sends each operation of a PATCH request by itself, and answers with the first refusal. */
const patchOneByOne: Fault = async (request, next) => {
  if (request.method !== 'PATCH' || !request.body.includes('"Operations":[{')) return next(request)
  const { schemas, Operations } = JSON.parse(request.body)
  let answer = await next({ ...request, body: JSON.stringify({ schemas, Operations: [Operations[0]] }) })
  for (const operation of Operations.slice(1)) {
    if (answer.status >= 400) return answer
    answer = await next({ ...request, body: JSON.stringify({ schemas, Operations: [operation] }) })
  }
  return answer
}

/** What servers get wrong, and the requirement a check has to find broken. */
export const faults: readonly (readonly [what: string, id: string, fault: Fault])[] = [
  [
    'totalResults is a string',
    'S7644-3.4.2-02',
    inBody((body) => ('totalResults' in body ? { ...body, totalResults: String(body.totalResults) } : body)),
  ],
  [
    'resources are listed under "resources"',
    'S7644-3.4.2-03',
    inBody(({ Resources, ...body }) => ({ ...body, ...(Resources ? { resources: Resources } : {}) })),
  ],
  ['filters are ignored', 'S7644-3.4.2.2-01', inQuery('filter', () => undefined)],
  ['and counts as or', 'S7644-3.4.2.2-21', inQuery('filter', (filter) => filter.replaceAll(' and ', ' or '))],
  ['not is ignored', 'S7644-3.4.2.2-22', inQuery('filter', (filter) => filter.replaceAll('not (', '('))],
  [
    'conditions in a value path hold for different values',
    'S7644-3.4.2.2-27',
    inQuery('filter', (filter) =>
      filter.replace(/emails\[(type eq "\w+") and (value eq "[^"]+")\]/, 'emails.$1 and emails.$2'),
    ),
  ],
  ['pr finds everybody', 'S7644-3.4.2.2-10', inQuery('filter', (filter) => filter.replace(/\w+ pr/, 'id pr'))],
  ['gt is ge', 'S7644-3.4.2.2-11', inQuery('filter', (filter) => filter.replace(' gt ', ' ge '))],
  [
    'an unknown operator finds everybody',
    'S7644-3.4.2.2-35',
    inQuery('filter', (filter) => (/regex|like/.test(filter) ? undefined : filter)),
  ],
  ['sortBy is ignored', 'S7644-3.4.2.3-01', inQuery('sortBy', () => undefined)],
  ['sortOrder is ignored', 'S7644-3.4.2.3-02', inQuery('sortOrder', () => undefined)],
  ['count is ignored', 'S7644-3.4.2.4-02', inQuery('count', () => undefined)],
  ['startIndex is ignored', 'S7644-3.4.2.4-08', inQuery('startIndex', () => undefined)],
  ['startIndex counts from 0', 'S7644-3.4.2.4-08', inQuery('startIndex', (index) => String(Number(index) + 1))],
  ['attributes is ignored', 'S7644-3.4.2.5-04', inQuery('attributes', () => undefined)],
  ['excludedAttributes is ignored', 'S7644-3.9-02', inQuery('excludedAttributes', () => undefined)],
  ['cursors are ignored', 'S9865-2-01', inQuery('cursor', () => undefined)],
  [
    'the last page has a cursor',
    'S9865-2-04',
    inBody((body) => ('itemsPerPage' in body && !body.nextCursor ? { ...body, nextCursor: 'again' } : body)),
  ],
  [
    'PATCH answers 200 without a body',
    'S7644-3.5.2-14',
    inAnswer((answer, { method }) =>
      method === 'PATCH' && answer.status === 200 ? { ...answer, body: undefined } : answer,
    ),
  ],
  ['PATCH is not atomic', 'S7644-3.5.2-12', patchOneByOne],
  [
    'remove ignores the filter of its path',
    'S7644-3.5.2.2-05',
    inRequest('PATCH', (body) => body.replace(/("op":"remove","path":"\w+)\[.*?\]"/, '$1"')),
  ],
  ['add replaces', 'S7644-3.5.2.1-06', inRequest('PATCH', (body) => body.replaceAll('"op":"add"', '"op":"replace"'))],
  ['replace adds', 'S7644-3.5.2.3-03', inRequest('PATCH', (body) => body.replaceAll('"op":"replace"', '"op":"add"'))],
  [
    'the status of errors is a number',
    'S7644-3.12-02',
    inBody((body) => (body.detail ? { ...body, status: Number(body.status) } : body)),
  ],
  [
    'errors are pages of HTML',
    'S7644-3.12-01',
    inAnswer((answer) => (answer.status >= 400 ? { ...answer, body: '<h1>Sorry</h1>' } : answer)),
  ],
  [
    'creations answer 200',
    'S7644-3.3-04',
    inAnswer((answer) => (answer.status === 201 ? { ...answer, status: 200 } : answer)),
  ],
  ['creations do not say where the resource is', 'S7644-3.3-06', without('location')],
  [
    'the client chooses the id',
    'S7643-3.1-07',
    inBody((body, { method, body: sent }) =>
      method === 'POST' && sent.includes('"id":"') ? { ...body, id: JSON.parse(sent).id } : body,
    ),
  ],
  [
    'times are numbers',
    'S7643-3.1-14',
    inBody((body) => (body.meta ? { ...body, meta: { ...body.meta, created: 1305261754 } } : body)),
  ],
  [
    'a deletion answers 200',
    'S7644-3.6-01',
    inAnswer((answer, { method }) =>
      method === 'DELETE' && answer.status === 204 ? { ...answer, status: 200 } : answer,
    ),
  ],
  [
    'a deletion deletes nothing',
    'S7644-3.6-02',
    (request, next) =>
      request.method === 'DELETE' ? Promise.resolve({ status: 204, headers: {}, body: undefined }) : next(request),
  ],
  [
    'PUT creates',
    'S7644-3.5.1-01',
    inAnswer((answer, { method }) => (method === 'PUT' && answer.status === 404 ? { ...answer, status: 201 } : answer)),
  ],
  [
    'If-Match is ignored',
    'S7644-3.14-03',
    (request, next) => next({ ...request, headers: { ...request.headers, 'if-match': '*' } }),
  ],
  ['passwords are shown', 'S7643-4.1.1-09', inBody((body) => (body.userName ? { ...body, password: 'secret' } : body))],
  [
    'answers are text',
    'S7644-3.8-02',
    inAnswer((answer) => ({ ...answer, headers: { ...answer.headers, 'content-type': 'text/html' } })),
  ],
  ['a 401 does not say how to authenticate', 'S7644-2-01', without('www-authenticate')],
  [
    'anybody may come in',
    'S7644-2-04',
    inAnswer((answer) => (answer.status === 401 ? { ...answer, status: 403 } : answer)),
  ],
  [
    'schemas have types of their own',
    'S7643-7-16',
    inBody((body) => JSON.parse(JSON.stringify(body).replaceAll('"readWrite"', '"readwrite"'))),
  ],
  ['ServiceProviderConfig does not mention PATCH', 'S7643-5-01', inBody(({ patch: _, ...body }) => body)],
  [
    'bulk results lack their bulkId',
    'S7644-3.7-13',
    inBody((body, { url }) =>
      url === '/Bulk' ? JSON.parse(JSON.stringify(body).replaceAll('"bulkId"', '"bulkid"')) : body,
    ),
  ],
  [
    'bulkId is stored as it stands',
    'S7644-3.7.2-01',
    inRequest('POST', (body) => body.replaceAll('"value":"bulkId:', '"value":"bulkid-')),
  ],
]

/** What a server may do, and how it is reported. */
interface Choice {
  readonly what: string
  readonly id: string
  readonly verdict: 'warned' | 'noted'
  readonly fault: Fault
}

/** Other choices than ours where the RFCs leave one, or only say what should be. */
export const choices: readonly Choice[] = [
  {
    what: 'remove with a value removes everybody',
    id: 'S7644-3.5.2.2-11',
    verdict: 'noted',
    fault: inRequest('PATCH', (body) => body.replace(/("op":"remove","path":"members"),"value":\[.*?\]/, '$1')),
  },
  {
    what: 'a schema has a data type of its own',
    id: 'S7643-2.3-01',
    verdict: 'warned',
    fault: inBody((body) =>
      JSON.parse(
        JSON.stringify(body)
          .replaceAll('"type":"dateTime"', '"type":"date"')
          .replaceAll('"type":"boolean"', '"type":"flag"'),
      ),
    ),
  },
]
