/**
 * An element whose id is too long for an index is kept under a digest of it, as `toKey` makes it of more than 500
 * UTF-16 units: here is the id itself. Those that are there already are brought into that form, or nobody would find
 * them.
 */
export const longMembers = `
ALTER TABLE scimkit_member ADD COLUMN long_value text COLLATE "C";
UPDATE scimkit_member SET long_value = value, value_key = coalesce(value_key, value),
  value = U&'\\0001\\0003' || encode(sha256(convert_to(value, 'UTF8')), 'hex')
WHERE octet_length(value) > 500 AND length(regexp_replace(value, U&'[\\+010000-\\+10FFFF]', 'xx', 'g')) > 500;
`
