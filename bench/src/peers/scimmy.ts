import { randomUUID } from 'node:crypto'
import type { Express } from 'express'
import SCIMMY from 'scimmy'
import SCIMMYRouters from 'scimmy-routers'

interface Held {
  readonly id: string
  readonly userName: string
  readonly meta: { readonly created: Date; readonly lastModified: Date }
}

/**
 * SCIMMY on Express, with the store that its users write: a map by id, and one by user name, so that the look-up need
 * not walk over everybody. A user name that is taken is refused, as RFC 7643 demands.
 */
export function mountScimmy(app: Express, token: string): { readonly add: (body: object) => Promise<string> } {
  const byId = new Map<string, Held>()
  const byName = new Map<string, Held>()
  const keep = (held: Held): Held => {
    byId.set(held.id, held)
    byName.set(held.userName.toLowerCase(), held)
    return held
  }
  SCIMMY.Resources.declare(SCIMMY.Resources.User.extend(SCIMMY.Schemas.EnterpriseUser, false))
    .ingress(({ id = randomUUID() }, data) => {
      const holder = byName.get(String(data.userName).toLowerCase())
      if (holder !== undefined && holder.id !== id) throw new SCIMMY.Types.Error(409, 'uniqueness', 'It is taken.')
      const now = new Date()
      const created = byId.get(id)?.meta.created ?? now
      return keep({ ...JSON.parse(JSON.stringify(data)), id, meta: { created, lastModified: now } })
    })
    .egress(({ id, filter }) => {
      if (id !== undefined) return byId.get(id) ?? notFound()
      const held = byName.get(String(nameIn(filter)).toLowerCase())
      return held === undefined ? [] : [held]
    })
    .degress(({ id = '' }) => {
      byId.delete(id)
    })
  app.use(
    '/scim/v2',
    new SCIMMYRouters({
      type: 'bearer',
      handler: (request) => {
        if (request.header('authorization') !== `Bearer ${token}`) throw new Error('Who is it?')
        return 'bench'
      },
    }),
  )
  return { add: async (body) => String((await new SCIMMY.Resources.User().write(body)).id) }
}

/** What `userName eq "…"` compares with, as SCIMMY hands on a parsed filter. */
function nameIn(filter: unknown): unknown {
  const [term] = Array.isArray(filter) ? filter : []
  return term?.userName?.[1]
}

function notFound(): never {
  throw new SCIMMY.Types.Error(404, '', 'There is no such user.')
}
