/**
 * Credentials, the provisioning log, and what administrators have let through. Instants are milliseconds since 1970.
 */
export const administration = `
CREATE TABLE scimkit_token (
  id text COLLATE "C" PRIMARY KEY,
  tenant text COLLATE "C" NOT NULL,
  name text NOT NULL,
  sha256 text COLLATE "C" NOT NULL UNIQUE,
  scopes text[],
  created bigint NOT NULL,
  expires bigint,
  revoked bigint,
  last_used bigint,
  place bigint GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX scimkit_token_tenant ON scimkit_token (tenant, place);

CREATE TABLE scimkit_log (
  tenant text COLLATE "C" NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  at bigint NOT NULL,
  resource_type text COLLATE "C",
  resource_id text COLLATE "C",
  outcome text COLLATE "C" NOT NULL,
  effect text COLLATE "C",
  codes text[] NOT NULL,
  entry text NOT NULL,
  PRIMARY KEY (tenant, seq)
);
CREATE INDEX scimkit_log_resource ON scimkit_log (tenant, resource_id, seq);
CREATE INDEX scimkit_log_seq ON scimkit_log (seq);
CREATE INDEX scimkit_log_effect ON scimkit_log (tenant, effect, at);

CREATE TABLE scimkit_confirmation (
  tenant text COLLATE "C" NOT NULL,
  brake text COLLATE "C" NOT NULL,
  until bigint NOT NULL,
  PRIMARY KEY (tenant, brake)
);
`
