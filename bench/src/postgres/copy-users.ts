import type pg from 'pg'

/** The text of user 0 with another number. */
const numbered = (column: string) =>
  `replace(replace(replace(${column}, 'user0@', 'user' || m.n || '@'), '"x0"', '"x' || m.n || '"'), 'User 0', 'User ' || m.n)`

const statements: readonly (readonly [text: string, takes: 'users' | 'tenant' | 'nothing'])[] = [
  [
    'CREATE UNLOGGED TABLE bench_made AS SELECT n, gen_random_uuid()::text AS id FROM generate_series(1, $1::int) n',
    'users',
  ],
  [
    `INSERT INTO scimkit_resource (tenant, type, id, version, created, modified, document, search, provenance, keys, managed, active, deleted)
     SELECT r.tenant, r.type, m.id, 1, r.created, r.modified, ${numbered('r.document')}, ${numbered('r.search::text')}::jsonb,
       r.provenance, ${numbered('r.keys')}, TRUE, TRUE, FALSE
     FROM bench_made m, scimkit_resource r WHERE r.tenant = $1 AND r.type = 'User' ORDER BY m.n`,
    'tenant',
  ],
  [
    `INSERT INTO scimkit_key (space, type, attribute, key, tenant, id)
     SELECT 't:' || $1, 'User', 'userName', 'user' || m.n || '@example.com', $1, m.id FROM bench_made m`,
    'tenant',
  ],
  [
    `INSERT INTO scimkit_lookup (tenant, type, attribute, key, id)
     SELECT l.tenant, l.type, l.attribute, replace(replace(l.key, 'user0@', 'user' || m.n || '@'), 'x0', 'x' || m.n), m.id
     FROM bench_made m, scimkit_lookup l WHERE l.tenant = $1 AND l.type = 'User'`,
    'tenant',
  ],
  ['DROP TABLE bench_made', 'nothing'],
  ['VACUUM ANALYZE', 'nothing'],
]

/** Makes so many copies of the only user of a tenant, with numbers, ids and look-ups of their own. */
export async function copyUsers(pool: pg.Pool, tenant: string, users: number): Promise<void> {
  const values: Readonly<Record<'users' | 'tenant' | 'nothing', (string | number)[]>> = {
    users: [users],
    tenant: [tenant],
    nothing: [],
  }
  for (const [text, takes] of statements) await pool.query(text, values[takes])
}
