/** An element whose id is too long for an index is kept under a digest of it: here is the id itself. */
export const longMembers = `
ALTER TABLE scimkit_member ADD COLUMN long_value text COLLATE "C";
`
