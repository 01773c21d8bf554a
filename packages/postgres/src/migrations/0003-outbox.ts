/**
 * Events that wait to be delivered, and those given up (`dead`). `scimkit_outbox_queue` has a row for each resource
 * with events that wait: whoever holds its claim delivers the first of them, and nobody else one of the same resource.
 * `due` is when the next attempt may begin, or when a claim ends that was not given back. Instants are milliseconds
 * since 1970.
 */
export const outbox = `
CREATE TABLE scimkit_outbox (
  id text COLLATE "C" PRIMARY KEY,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  tenant text COLLATE "C" NOT NULL,
  resource_type text COLLATE "C" NOT NULL,
  resource_id text COLLATE "C" NOT NULL,
  txn text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  events text NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  problem text,
  dead bigint
);
CREATE INDEX scimkit_outbox_waiting ON scimkit_outbox (tenant, resource_id, seq) WHERE dead IS NULL;
CREATE INDEX scimkit_outbox_dead ON scimkit_outbox (tenant, seq) WHERE dead IS NOT NULL;

CREATE TABLE scimkit_outbox_queue (
  tenant text COLLATE "C" NOT NULL,
  resource_id text COLLATE "C" NOT NULL,
  due bigint NOT NULL,
  claim text COLLATE "C",
  PRIMARY KEY (tenant, resource_id)
);
CREATE INDEX scimkit_outbox_due ON scimkit_outbox_queue (due);
`
