/**
 * Resources, what they are found by, and their relations.
 *
 * `document` and `provenance` are text: JSON as it was written, with characters that jsonb would refuse. `keys` says
 * which rows of scimkit_key are the resource's. `search` holds the same values made ready for comparison by the core,
 * so that a filter means in SQL what it means in memory. `space` is the tenant, or empty for what no two tenants may
 * share. Instants are milliseconds since 1970.
 */
export const resources = `
CREATE TABLE scimkit_resource (
  tenant text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  version bigint NOT NULL,
  created bigint NOT NULL,
  modified bigint NOT NULL,
  document text NOT NULL,
  search jsonb NOT NULL,
  provenance text NOT NULL,
  keys text NOT NULL,
  managed boolean NOT NULL,
  active boolean NOT NULL,
  deleted boolean NOT NULL,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX scimkit_resource_order ON scimkit_resource (tenant, type, deleted, seq);

CREATE TABLE scimkit_key (
  space text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  attribute text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  tenant text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  PRIMARY KEY (space, type, attribute, key)
);
CREATE INDEX scimkit_key_holder ON scimkit_key (tenant, id);

CREATE TABLE scimkit_lookup (
  tenant text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  attribute text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant, type, attribute, key, id)
);
CREATE INDEX scimkit_lookup_holder ON scimkit_lookup (tenant, id);

CREATE TABLE scimkit_member (
  tenant text COLLATE "C" NOT NULL,
  owner text COLLATE "C" NOT NULL,
  attribute text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL,
  type text COLLATE "C",
  display text COLLATE "C",
  -- As the case rules of the schema have them, where that is not how they were written.
  value_key text COLLATE "C",
  type_key text COLLATE "C",
  display_key text COLLATE "C",
  place bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (tenant, owner, attribute, value)
);
CREATE INDEX scimkit_member_value ON scimkit_member (tenant, value, attribute, owner);
`
