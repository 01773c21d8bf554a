import { requirementsOf } from '../requirement.ts'

/**
 * RFC 9865, cursor pagination: what it asks of a service provider. Paraphrased; A-numbers are our choices where the
 * text leaves one.
 */
export const rfc9865 = requirementsOf({
  'S9865-2-01': [
    'MUST',
    '`cursor` is empty or omitted on the first request of a cursor query; an empty value selects cursor mode.',
    'GET /Users?cursor&count=10 and ?cursor=&count=10 → first page with nextCursor, no startIndex requirement.',
  ],
  'S9865-2-02': [
    'MUST',
    'Cursor values use only RFC 3986 unreserved characters (ALPHA DIGIT - . _ ~).',
    'Every nextCursor/previousCursor matches /^[A-Za-z0-9\\-._~]+$/ (base64url without padding is fine); needs no percent-encoding.',
  ],
  'S9865-2-03': [
    'MUST',
    'count: negative means 0; 0 returns only totalResults; never more than count, fewer allowed; server default if absent.',
    'cursor&count=-1 / 0 / 5 / absent; see A20 for the conflict with invalidCount.',
  ],
  'S9865-2-04': [
    'MUST',
    'nextCursor is in every paged response except the last page, and is omitted only to signal the end.',
    'Walk 25 rows by 10 → nextCursor on pages 1–2, absent on 3; an exactly full last page (20/10) has no nextCursor (look-ahead) or one further empty page (documented).',
  ],
  'S9865-2-05': [
    'OPTIONAL',
    'previousCursor may be returned.',
    'If offered: page 2 previousCursor leads back to page 1 rows.',
  ],
  'S9865-2-06': [
    'MUST NOT',
    'previousCursor is not on the first page.',
    'Page 1 → key absent; also when page 1 is reached backwards.',
  ],
  'S9865-2-07': [
    'DERIVED',
    'Cursors are opaque; the query must be repeated with identical parameters.',
    'Same cursor with other filter/sortBy/sortOrder/attributes/endpoint → E400/invalidCursor; other count → E400/invalidCount.',
  ],
  'S9865-2-08': [
    'OPTIONAL',
    'totalResults may be omitted when it cannot be estimated.',
    'countless adapter → key absent (not -1, not null); ordinary adapter → accurate total of all pages.',
  ],
  'S9865-2-09': [
    'DERIVED',
    'Cursor pages are ListResponse messages with itemsPerPage.',
    'schemas=[ListResponse]; itemsPerPage = rows; startIndex may be absent.',
  ],
  'S9865-2.1-01': [
    'SHOULD',
    'Bad pagination parameters give the proper status and SCIM Error.',
    'All below are 400 with Error body.',
  ],
  'S9865-2.1-02': [
    'SHOULD',
    'invalidCursor for unknown, malformed, forged or foreign cursors.',
    'cursor=abc, bit-flipped cursor, cursor of other user/tenant → E400/invalidCursor, identical text in each case.',
  ],
  'S9865-2.1-03': [
    'SHOULD',
    'expiredCursor after the lifetime.',
    'Advance clock beyond cursorTimeout → E400/expiredCursor (invalidCursor tolerated by text of §4).',
  ],
  'S9865-2.1-04': [
    'SHOULD',
    'invalidCount for a count that is not valid or differs from the initial count.',
    'count=x → E400/invalidCount; second page with other count → E400/invalidCount.',
  ],
  'S9865-2.1-05': [
    'DERIVED',
    'The three keywords extend Table 9 of RFC 7644; the table names GET but §3 applies the feature to POST.',
    'Same errors on POST /.search.',
  ],
  'S9865-2.2-01': [
    'DERIVED',
    'If sorting is supported, cursor pages are sorted.',
    'sortBy=userName over pages → globally ordered, no repeats.',
  ],
  'S9865-2.3-01': [
    'OPTIONAL',
    'A cursor-only provider may answer a plain query with nextCursor.',
    'mode=cursor: GET /Users → defaultPageSize rows + nextCursor; startIndex=11 → E400/invalidValue (policy).',
  ],
  'S9865-2.4-01': [
    'MUST',
    'With both methods there is a fixed default for requests naming neither startIndex nor cursor.',
    'GET /Users → behaves as SPC pagination.defaultPaginationMethod.',
  ],
  'S9865-2.4-02': [
    'DERIVED',
    'Providers that had index paging keep index as default.',
    'Toolkit default = "index" (RFC uses lower-case should).',
  ],
  'S9865-2.4-03': ['POLICY', 'startIndex and cursor together.', '→ E400/invalidValue.'],
  'S9865-3-01': [
    'DERIVED',
    'POST /.search takes `cursor` and `count` in the body.',
    '{"cursor":"","count":10} → first page with nextCursor; {"cursor":"<next>"} → next; null treated as absent (policy).',
  ],
  'S9865-4-01': [
    'SHOULD',
    'ServiceProviderConfig has complex `pagination`.',
    'pagination.cursor and .index booleans always present (REQUIRED inside); optional defaultPaginationMethod ("cursor"|"index"), defaultPageSize, maxPageSize, cursorTimeout positive integers.',
  ],
  'S9865-4-02': [
    'DERIVED',
    'maxPageSize caps any count; defaultPageSize applies without count; cursorTimeout is the minimum validity in seconds.',
    'count=9999 → ≤ maxPageSize; no count → defaultPageSize; cursor still valid at cursorTimeout−1 s since the previous page.',
  ],
  'S9865-5.2-01': [
    'MUST',
    'Pages contain only data the current actor may see, even with another actor’s cursor.',
    'Actor B uses A’s cursor → E400/invalidCursor or B’s authorised subset; never A’s extra rows.',
  ],
  'S9865-5.2-02': [
    'MUST',
    'Authorisation is checked on every page; a cursor grants nothing.',
    'Revoke permission between pages → E403/401 or reduced rows.',
  ],
  'S9865-5.2-03': [
    'SHOULD',
    'Cursors are invalidated on permission change (or totals updated).',
    'Revoke → old cursor E400/invalidCursor.',
  ],
  'S9865-5.2-04': [
    'DERIVED',
    'Cursors are obfuscated and forgery-proof.',
    'AEAD/HMAC-protected token; flipping any byte → E400/invalidCursor; no ids or SQL visible after base64 decoding.',
  ],
  'S9865-5.2-05': [
    'MUST',
    'Error handling does not disclose data; out-of-scope and non-existent pages look alike.',
    'Compare bodies byte-wise (except correlation id).',
  ],
  'S9865-5.3-01': [
    'DERIVED',
    'DoS: authentication for large sets, rate limits (429), ceiling on live cursors, cheap invalidation.',
    '10k first-page queries → bounded memory (stateless cursors) or 429/400 tooMany.',
  ],
})
