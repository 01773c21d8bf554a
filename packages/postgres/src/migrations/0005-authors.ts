/**
 * Who made the change an event tells. What waits already, and what older processes still write, is taken for SCIM's.
 */
export const authors = `
ALTER TABLE scimkit_outbox ADD COLUMN author text COLLATE "C" NOT NULL DEFAULT 'scim';
`
