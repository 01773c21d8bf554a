import { FaultyDatabase } from './database.ts'
import { Journal } from './journal.ts'
import { Random } from './random.ts'
import { Server } from './server.ts'
import { Client } from './client.ts'
import { Names } from './names.ts'
import { Users } from './users.ts'
import { GroupVersions, groupOf, Memberships } from './memberships.ts'
process.env.NODE_COMPILE_CACHE = '/tmp/scimkit-compile-cache'
const j = new Journal(); const db = await FaultyDatabase.start(); const s = new Server(db.connectionString, j); await s.ready()
const r = new Random(1); const c = new Client([s], j, r)
const g: any = await c.send({ method: 'POST', path: '/Groups', body: groupOf('x', { stamp: '', members: [] }) })
for (let i = 0; i < 6; i++) {
  const sender = { name: 'c' + i, client: c, random: r, names: new Names(['a'], j), journal: j }
  const u = new Users(sender); await u.create()
  const a = u.accounts[0]!
  const p = await c.send({ method: 'PATCH', path: '/Groups/' + g.body.id, body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'add', path: 'members', value: [{ value: a.id! }] }] } })
  if (i % 2) await u.patch(a)
  const d = await c.send({ method: 'DELETE', path: '/Users/' + a.id })
  console.log(p.kind, d.kind, await db.query('select * from scimkit_member'), (await db.query(`select version from scimkit_resource where type='Group'`)))
}
console.log(j.violations)
await s.stop(); await db.stop(); process.exit(0)
