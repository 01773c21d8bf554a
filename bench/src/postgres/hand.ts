import type pg from 'pg'

// What somebody would write by hand for the same work: a table of users with what has to be unique, and one of members.

const tables = `
CREATE TABLE hand_user (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  tenant text NOT NULL,
  user_name text NOT NULL,
  user_name_key text NOT NULL,
  version bigint NOT NULL DEFAULT 1,
  modified timestamptz NOT NULL DEFAULT now(),
  document jsonb NOT NULL,
  UNIQUE (tenant, user_name_key)
);
CREATE INDEX hand_user_order ON hand_user (tenant, seq);
CREATE TABLE hand_group (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant text NOT NULL, name text NOT NULL,
  version bigint NOT NULL DEFAULT 1, modified timestamptz NOT NULL DEFAULT now());
CREATE TABLE hand_member (group_id uuid NOT NULL, user_id uuid NOT NULL, PRIMARY KEY (group_id, user_id));
CREATE INDEX hand_member_user ON hand_member (user_id);
`

/** The same work in SQL by hand, on tables of its own. */
export class Hand {
  readonly #pool: pg.Pool
  readonly #tenant: string

  constructor(pool: pg.Pool, tenant: string) {
    this.#pool = pool
    this.#tenant = tenant
  }

  async createTables(): Promise<void> {
    await this.#pool.query(tables)
  }

  /** Makes so many users at once. */
  async fill(users: number): Promise<void> {
    await this.#pool.query(
      `INSERT INTO hand_user (tenant, user_name, user_name_key, document)
       SELECT $1, 'user' || n || '@example.com', 'user' || n || '@example.com',
         jsonb_build_object('userName', 'user' || n || '@example.com', 'displayName', 'User ' || n, 'active', true,
           'emails', jsonb_build_array(jsonb_build_object('value', 'user' || n || '@example.com', 'type', 'work')))
       FROM generate_series(1, $2::int) n`,
      [this.#tenant, users],
    )
  }

  async idOf(number: number): Promise<string> {
    const { rows } = await this.#pool.query('SELECT id FROM hand_user WHERE tenant = $1 AND user_name_key = $2', [
      this.#tenant,
      `user${number}@example.com`,
    ])
    return rows[0].id
  }

  async group(ids: readonly string[]): Promise<string> {
    const { rows } = await this.#pool.query('INSERT INTO hand_group (tenant, name) VALUES ($1, $2) RETURNING id', [
      this.#tenant,
      'Group',
    ])
    await this.#pool.query('INSERT INTO hand_member SELECT $1, unnest($2::uuid[])', [rows[0].id, ids])
    return rows[0].id
  }

  async read(id: string): Promise<unknown> {
    const { rows } = await this.#pool.query(
      'SELECT id, version, modified, document FROM hand_user WHERE tenant = $1 AND id = $2',
      [this.#tenant, id],
    )
    return rows[0]
  }

  async findByName(userName: string): Promise<unknown> {
    const { rows } = await this.#pool.query(
      'SELECT id, version, modified, document, count(*) OVER () AS total FROM hand_user WHERE tenant = $1 AND user_name_key = $2 ORDER BY seq LIMIT 100',
      [this.#tenant, userName.toLowerCase()],
    )
    return rows
  }

  async page(after: number, count: number): Promise<unknown> {
    const { rows } = await this.#pool.query(
      `SELECT (SELECT count(*) FROM hand_user WHERE tenant = $1) AS total, id, seq, version, modified, document
       FROM hand_user WHERE tenant = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
      [this.#tenant, after, count],
    )
    return rows
  }

  /** Reads the user, changes the document, and writes it back. */
  rename(id: string, displayName: string): Promise<void> {
    return this.#transaction(async (client) => {
      const { rows } = await client.query('SELECT document FROM hand_user WHERE tenant = $1 AND id = $2 FOR UPDATE', [
        this.#tenant,
        id,
      ])
      const document = { ...rows[0].document, displayName }
      await client.query(
        'UPDATE hand_user SET document = $3, version = version + 1, modified = now() WHERE tenant = $1 AND id = $2 RETURNING version',
        [this.#tenant, id, JSON.stringify(document)],
      )
    })
  }

  /** Checks that the members exist, and adds or removes them. */
  changeMembers(group: string, ids: readonly string[], how: 'add' | 'remove' | 'replace'): Promise<void> {
    return this.#transaction(async (client) => {
      await client.query('SELECT version FROM hand_group WHERE tenant = $1 AND id = $2 FOR UPDATE', [
        this.#tenant,
        group,
      ])
      if (how === 'remove') {
        await client.query('DELETE FROM hand_member WHERE group_id = $1 AND user_id = ANY($2::uuid[])', [group, ids])
      } else {
        const { rows } = await client.query(
          'SELECT id FROM hand_user WHERE tenant = $1 AND id = ANY($2::uuid[]) FOR KEY SHARE',
          [this.#tenant, ids],
        )
        if (rows.length !== ids.length) throw new Error('a member does not exist')
        if (how === 'replace')
          await client.query(
            'DELETE FROM hand_member m WHERE m.group_id = $1 AND NOT EXISTS (SELECT FROM unnest($2::uuid[]) k(id) WHERE k.id = m.user_id)',
            [group, ids],
          )
        await client.query('INSERT INTO hand_member SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING', [group, ids])
      }
      await client.query('UPDATE hand_group SET version = version + 1, modified = now() WHERE id = $1', [group])
    })
  }

  async #transaction(work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
    const client = await this.#pool.connect()
    try {
      await client.query('BEGIN')
      await work(client)
      await client.query('COMMIT')
    } catch (error) {
      await client.query('ROLLBACK')
      throw error
    } finally {
      client.release()
    }
  }
}
