import type { FaultyDatabase } from './database.ts'
import type { Journal } from './journal.ts'

/**
 * What is stored of a document to find it by, as it follows from the documents. Names and addresses are compared in
 * lower case.
 */
const expectedLookups = `
  SELECT tenant, id, 'userName' AS attribute, lower(d ->> 'userName') AS key FROM live_or_buried WHERE type = 'User'
  UNION SELECT tenant, id, 'externalId', d ->> 'externalId' FROM live_or_buried WHERE d ? 'externalId'
  UNION SELECT tenant, id, 'displayName', lower(d ->> 'displayName') FROM live_or_buried WHERE type = 'Group'
  UNION SELECT tenant, id, 'emails.value', lower(e ->> 'value') FROM live_or_buried, jsonb_array_elements(d -> 'emails') e`

const expectedKeys = `
  SELECT tenant, id, 'userName' AS attribute, lower(d ->> 'userName') AS key FROM live WHERE type = 'User'
  UNION SELECT tenant, id, 'displayName', lower(d ->> 'displayName') FROM live WHERE type = 'Group'`

/** What no row may be found by, whatever was interrupted. */
const rules: Readonly<Record<string, string>> = {
  'a user name is given twice': `
    SELECT lower(d ->> 'userName'), count(*) FROM live WHERE type = 'User' GROUP BY 1 HAVING count(*) > 1`,
  'a document is half written': `
    SELECT id, d FROM live_or_buried WHERE type = 'User'
    AND (d ->> 'title' <> d ->> 'nickName' OR d -> 'emails' -> 0 ->> 'value' <> (d ->> 'title') || '@example.com')`,
  'a unique key without its resource': `
    SELECT k.tenant, k.id, k.attribute, k.key FROM scimkit_key k EXCEPT (${expectedKeys})`,
  'a resource without its unique key': `
    (${expectedKeys}) EXCEPT SELECT k.tenant, k.id, k.attribute, k.key FROM scimkit_key k`,
  'a look-up entry without its value': `
    SELECT l.tenant, l.id, l.attribute, l.key FROM scimkit_lookup l EXCEPT (${expectedLookups})`,
  'a value without its look-up entry': `
    (${expectedLookups}) EXCEPT SELECT l.tenant, l.id, l.attribute, l.key FROM scimkit_lookup l`,
  'what is searched is not the document': `
    SELECT id, d, search -> 'v' FROM live_or_buried WHERE type = 'User'
    AND (search -> 'v' -> 'userName' ->> 0 <> lower(d ->> 'userName') OR search -> 'v' -> 'title' ->> 0 <> d ->> 'title')`,
  'a member row without its owner or its member': `
    SELECT m.owner, m.value FROM scimkit_member m
    WHERE NOT EXISTS (SELECT FROM live o WHERE o.tenant = m.tenant AND o.id = m.owner AND o.type = 'Group')
    OR NOT EXISTS (SELECT FROM live v WHERE v.tenant = m.tenant AND v.id = m.value AND v.type = 'User')`,
  'columns that differ from the provenance': `
    SELECT id, provenance FROM live_or_buried WHERE managed <> (provenance::jsonb ->> 'managed')::boolean
    OR active <> (provenance::jsonb ->> 'active')::boolean OR deleted <> (provenance::jsonb ->> 'deleted')::boolean`,
  'a version or an instant that went back': `
    SELECT id, version, created, modified FROM live_or_buried WHERE version < 1 OR modified < created`,
  'a transaction somebody has left open': `
    SELECT pid, state, query FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'`,
}

/** Looks for rows that do not belong together. */
export async function checkTables(database: FaultyDatabase, journal: Journal): Promise<void> {
  for (const [rule, statement] of Object.entries(rules)) {
    const rows = await database.query(`
      WITH live_or_buried AS (SELECT *, document::jsonb AS d FROM scimkit_resource),
      live AS (SELECT * FROM live_or_buried WHERE NOT deleted) ${statement}`)
    if (rows.length > 0) journal.violation(`${rule} (${rows.length}): ${JSON.stringify(rows.slice(0, 3))}`)
  }
}
