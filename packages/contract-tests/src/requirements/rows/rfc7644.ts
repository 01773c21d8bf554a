import { requirementsOf } from '../requirement.ts'

/**
 * RFC 7644, the protocol: what it asks of a service provider. Paraphrased; A-numbers are our choices where the text
 * leaves one.
 */
export const rfc7644 = requirementsOf({
  'S7644-1.2-01': [
    'MUST',
    'URLs are percent-encoded.',
    '`filter=userName%20eq%20%22a%26b%22` and `+`/UTF-8 escapes decoded once; Location/`$ref`/meta.location emitted percent-encoded for ids needing it; malformed `%zz` → 400.',
  ],
  'S7644-1.3-01': [
    'MUST NOT',
    'The base URI has no query string.',
    'Configure baseUrl "https://x/scim?tenant=1" → configuration error; emitted URIs never contain "?".',
  ],
  'S7644-1.3-02': [
    'DERIVED',
    'Any path prefix is allowed.',
    'Mount at /, /scim, /scim/v2, /t/{tenant}/scim/v2 → all links correct.',
  ],
  'S7644-2-01': [
    'MUST',
    'Supported HTTP auth schemes are announced in WWW-Authenticate.',
    'Request without credentials → 401 + `WWW-Authenticate: Bearer …` (one per scheme) + SCIM Error body.',
  ],
  'S7644-2-02': [
    'MUST',
    'The authenticated client maps to an access-control policy / security subject.',
    'authorize hook receives principal for every op incl. each Bulk op, each .search, /Me; deny → E403, no state change.',
  ],
  'S7644-2-03': [
    'SHOULD',
    'The acting subject is considered for each action.',
    'Self-service principal: GET own User 200; GET other → 403/404; PATCH own email OK, own roles denied.',
  ],
  'S7644-2-04': [
    'DERIVED',
    'Missing/invalid/expired credentials → 401; authenticated but not allowed → 403.',
    'Bad token → E401 with `error="invalid_token"`; valid token w/o scope → E403. No existence oracle: unauthenticated request to existing and missing id give the same 401.',
  ],
  'S7644-2-05': [
    'SHOULD NOT',
    'Tokens issued on weak or no authentication are not accepted (except one-time use).',
    'Default config has no anonymous/`none` auth; alg=none JWT rejected.',
  ],
  'S7644-2-06': [
    'SHOULD',
    'Basic authentication is combined with another factor.',
    'Basic disabled by default; enabling logs a warning and needs explicit opt-in.',
  ],
  'S7644-2.1-01': [
    'SHOULD',
    'Grant type, scopes and subject of a token drive access rules.',
    'Token with read-only scope: GET 200, POST/PUT/PATCH/DELETE/Bulk write → E403.',
  ],
  'S7644-2.1-02': [
    'MUST',
    'OAuth (RFC 7521 §8) and equivalent threats are countered (audience, issuer, expiry, replay).',
    'JWT with wrong aud/iss/exp/nbf/signature → E401.',
  ],
  'S7644-2.2-01': [
    'OPTIONAL',
    'Anonymous requests may be allowed.',
    'Off by default → 401. If on: only POST to listed endpoints, see S7644-7.6.',
  ],
  'S7644-3.1-01': [
    'MUST',
    'Message schemas start with urn:ietf:params:scim:api:.',
    'ListResponse, Error, BulkResponse bodies carry their URN; POST .search with a resource URN as message schema → E400/invalidSyntax.',
  ],
  'S7644-3.1-02': [
    'MUST NOT',
    'Message schemas are not discoverable through /Schemas.',
    'GET /Schemas → no id starting `urn:ietf:params:scim:api:`; GET /Schemas/urn:ietf:params:scim:api:messages:2.0:PatchOp → E404.',
  ],
  'S7644-3.1-03': [
    'MUST',
    'Responses reflect the resource state as the provider interprets it.',
    'Adapter that trims/normalises → POST/PUT/PATCH response equals the following GET (modulo returned=request).',
  ],
  'S7644-3.2-01': ['MUST NOT', 'PUT does not create resources.', 'PUT /Users/{unknown} → E404 and nothing created.'],
  'S7644-3.2-02': [
    'SHOULD',
    'Extended resource endpoints pluralise the resource name with "s".',
    'registerResourceType("Widget") without endpoint → "/Widgets".',
  ],
  'S7644-3.2-03': [
    'SHOULD',
    'Errors appear in the HTTP status and again in the body.',
    'Every error: HTTP status = Number(body.status).',
  ],
  'S7644-3.2-04': [
    'DERIVED',
    'Unknown endpoints → 404; methods not defined for an endpoint are refused.',
    'GET /Nope → E404; POST /Users/{id}, PUT /Users, DELETE /Users, PATCH /Users, GET /Bulk, GET /.search → E405 with Allow (A30).',
  ],
  'S7644-3.2-05': [
    'DERIVED',
    'Endpoint paths are matched as published (trailing slash policy fixed).',
    'GET /Users/ ≡ GET /Users (policy); GET /users → 404 unless case-insensitive routing is on.',
  ],
  'S7644-3.3-01': [
    'MUST',
    'readOnly attributes in the body are ignored.',
    'POST with id, meta, groups, W.state → 201, server values only, no error.',
  ],
  'S7644-3.3-02': [
    'DERIVED',
    'Omitted readWrite attributes may be defaulted by the server.',
    'W.defaulted omitted → response shows default; filter on it uses the returned default (S7644-3.4.2.2).',
  ],
  'S7644-3.3-03': [
    'DERIVED',
    'null / [] in POST overrides a server default and leaves the attribute unassigned.',
    'POST W.defaulted:null → absent in response.',
  ],
  'S7644-3.3-04': ['MUST', 'Success is 201 Created.', 'POST valid → 201.'],
  'S7644-3.3-05': [
    'SHOULD',
    'The body is the provider’s representation.',
    '201 body equals GET (plus returned=request values sent).',
  ],
  'S7644-3.3-06': [
    'MUST',
    'Location header and meta.location carry the resource URI.',
    'Both present, absolute, equal, and GETtable.',
  ],
  'S7644-3.3-07': [
    'MUST',
    'A create conflicting with an existing resource → 409 with scimType uniqueness.',
    'Duplicate userName (any case) → E409/uniqueness; nothing created; concurrent duplicate POSTs → exactly one 201.',
  ],
  'S7644-3.3-08': [
    'DERIVED',
    'Missing required values → 400 invalidValue.',
    'POST User {} / Group {} / Widget without name → E400/invalidValue naming the attribute.',
  ],
  'S7644-3.3-09': [
    'DERIVED',
    'Unparsable body or wrong message structure → 400 invalidSyntax.',
    '`{"a":`, `[]`, `"x"`, empty body, missing `schemas` → E400/invalidSyntax.',
  ],
  'S7644-3.3-10': [
    'DERIVED',
    'Values of the wrong type or violating schema → 400 invalidValue.',
    'userName:5, emails:"x", name:[] → E400/invalidValue.',
  ],
  'S7644-3.3-11': [
    'POLICY',
    'Unknown attributes.',
    'strict → E400/invalidSyntax; lenient → ignored and not echoed (A22). Never silently stored.',
  ],
  'S7644-3.3-12': [
    'DERIVED',
    'immutable and writeOnly attributes can be set at creation.',
    'POST W.serial, W.secret → 201; serial returned, secret not.',
  ],
  'S7644-3.3-13': [
    'DERIVED',
    'attributes/excludedAttributes work on POST.',
    'POST /Users?attributes=userName → 201 with id, schemas, userName only.',
  ],
  'S7644-3.3-14': [
    'DERIVED',
    'Uniqueness applies to every unique attribute and leaves no partial state.',
    'W.code duplicate → E409/uniqueness; failing write leaves no orphan.',
  ],
  'S7644-3.3.1-01': [
    'MUST',
    'meta.resourceType is set from the endpoint.',
    'POST /Users → "User", /Groups → "Group", /Widgets → "Widget", even if body meta says otherwise.',
  ],
  'S7644-3.4-01': [
    'DERIVED',
    'Default attribute set = returned always + default.',
    'GET W → badge,name,… present; hint (request), secret (never) absent.',
  ],
  'S7644-3.4.1-01': [
    'DERIVED',
    'GET existing → 200 with the resource.',
    '200, Content-Type application/scim+json, ETag when supported, Location/Content-Location.',
  ],
  'S7644-3.4.1-02': ['DERIVED', 'GET unknown → 404 Error.', 'E404 body with schemas, status "404", detail.'],
  'S7644-3.4.1-03': [
    'DERIVED',
    'id path segments are decoded and matched exactly.',
    'id with reserved characters percent-encoded → found; `..%2f` → E404, no traversal.',
  ],
  'S7644-3.4.2-01': [
    'MUST',
    'Query responses are ListResponse messages.',
    'GET /Users → schemas == [urn:…:ListResponse].',
  ],
  'S7644-3.4.2-02': [
    'MUST',
    'totalResults is present (RFC 9865 cursor mode may omit it).',
    'GET /Users, filtered, count=0 → integer ≥ 0 = number of matches regardless of page.',
  ],
  'S7644-3.4.2-03': [
    'MUST',
    'Resources is present when totalResults > 0 (except count=0).',
    'Array under key `Resources` (capital R).',
  ],
  'S7644-3.4.2-04': [
    'MUST',
    'startIndex and itemsPerPage are present on partial (paged) results.',
    '25 users, count=10 → startIndex 1, itemsPerPage 10; last page itemsPerPage 5.',
  ],
  'S7644-3.4.2-05': [
    'MUST',
    'No match → 200 with totalResults 0.',
    'filter=userName eq "nobody" → 200, totalResults 0, Resources [] or absent; never 404.',
  ],
  'S7644-3.4.2-06': [
    'SHOULD',
    'Unknown query parameters are ignored.',
    'GET /Users?foo=bar&x-trace=1 → 200 same as without.',
  ],
  'S7644-3.4.2-07': [
    'POLICY',
    'Repeated or conflicting query parameters.',
    '?filter=a&filter=b, ?count=1&count=2 → E400/invalidValue; never an array-typed crash or first/last-wins by accident.',
  ],
  'S7644-3.4.2-08': [
    'OPTIONAL',
    'Queries may address a single resource.',
    'GET /Users/{id}?filter=… → filter ignored or applied (documented); attributes honoured.',
  ],
  'S7644-3.4.2.1-01': [
    'MUST',
    'A root query covers all resources, subject to filter.',
    'GET /?filter=id pr or POST /.search → Users, Groups, Widgets mixed; if unsupported → E501 (or 403), never partial.',
  ],
  'S7644-3.4.2.1-02': [
    'MUST',
    'Too many results → 400 tooMany.',
    'maxScan=100 and 1000 candidates unpaged/unfiltered (when the provider refuses) → E400/tooMany.',
  ],
  'S7644-3.4.2.1-03': [
    'MUST',
    'Filters on multi-type endpoints follow the normal rules; attributes a type lacks count as no value.',
    '/.search filter `userName eq "x" or displayName eq "G"` → user and group; `userName pr` excludes Groups; `userName ne "x"` on Groups → true (A2); `not (userName pr)` → Groups.',
  ],
  'S7644-3.4.2.1-04': [
    'DERIVED',
    'meta.resourceType filter restricts types.',
    '`meta.resourceType eq "User" or meta.resourceType eq "Group"` → no Widgets (RFC example omits the quotes; quoted form is required by grammar).',
  ],
  'S7644-3.4.2.2-01': [
    'MUST',
    'Only resources matching the filter are returned.',
    'Property test: result set = { r | eval(filter,r) } against a reference evaluator over a generated corpus.',
  ],
  'S7644-3.4.2.2-02': [
    'MUST',
    'A filter parameter holds at least one valid expression.',
    '`filter=` , `filter=%20`, `filter=()` → E400/invalidFilter.',
  ],
  'S7644-3.4.2.2-03': [
    'MUST',
    'Expression = attribute, operator, value (value omitted for pr).',
    '`userName`, `userName eq`, `eq "x"`, `userName "x"`, `userName pr "x"`, `userName eq "a" "b"` → E400/invalidFilter.',
  ],
  'S7644-3.4.2.2-04': [
    'DERIVED',
    'Attribute names and operators are case-insensitive.',
    '`USERNAME EQ "bjensen"`, `Username eQ …` ≡ `userName eq …`; `AND`, `Or`, `NOT`, `PR` accepted.',
  ],
  'S7644-3.4.2.2-05': [
    'DERIVED',
    'eq: identical values.',
    'string, boolean, integer, decimal, dateTime, reference, binary: one match and one non-match each.',
  ],
  'S7644-3.4.2.2-06': [
    'DERIVED',
    'ne: not identical.',
    '`userType ne "Employee"` returns others incl. resources without userType (A2).',
  ],
  'S7644-3.4.2.2-07': [
    'DERIVED',
    'co: operator value is a substring.',
    '`userName co "jens"` → match; `co ""` → all with a value (policy); LIKE wildcards `%`,`_`,`*` literal.',
  ],
  'S7644-3.4.2.2-08': [
    'DERIVED',
    'sw: prefix, incl. identical strings.',
    '`userName sw "bjensen"` on "bjensen" → match; `sw "jensen"` → none.',
  ],
  'S7644-3.4.2.2-09': [
    'DERIVED',
    'ew: suffix, incl. identical strings.',
    '`userName ew "jensen"` → match; identical → match; `ew "jens"` → none.',
  ],
  'S7644-3.4.2.2-10': [
    'DERIVED',
    'pr: non-empty, non-null value, or a complex value with a non-empty node.',
    'nickName "" → no; null/[]/{} → no; name:{givenName:"x"} → `name pr` yes; emails:[{}] → no; active=false and count=0 → yes (A4).',
  ],
  'S7644-3.4.2.2-11': [
    'DERIVED',
    'gt/ge/lt/le on strings are lexicographic and obey caseExact.',
    'userName a,B,c: `gt "b"` → c (and "B" only for ge, case-folded); caseExact W.code compares code points.',
  ],
  'S7644-3.4.2.2-12': [
    'DERIVED',
    'gt/ge/lt/le on dateTime are chronological.',
    'at 10:00+02:00 vs literal 08:30Z: `lt` true; equality of instants for ge/le/eq across offsets and fractions.',
  ],
  'S7644-3.4.2.2-13': [
    'DERIVED',
    'gt/ge/lt/le on integer/decimal are numeric.',
    'count 9 vs 10: `count gt 9` → 10 only (not lexicographic); negative and decimal literals.',
  ],
  'S7644-3.4.2.2-14': [
    'MUST',
    'gt on boolean or binary → 400 invalidFilter.',
    '`active gt false`, `blob gt "AQ=="`, `x509Certificates.value gt "A"` → E400/invalidFilter even when no resource exists.',
  ],
  'S7644-3.4.2.2-15': ['MUST', 'ge on boolean or binary → 400 invalidFilter.', 'as above with ge.'],
  'S7644-3.4.2.2-16': ['MUST', 'lt on boolean or binary → 400 invalidFilter.', 'as above with lt.'],
  'S7644-3.4.2.2-17': [
    'MUST',
    'le on boolean or binary → 400 invalidFilter.',
    'as above with le; also inside valuePath: `emails[primary le true]`, and in PATCH paths.',
  ],
  'S7644-3.4.2.2-18': [
    'POLICY',
    'co/sw/ew on boolean, integer, decimal, dateTime, binary, complex.',
    '→ E400/invalidFilter (attribute/operator combination not supported, Table 9); option dateTimeSubstring for `meta.lastModified sw "2026-"` (A32).',
  ],
  'S7644-3.4.2.2-19': [
    'POLICY',
    'Literal type does not fit attribute type.',
    '`userName eq 5`, `count eq "a"`, `active eq "yes"`, `at eq "not-a-date"` → E400/invalidFilter; `active eq "True"` accepted in Entra-compat (A26,A32).',
  ],
  'S7644-3.4.2.2-20': [
    'DERIVED',
    'null literal is grammatical.',
    '`nickName eq null` ≡ not(nickName pr); `nickName ne null` ≡ nickName pr; ordering with null → E400/invalidFilter (A32).',
  ],
  'S7644-3.4.2.2-21': [
    'DERIVED',
    'and / or / not have their Boolean meaning.',
    'Truth-table corpus of 8 users × {and,or,not}.',
  ],
  'S7644-3.4.2.2-22': [
    'MUST',
    'Precedence: grouping first, then comparison, then not, and, or (erratum 4670 order).',
    '`a or b and c` = a or (b and c); `not (a) and b` = (not a) and b; `(a or b) and c` differs; result sets distinguish each.',
  ],
  'S7644-3.4.2.2-23': [
    'MUST',
    'Filters conform to the (corrected) grammar; anything else → invalidFilter.',
    'Negative list: unbalanced ( or [, `userName = "x"`, single quotes, missing SP around operators, trailing `and`, `not userName pr` without parentheses (policy: reject), `a and or b`, trailing garbage → E400/invalidFilter.',
  ],
  'S7644-3.4.2.2-24': [
    'DERIVED',
    'Both `not (…)` and `not(…)` parse (erratum 7319).',
    'Same result for both spellings.',
  ],
  'S7644-3.4.2.2-25': [
    'DERIVED',
    'String literals are JSON strings.',
    '`"O\'Malley"`, `"a\\"b"`, `"\\u00e9"`, `"a\\\\b"` decode correctly; raw control char or bad escape → E400/invalidFilter.',
  ],
  'S7644-3.4.2.2-26': [
    'DERIVED',
    'Numbers and literals are JSON tokens.',
    '-1, 1.5, 1e3 OK for decimal; 01, +1, .5, NaN → E400/invalidFilter; `true/false/null` lower-case (TRUE → invalidFilter, Entra-compat tolerates).',
  ],
  'S7644-3.4.2.2-27': [
    'MUST',
    'valuePath: all bracketed conditions apply to the same element.',
    'emails [{work,a@x},{home,b@y}]: `emails[type eq "work" and value co "@y"]` → no match; `emails.type eq "work" and emails.value co "@y"` → match.',
  ],
  'S7644-3.4.2.2-28': [
    'MUST',
    'The bracket content is a valid filter over sub-attributes of the parent.',
    '`emails[]`, `emails[userName eq "x"]`, `emails[nope eq 1]`, `emails[urn:…:User:type eq "x"]` → E400/invalidFilter.',
  ],
  'S7644-3.4.2.2-29': [
    'DERIVED',
    'valuePath supports and/or/not/parentheses but no nested valuePath (errata 4690, 7322).',
    '`emails[type eq "work" or (type eq "home" and value ew "@x")]`, `emails[not (type eq "work")]` OK; `emails[type eq "a" and emails[type eq "b"]]` → E400/invalidFilter.',
  ],
  'S7644-3.4.2.2-30': [
    'DERIVED',
    'valuePath combines with other expressions.',
    '`userType eq "E" and emails[type eq "work"] or ims[…]` per RFC Figure 2.',
  ],
  'S7644-3.4.2.2-31': [
    'POLICY',
    'valuePath on a singular complex attribute; `attr[filter].sub op value`.',
    '`name[givenName eq "x"]` → evaluated on the single value (or invalidFilter); `emails[type eq "work"].value eq "x"` (Entra form) accepted as same-element AND in compat, else E400/invalidFilter (A25).',
  ],
  'S7644-3.4.2.2-32': [
    'MUST',
    'Complex attributes need a fully qualified sub-attribute in comparisons.',
    '`name eq "x"`, `meta gt "x"`, `manager eq "1"` → E400/invalidFilter; `name pr` allowed. `emails co "example.com"` (RFC Figure 2) ≡ emails.value co …',
  ],
  'S7644-3.4.2.2-33': [
    'DERIVED',
    'A multi-valued attribute matches if any value matches.',
    '`emails.value eq "b@y"` matches on second value; W.tags eq "x" matches any element; `ne` see A3.',
  ],
  'S7644-3.4.2.2-34': [
    'MUST',
    'Defaulted attributes are compared using the value returned to the last writer.',
    'W.defaulted omitted at POST, response "std": filter `defaulted eq "std"` → match, `defaulted pr` → match; after changing the server default, old resources keep "std".',
  ],
  'S7644-3.4.2.2-35': [
    'MUST',
    'Unsupported operators are refused with 400 invalidFilter and a readable detail.',
    '`userName regex "x"`, `userName like "x"` → E400/invalidFilter, detail names the operator.',
  ],
  'S7644-3.4.2.2-36': [
    'MUST',
    'String comparison obeys caseExact.',
    'id/externalId/W.code exact; userName/emails.value folded; folding is Unicode (ß/SS, İ policy) not ASCII-only (A39).',
  ],
  'S7644-3.4.2.2-37': [
    'DERIVED',
    'schemas is filterable.',
    '`schemas eq "urn:…:enterprise:2.0:User"` → users with that extension; URN compare case-insensitive policy.',
  ],
  'S7644-3.4.2.2-38': [
    'DERIVED',
    'id, externalId, meta.* are filterable for every type.',
    '`id eq`, `externalId eq`, `meta.created gt`, `meta.lastModified ge`, `meta.resourceType eq`, `meta.location eq`.',
  ],
  'S7644-3.4.2.2-39': [
    'POLICY',
    'Unknown attribute on a single-type endpoint.',
    'default E400/invalidFilter (interop profile); lenient → no value (A23).',
  ],
  'S7644-3.4.2.2-40': [
    'DERIVED',
    'Attributes that are never returned are not an oracle.',
    '`password sw "a"`, `secret eq "x"` → E400/invalidFilter (or E403/sensitive).',
  ],
  'S7644-3.4.2.2-41': [
    'DERIVED',
    'Filter literals are data.',
    '`userName eq "\' OR 1=1 --"`, `"{$ne:null}"`, `"*)(uid=*"`, `".*"` → literal compare, no error, no extra rows for every adapter.',
  ],
  'S7644-3.4.2.2-42': [
    'POLICY',
    'Resource limits on filters.',
    'Depth > 50, > 200 nodes, length > 8 KiB, list > N → E400/invalidFilter quickly (<50 ms), no stack overflow; regex-free parser.',
  ],
  'S7644-3.4.2.2-43': [
    'POLICY',
    'filter.supported=false.',
    'GET ?filter=… → E400/invalidFilter (preferred) or E501; never the unfiltered list.',
  ],
  'S7644-3.4.2.3-01': [
    'MUST',
    'sortBy selects the ordering attribute.',
    'sortBy=userName → ordered; sortBy=name.familyName → ordered by sub-attribute.',
  ],
  'S7644-3.4.2.3-02': [
    'MUST',
    'sortOrder defaults to ascending.',
    'sortBy only → ascending; sortOrder=descending → exact reverse except ties.',
  ],
  'S7644-3.4.2.3-03': [
    'MUST',
    'Order follows attribute type and caseExact.',
    'case-insensitive: b,A,c → A,b,c; caseExact W.code: A,b,c by code point (upper first); integer numeric 2<10; dateTime chronological; boolean false<true (policy).',
  ],
  'S7644-3.4.2.3-04': [
    'DERIVED',
    'Multi-valued: primary value, else first value.',
    'sortBy=emails.value (and `emails`) with primary second in list → primary used; none primary → first.',
  ],
  'S7644-3.4.2.3-05': [
    'DERIVED',
    'Resources without the value come last ascending, first descending.',
    '3 with title, 2 without: asc → without last; desc → without first; [] and null count as missing.',
  ],
  'S7644-3.4.2.3-06': [
    'DERIVED',
    'Complex attribute needs a sub-attribute path.',
    'sortBy=name → E400/invalidValue (policy) ; sortBy=name.givenName OK; URN-qualified and case-variant names OK.',
  ],
  'S7644-3.4.2.3-07': [
    'POLICY',
    'Bad sort parameters.',
    'sortOrder=up → E400/invalidValue; unknown sortBy → E400/invalidValue (alt: ignore) ; sortBy on never-returned attribute → E400; sortOrder without sortBy ignored (A35).',
  ],
  'S7644-3.4.2.3-08': [
    'DERIVED',
    'Sort is applied before paging and is stable across pages.',
    'Equal keys over 5 pages: union = all, no duplicate/miss (id tie-breaker).',
  ],
  'S7644-3.4.2.3-09': [
    'OPTIONAL',
    'Sort unsupported.',
    'sort.supported=false: sortBy ignored → 200 (default) – documented; never 500.',
  ],
  'S7644-3.4.2.4-01': [
    'MUST',
    'startIndex is 1-based, default 1; values < 1 mean 1.',
    'startIndex=0, -5, absent → response startIndex 1 and first row.',
  ],
  'S7644-3.4.2.4-02': ['MUST NOT', 'No more rows than count.', 'count=3 of 10 → ≤3 Resources.'],
  'S7644-3.4.2.4-03': ['MUST', 'Negative count means 0.', 'count=-1 → as count=0.'],
  'S7644-3.4.2.4-04': [
    'DERIVED',
    'count=0 → no Resources, totalResults only.',
    'totalResults 10, Resources absent/[]; itemsPerPage 0.',
  ],
  'S7644-3.4.2.4-05': [
    'DERIVED',
    'count absent → server maximum/default page.',
    '1000 users, filter.maxResults 200 → 200 rows, itemsPerPage 200, totalResults 1000.',
  ],
  'S7644-3.4.2.4-06': ['POLICY', 'count above the maximum is capped.', 'count=100000 → maxResults rows, 200 (A20).'],
  'S7644-3.4.2.4-07': [
    'DERIVED',
    'startIndex beyond the end → 200, no rows.',
    'startIndex=999 of 10 → Resources [], totalResults 10, startIndex echoed 999, itemsPerPage 0.',
  ],
  'S7644-3.4.2.4-08': [
    'DERIVED',
    'Walking pages yields every resource once (static data).',
    'count=7 over 50 rows with filter+sort → 50 distinct ids; itemsPerPage = rows returned.',
  ],
  'S7644-3.4.2.4-09': [
    'POLICY',
    'Non-integer startIndex/count.',
    'startIndex=abc, count=1.5, count= → E400/invalidValue; huge integers safe (no overflow).',
  ],
  'S7644-3.4.2.5-01': [
    'MUST',
    'Both parameters are supported.',
    'On GET one, list, .search, POST, PUT, PATCH (see 3.9).',
  ],
  'S7644-3.4.2.5-02': [
    'MUST',
    'Names are in standard attribute notation.',
    '`attributes=userName,name.givenName,urn:…:enterprise:2.0:User:department` all resolve; case-insensitive; spaces after commas trimmed.',
  ],
  'S7644-3.4.2.5-03': [
    'MUST',
    'excludedAttributes has no effect on returned=always.',
    'excludedAttributes=id,schemas,badge → all still present.',
  ],
  'S7644-3.4.2.5-04': [
    'DERIVED',
    'attributes overrides the default set.',
    'attributes=userName → id, schemas, (always) + userName, no meta/emails.',
  ],
  'S7644-3.4.2.5-05': [
    'DERIVED',
    'Sub-attribute selection returns the parent with only that sub-attribute.',
    'attributes=emails.value → emails:[{value}]; attributes=name.familyName → name:{familyName}; excludedAttributes=name.middleName → other name parts remain.',
  ],
  'S7644-3.4.2.5-06': [
    'DERIVED',
    'Whole-extension selection by URN.',
    'attributes=urn:…:enterprise:2.0:User → container only; excludedAttributes=same → container gone.',
  ],
  'S7644-3.4.2.5-07': [
    'DERIVED',
    'returned=never is never returned even when requested; returned=request only when requested.',
    'attributes=password,secret → absent, no error; attributes=hint → present.',
  ],
  'S7644-3.4.2.5-08': [
    'POLICY',
    'Both parameters together.',
    '→ E400/invalidValue (mutually exclusive, 3.9); compat: attributes wins (A17).',
  ],
  'S7644-3.4.2.5-09': [
    'POLICY',
    'Unknown names in either list are ignored.',
    'attributes=userName,doesNotExist → 200.',
  ],
  'S7644-3.4.2.5-10': [
    'DERIVED',
    'Large attributes are not computed when excluded.',
    'excludedAttributes=members → adapter not asked to load members (spy); Entra/Okta/IPSIE use this.',
  ],
  'S7644-3.4.3-01': [
    'MUST',
    'POST to endpoint + "/.search" is a query.',
    'POST /Users/.search, /Groups/.search, /.search → 200 ListResponse (not 201), nothing created.',
  ],
  'S7644-3.4.3-02': [
    'MUST',
    'Request carries the SearchRequest schema.',
    'Missing/other schemas → E400/invalidSyntax.',
  ],
  'S7644-3.4.3-03': [
    'MUST',
    'attributes / excludedAttributes are arrays of names in standard notation; always-returned attributes cannot be excluded.',
    '["userName","name.givenName"] honoured; "userName,name" string → E400/invalidSyntax (or invalidValue); excludedAttributes ["id"] no effect.',
  ],
  'S7644-3.4.3-04': [
    'MUST',
    'filter must be valid.',
    '{"filter":"userName xx 1"} → E400/invalidFilter; non-string → E400/invalidSyntax.',
  ],
  'S7644-3.4.3-05': ['MUST', 'sortBy in standard notation; sortOrder as for GET.', 'Same ordering as GET.'],
  'S7644-3.4.3-06': [
    'DERIVED',
    'startIndex/count are integers with GET semantics.',
    'count 0, -1, above max; "10" (string) → E400/invalidSyntax or coerced (policy).',
  ],
  'S7644-3.4.3-07': [
    'DERIVED',
    'Result equals the equivalent GET.',
    'Differential test GET vs .search for 50 random queries (same totals, ids, order, projection).',
  ],
  'S7644-3.4.3-08': [
    'DERIVED',
    'Scope = the endpoint; unknown members ignored; method GET refused.',
    '/Users/.search never returns Groups; {"foo":1} ignored; GET /Users/.search → 405 or 404; /Users/{id}/.search → 404 (A44).',
  ],
  'S7644-3.5-01': ['MUST', 'PUT is supported.', 'PUT /Users/{id} → 200 (every writable resource type).'],
  'S7644-3.5-02': ['SHOULD', 'PATCH is supported.', 'SPC patch.supported=true and PATCH works; else PATCH → E501.'],
  'S7644-3.5.1-01': ['MUST NOT', 'PUT never creates.', 'PUT unknown id → E404; PUT on deleted id → E404.'],
  'S7644-3.5.1-02': [
    'MUST',
    'readWrite and writeOnly values given replace the old ones.',
    'PUT new emails array → exactly the new array; PUT password → changed, not returned.',
  ],
  'S7644-3.5.1-03': [
    'POLICY',
    'Omitted readWrite attributes: cleared or defaulted.',
    'PUT without nickName → nickName gone (default: clear; server defaults re-applied) (A37).',
  ],
  'S7644-3.5.1-04': [
    'MUST',
    'immutable: input must match existing values, otherwise (SHOULD) 400 mutability.',
    'PUT W.serial other → E400/mutability; same → 200; omitted → value kept.',
  ],
  'S7644-3.5.1-05': ['MUST', 'immutable without a value is set.', 'W.serial unset; PUT serial → applied.'],
  'S7644-3.5.1-06': [
    'MUST',
    'readOnly values are ignored.',
    'PUT whole GET body back incl. id, meta, groups (even altered) → 200, unchanged (A6).',
  ],
  'S7644-3.5.1-07': [
    'DERIVED',
    'Required attributes must be present.',
    'PUT without userName → E400/invalidValue (the RFC puts the MUST on the client; the server must not end with an invalid resource).',
  ],
  'S7644-3.5.1-08': [
    'DERIVED',
    'Success = 200 with the entire resource.',
    '200 + body = GET; Location/ETag headers updated; attributes param honoured.',
  ],
  'S7644-3.5.1-09': ['DERIVED', 'null and [] clear values.', 'PUT roles:[] / title:null → unassigned.'],
  'S7644-3.5.1-10': [
    'DERIVED',
    'Omitted writeOnly values stay.',
    'PUT without password → old password still valid (A37).',
  ],
  'S7644-3.5.1-11': [
    'DERIVED',
    'Omitted extension containers are cleared (non-required) and removed from schemas.',
    'PUT without enterprise container → GET none (A37).',
  ],
  'S7644-3.5.1-12': [
    'DERIVED',
    'PUT enforces uniqueness and all schema rules atomically.',
    'PUT to taken userName → E409/uniqueness, resource untouched.',
  ],
  'S7644-3.5.1-13': [
    'DERIVED',
    'A PUT that changes nothing keeps version/lastModified (policy) ; a change updates both.',
    'PUT identical → lastModified unchanged (default) ; different → newer.',
  ],
  'S7644-3.5.2-01': ['MUST', 'schemas contains the PatchOp URN.', 'Missing, empty, wrong URN → E400/invalidSyntax.'],
  'S7644-3.5.2-02': [
    'MUST',
    'Operations is an array of ≥ 1 operation.',
    'Missing, [], {}, "x" → E400/invalidSyntax (Microsoft’s validator once sent []; still invalid).',
  ],
  'S7644-3.5.2-03': [
    'MUST',
    'Each operation has exactly one op of add/remove/replace.',
    'no op, op:"move","copy","test","", 5 → E400/invalidSyntax; "Add"/"REPLACE" accepted (A11).',
  ],
  'S7644-3.5.2-04': [
    'MUST',
    'path is optional for add/replace, required for remove.',
    'add/replace without path OK; remove without path → E400/noTarget.',
  ],
  'S7644-3.5.2-05': [
    'MUST',
    'Operations must fit the attribute’s mutability and schema; else the proper status + Error.',
    'readOnly target → E400/mutability; immutable with value → E400/mutability; wrong type → E400/invalidValue; unknown sub-attribute in value → E400/invalidValue or invalidPath.',
  ],
  'S7644-3.5.2-06': [
    'DERIVED',
    'add to an unset immutable attribute is allowed.',
    'W.serial unset; PATCH add serial → 200/204.',
  ],
  'S7644-3.5.2-07': [
    'MUST',
    'The resource’s schemas are assumed when resolving paths.',
    'path "department" does not reach the extension; path "urn:…:enterprise:2.0:User:department" does.',
  ],
  'S7644-3.5.2-08': [
    'MUST',
    'If an operation changes schemas, later operations see the change.',
    '[add schemas enterpriseURN, add urn:…:department] works; [remove extension attrs…, …] sees reduced schemas.',
  ],
  'S7644-3.5.2-09': [
    'DERIVED',
    'Adding a fully qualified extension attribute adds its URN to schemas.',
    'PATCH add urn:…:enterprise:2.0:User:employeeNumber "1" on plain User → GET schemas includes enterprise.',
  ],
  'S7644-3.5.2-10': [
    'DERIVED',
    'Operations run in order, each on the previous result.',
    '[add nickName a, replace nickName b] → b; [remove members, add members X] → only X; [add emails…, remove emails[…]] nets out.',
  ],
  'S7644-3.5.2-11': [
    'MUST',
    'Setting primary=true resets all other elements to false.',
    'work primary; PATCH add home primary:true → only home primary; also via replace `emails[type eq "home"].primary` true and whole-element replace.',
  ],
  'S7644-3.5.2-12': [
    'MUST',
    'A PATCH is atomic.',
    'ops [valid replace, invalid] → 4xx and GET identical to before incl. version, lastModified; concurrent readers never see the half state.',
  ],
  'S7644-3.5.2-13': ['MUST', 'Failure → status + Error body.', 'All PATCH errors have SCIM Error body.'],
  'S7644-3.5.2-14': [
    'MUST',
    'Success → 200 with the entire resource, or 204.',
    '200 body = GET, or 204 with empty body and ETag; never 200 without body (A29).',
  ],
  'S7644-3.5.2-15': [
    'MUST',
    'With ?attributes the answer is 200.',
    'PATCH …?attributes=userName → 200 projected (also with excludedAttributes by policy).',
  ],
  'S7644-3.5.2-16': [
    'DERIVED',
    'PATCH unknown/deleted resource → 404; unsupported → 501.',
    'E404; patch.supported=false → E501.',
  ],
  'S7644-3.5.2-17': [
    'DERIVED',
    'Malformed path → invalidPath.',
    '"", "emails[", "emails[type eq \\"work\\"", "name..x", ".x", "emails[0]", "/emails/0", "a.b.c", "emails]x" → E400/invalidPath.',
  ],
  'S7644-3.5.2-18': [
    'DERIVED',
    'Bad filter inside a path → invalidFilter (or invalidPath).',
    '`emails[type xx "a"].value`, `emails[primary gt true]` → E400/invalidFilter (Table 9 lists PATCH path filters).',
  ],
  'S7644-3.5.2-19': [
    'DERIVED',
    'Path naming an attribute not in the schema.',
    'path "doesNotExist", "name.nope", "emails.nope" → E400/invalidPath (alt noTarget) – fixed choice (A22).',
  ],
  'S7644-3.5.2-20': [
    'DERIVED',
    'Paths are case-insensitive and may be URN-qualified.',
    '"USERNAME", "urn:…:core:2.0:User:userName", "URN:IETF:…:user:name.familyname" equal effect.',
  ],
  'S7644-3.5.2-21': [
    'DERIVED',
    'A path may be an extension URN alone.',
    'replace path "urn:…:enterprise:2.0:User" {department} ; remove same path → container and schema URI gone.',
  ],
  'S7644-3.5.2-22': [
    'DERIVED',
    'Sub-attribute path on a multi-valued attribute without filter.',
    'replace "emails.value"/"emails.type" → applies to all elements or E400/invalidPath – fixed choice; document.',
  ],
  'S7644-3.5.2-23': [
    'DERIVED',
    'valuePath on non-complex/singular attributes is invalid; for simple multi-valued see A42.',
    '`userName[value eq "x"]` → E400/invalidPath; `tags[value eq "x"]` and `tags eq "x"` handled per A42.',
  ],
  'S7644-3.5.2-24': [
    'DERIVED',
    'id, meta, schemas(base) protected.',
    'replace id / meta.created → E400/mutability; remove base URI from schemas → E400/mutability or invalidValue.',
  ],
  'S7644-3.5.2-25': [
    'DERIVED',
    'Uniqueness is enforced.',
    'replace userName to taken → E409/uniqueness; nothing applied.',
  ],
  'S7644-3.5.2-26': [
    'DERIVED',
    'Result must be a valid resource.',
    'Ops leaving required extension/attribute unset → E400, rolled back.',
  ],
  'S7644-3.5.2-27': ['POLICY', 'No-change PATCH.', 'All ops no-ops → 200/204, lastModified and ETag unchanged.'],
  'S7644-3.5.2-28': [
    'POLICY',
    'Limits.',
    '> maxPatchOperations or body > limit → E413 (or 400); ≥ 50 member ops must work (IPSIE).',
  ],
  'S7644-3.5.2.1-01': ['MUST', 'value is required.', 'add without value → E400/invalidValue (or invalidSyntax).'],
  'S7644-3.5.2.1-02': [
    'DERIVED',
    'No path: value is an object merged into the resource.',
    '{emails:[…],nickName:"B"} → email appended, nickName set; value "x" or [] → E400/invalidValue.',
  ],
  'S7644-3.5.2.1-03': ['DERIVED', 'Single simple, unset → set; set → replaced.', 'add nickName twice → last value.'],
  'S7644-3.5.2.1-04': [
    'MUST',
    'Complex target: value is a set of sub-attributes; merged.',
    'add name {givenName:"B"} → familyName kept; add name "x" → E400/invalidValue; add to unset name creates it.',
  ],
  'S7644-3.5.2.1-05': [
    'DERIVED',
    'Sub-attribute path creates the parent.',
    'add name.givenName on user without name → name:{givenName}.',
  ],
  'S7644-3.5.2.1-06': [
    'DERIVED',
    'Multi-valued: values appended (object, array of objects, primitives for simple).',
    'add emails {…}; add emails [{…},{…}]; add tags "x"; add tags ["x","y"].',
  ],
  'S7644-3.5.2.1-07': [
    'SHOULD',
    'Value already present → no change, success.',
    'add existing member/email → 200/204, same content.',
  ],
  'S7644-3.5.2.1-08': [
    'MUST NOT',
    '…and lastModified is not changed if nothing else changed.',
    'lastModified and ETag equal before/after.',
  ],
  'S7644-3.5.2.1-09': [
    'DERIVED',
    'valuePath match: sub-attributes merged into every matching element.',
    'add emails[type eq "work"] {display:"W"}; add addresses[type eq "work"].postalCode "1".',
  ],
  'S7644-3.5.2.1-10': [
    'POLICY',
    'valuePath without match.',
    'Entra-compat: create element from the eq-conjunction + sub-attribute; strict: E400/noTarget (A12).',
  ],
  'S7644-3.5.2.1-11': [
    'DERIVED',
    'readOnly targets fail; password can be set.',
    'add groups […] → E400/mutability; add password → success, not returned.',
  ],
  'S7644-3.5.2.1-12': [
    'DERIVED',
    'Extension attribute with/without path.',
    'path URN:dept; pathless {"urn:…:User":{department}}; pathless {"urn:…:User:department":"x"} (Entra/Okta form) (A41).',
  ],
  'S7644-3.5.2.1-13': [
    'POLICY',
    'Dotted keys in pathless value.',
    '{"name.givenName":"x"}, {"emails[type eq \\"work\\"].value":"x"} → treated as paths in compat; strict E400/invalidPath (A41).',
  ],
  'S7644-3.5.2.1-14': [
    'POLICY',
    'add with null / [].',
    'No-op success (nothing to add); required attribute null → E400/invalidValue.',
  ],
  'S7644-3.5.2.2-01': ['MUST', 'No path → 400 noTarget.', '{"op":"remove"} → E400/noTarget.'],
  'S7644-3.5.2.2-02': [
    'MUST',
    'Single-valued target becomes unassigned.',
    'remove nickName; remove name (whole); remove name.middleName; → `pr` false, omitted.',
  ],
  'S7644-3.5.2.2-03': [
    'MUST',
    'Multi-valued without filter: all values removed.',
    'remove members / emails → unassigned.',
  ],
  'S7644-3.5.2.2-04': [
    'MUST',
    'Filter on value: matched values removed; unassigned if none remain.',
    'remove members[value eq "1"] of 2 → 1 left; of 1 → members gone.',
  ],
  'S7644-3.5.2.2-05': [
    'MUST',
    'Filter on sub-attributes: matching records removed, incl. several at once.',
    'remove emails[type eq "work" and value ew "example.com"] removes exactly those; remove emails[type eq "work"] with 2 matches removes both; last → unassigned.',
  ],
  'S7644-3.5.2.2-06': [
    'DERIVED',
    'valuePath.subAttr removes only that sub-attribute from matching elements.',
    'remove emails[type eq "work"].display → display gone there only; removing the last sub-attribute drops the empty element.',
  ],
  'S7644-3.5.2.2-07': [
    'MUST',
    'Removing (or emptying) a required or readOnly attribute → scimType mutability.',
    'remove userName, remove groups, remove id, remove members[…].value when required → E400/mutability (A38).',
  ],
  'S7644-3.5.2.2-08': [
    'DERIVED',
    'Immutable attribute removal → mutability.',
    'remove W.serial (set) → E400/mutability.',
  ],
  'S7644-3.5.2.2-09': [
    'DERIVED',
    'Removing a non-member changes nothing and succeeds.',
    'remove members[value eq "nobody"] → 200/204, lastModified unchanged (A14).',
  ],
  'S7644-3.5.2.2-10': [
    'POLICY',
    'Removing an unassigned attribute.',
    'remove nickName when unset → success no-op (A14).',
  ],
  'S7644-3.5.2.2-11': [
    'POLICY',
    'remove with a value (Entra legacy).',
    '{"op":"remove","path":"members","value":[{"value":"1"}]} → removes only member 1 (compat) or E400/invalidValue (strict); must never wipe the group (A1).',
  ],
  'S7644-3.5.2.2-12': ['DERIVED', 'Unknown attribute → invalidPath.', 'remove "nope" → E400/invalidPath.'],
  'S7644-3.5.2.2-13': [
    'DERIVED',
    'Extension attribute/container removal.',
    'remove urn:…:User:department; last attribute removed → container and URI removed.',
  ],
  'S7644-3.5.2.3-01': [
    'MUST',
    'No path: value is an object of attributes to replace.',
    '{nickName:"B",emails:[…]} → emails wholly replaced, others untouched; value scalar/array → E400/invalidValue.',
  ],
  'S7644-3.5.2.3-02': ['DERIVED', 'Single simple replaced.', 'replace userName / active.'],
  'S7644-3.5.2.3-03': [
    'DERIVED',
    'Multi-valued without filter: all values replaced.',
    'replace members [a,b] → exactly a,b; replace emails [] → unassigned; single object instead of array → wrapped (compat) or E400/invalidValue (A27).',
  ],
  'S7644-3.5.2.3-04': [
    'MUST',
    'Target attribute without value → treated as add.',
    'replace nickName when unset → set; replace name.givenName when name unset → created.',
  ],
  'S7644-3.5.2.3-05': [
    'MUST',
    'Complex: given sub-attributes replaced/added, others unchanged.',
    'replace name {givenName:"X"} → familyName kept (interop profile: whole value replaced – A15); scalar → E400/invalidValue.',
  ],
  'S7644-3.5.2.3-06': [
    'MUST',
    'valuePath match: all matching records replaced.',
    'replace addresses[type eq "work"] {…} → every work address has the new content (and primary rule applied).',
  ],
  'S7644-3.5.2.3-07': [
    'DERIVED',
    'valuePath.subAttr: that sub-attribute replaced in all matching records.',
    'replace addresses[type eq "work"].streetAddress "x" with two work addresses → both.',
  ],
  'S7644-3.5.2.3-08': [
    'MUST',
    'valuePath without match → 400 noTarget.',
    'replace emails[type eq "fax"].value "x" → E400/noTarget, also when emails is unassigned (compat upsert: A13).',
  ],
  'S7644-3.5.2.3-09': [
    'DERIVED',
    'readOnly/immutable rules apply.',
    'replace members[value eq "1"].value → E400/mutability; replace immutable with equal value → no-op success.',
  ],
  'S7644-3.5.2.3-10': [
    'DERIVED',
    'value missing → error; null → unassign.',
    'replace nickName without value → E400/invalidValue; value:null → unassigned; null on required → E400/invalidValue or mutability (A38).',
  ],
  'S7644-3.5.2.3-11': ['DERIVED', 'Replacing with an equal value changes nothing.', 'lastModified/ETag unchanged.'],
  'S7644-3.6-01': ['MUST', 'Success → 204.', 'DELETE existing → 204, empty body.'],
  'S7644-3.6-02': [
    'MUST',
    'Afterwards every operation on it → 404.',
    'GET, PUT, PATCH, DELETE, Bulk ops → E404 (soft delete included).',
  ],
  'S7644-3.6-03': [
    'MUST',
    'Deleted resources are omitted from queries.',
    'List, filter by id/userName, .search, root query, counts → gone.',
  ],
  'S7644-3.6-04': [
    'SHOULD NOT',
    'Deleted resources take no part in conflict checks.',
    'DELETE then POST same userName → 201.',
  ],
  'S7644-3.6-05': [
    'DERIVED',
    'Unknown id → 404; collection DELETE refused.',
    'DELETE /Users/nope → E404; DELETE /Users → E405.',
  ],
  'S7644-3.6-06': [
    'POLICY',
    'References to a deleted resource are cleaned.',
    'User removed from Group.members and manager refs cleared or left dangling – documented; $ref then 404 (A36).',
  ],
  'S7644-3.7-01': [
    'DERIVED',
    'Request and response carry BulkRequest / BulkResponse URNs.',
    'Wrong schema → E400/invalidSyntax; response schemas = [BulkResponse].',
  ],
  'S7644-3.7-02': [
    'MUST',
    'Operations and method are required; method ∈ POST, PUT, PATCH, DELETE.',
    'No Operations → E400/invalidSyntax; op without/with bad method (GET, HEAD) → that op status 400 invalidSyntax/invalidValue.',
  ],
  'S7644-3.7-03': ['MUST', 'bulkId is required for POST.', 'POST op without bulkId → op status 400.'],
  'S7644-3.7-04': [
    'DERIVED',
    'bulkId is unique within the request.',
    'Duplicate bulkId → E400/invalidSyntax or op-level 400; never mis-resolved.',
  ],
  'S7644-3.7-05': [
    'MUST',
    'path is required: endpoint for POST, resource for others.',
    'POST /Users/{id}, PUT /Users, missing path, absolute URL, "../Users", "/Bulk", "/.search", "/Schemas" → op status 400/404; no SSRF/recursion.',
  ],
  'S7644-3.7-06': [
    'MUST',
    'data is required for POST, PUT, PATCH.',
    'Missing → op 400 invalidSyntax; PATCH data is a full PatchOp message (erratum 5050).',
  ],
  'S7644-3.7-07': [
    'MUST',
    'location is present in each result except a failed POST.',
    'Check all four methods success+failure; DELETE includes location too.',
  ],
  'S7644-3.7-08': [
    'MUST',
    'Non-2xx results include `response` with the Error message.',
    'op 409/404/412 → response.schemas=[Error], status, detail, scimType.',
  ],
  'S7644-3.7-09': [
    'MUST',
    'A processed bulk job → 200 whatever the individual results.',
    'All ops failing → HTTP 200 with per-op errors.',
  ],
  'S7644-3.7-10': [
    'MUST',
    'A job that cannot be processed → an HTTP error.',
    'Malformed → E400; too large → E413; unauthorised → E401/403; unsupported → E501.',
  ],
  'S7644-3.7-11': [
    'MUST',
    'Processing continues past failures.',
    'ops [ok, fail, ok] without failOnErrors → 3 results, both ok applied.',
  ],
  'S7644-3.7-12': [
    'DERIVED',
    'failOnErrors=n stops after n errors; not valid in responses.',
    'failOnErrors 1: [fail, ok] → only first result, second not executed; n=2 likewise; earlier successes stay (bulk is not a transaction); 0/negative/non-integer → E400/invalidSyntax (policy).',
  ],
  'S7644-3.7-13': ['MUST', 'bulkId is echoed with the created resource.', 'result.bulkId === request bulkId.'],
  'S7644-3.7-14': [
    'MUST',
    'Reordering/parallelism preserves the client’s intent.',
    'Group referencing a later User works; [PATCH u a, PATCH u b] ends at b; results are in request order (policy).',
  ],
  'S7644-3.7-15': [
    'OPTIONAL',
    'version is honoured as If-Match for PUT/PATCH/DELETE.',
    'Stale version → op 412; fresh → success with new version in the result.',
  ],
  'S7644-3.7-16': [
    'DERIVED',
    'Each op is authorised, validated and projected as if sent alone.',
    'Op outside scope → op 403; password never in `response`; attributes rules equal.',
  ],
  'S7644-3.7.1-01': [
    'MUST',
    'Circular references are attempted; 409 allowed after a failed attempt.',
    'RFC example A⇄B groups → both created and cross-linked; 3-cycle; self-reference; required circular reference → op 409 (A7).',
  ],
  'S7644-3.7.2-01': [
    'MUST',
    'bulkId:x is replaced by the permanent id.',
    'User+Group example; forward and backward order; inside members[].value, $ref and PATCH values/filters.',
  ],
  'S7644-3.7.2-02': [
    'MUST',
    'Same for references in extensions.',
    'enterprise manager.value "bulkId:qwerty" → real id.',
  ],
  'S7644-3.7.2-03': [
    'DERIVED',
    'Unresolvable or failed references fail the dependent op.',
    'Unknown bulkId → op 400 invalidValue (or 409); referenced POST failed → dependent op 409/412; no literal "bulkId:" is ever stored in reference values.',
  ],
  'S7644-3.7.2-04': [
    'DERIVED',
    'Only reference/identifier values are substituted.',
    'displayName:"bulkId:qwerty" stays literal text (policy).',
  ],
  'S7644-3.7.3-01': ['MUST', 'Every processed operation has a result.', 'n processed → n results.'],
  'S7644-3.7.3-02': [
    'MUST',
    'status holds the HTTP code the single request would have had.',
    '"201","200"/"204","204","400"… as string (A10).',
  ],
  'S7644-3.7.3-03': ['MUST', 'Errors carry a human-readable description.', 'response.detail non-empty.'],
  'S7644-3.7.4-01': [
    'MUST',
    'maxOperations and maxPayloadSize are defined.',
    'SPC bulk.* are positive integers even if unsupported (0 allowed when unsupported, policy).',
  ],
  'S7644-3.7.4-02': [
    'MUST',
    'Exceeding either → 413.',
    'maxOperations+1 ops → E413; body > maxPayloadSize (Content-Length and chunked without it) → E413, body not buffered fully, nothing executed.',
  ],
  'S7644-3.7.4-03': [
    'MUST',
    'The 413 body names the limit.',
    'detail contains maxOperations/maxPayloadSize and the number.',
  ],
  'S7644-3.8-01': [
    'MUST',
    'JSON in UTF-8 is accepted and produced; UTF-8 is the default.',
    'Non-ASCII round-trip without charset; `charset=utf-8` accepted; invalid UTF-8 bytes → E400/invalidSyntax; BOM tolerated (policy).',
  ],
  'S7644-3.8-02': ['MUST', 'Accept: application/scim+json is supported.', '→ 200 with that Content-Type.'],
  'S7644-3.8-03': [
    'SHOULD',
    'Accept: application/json is supported.',
    '→ 200; Content-Type application/json or application/scim+json (policy).',
  ],
  'S7644-3.8-04': ['DERIVED', 'Default is application/scim+json.', 'No Accept, */* → application/scim+json.'],
  'S7644-3.8-05': [
    'POLICY',
    'Unacceptable Accept / unsupported Content-Type.',
    'Accept: text/html → 406 (or ignore); POST text/plain → 415; POST application/json accepted; q-values honoured (A43).',
  ],
  'S7644-3.9-01': [
    'MUST',
    'attributes: minimum set plus the named ones, on every operation returning a resource.',
    'GET/POST/PUT/PATCH/list/.search with attributes=userName.',
  ],
  'S7644-3.9-02': [
    'MUST',
    'excludedAttributes: minimum set always there, plus default minus listed.',
    'same operations with excludedAttributes=emails,name.middleName.',
  ],
  'S7644-3.10-01': [
    'DERIVED',
    'URN-qualified and short core names are equal.',
    'filter, sortBy, attributes, PATCH path with "urn:…:core:2.0:User:userName" ≡ "userName".',
  ],
  'S7644-3.10-02': [
    'DERIVED',
    'Extension attributes need the URN; sub-attributes use dots after the attribute.',
    '"urn:…:enterprise:2.0:User:manager.displayName" resolves; "employeeNumber" does not (policy option).',
  ],
  'S7644-3.10-03': [
    'DERIVED',
    'URN, attribute and sub-attribute are case-insensitive.',
    '"URN:IETF:PARAMS:SCIM:SCHEMAS:CORE:2.0:USER:NAME.GIVENNAME" works.',
  ],
  'S7644-3.10-04': [
    'DERIVED',
    'Parser handles the dot in "2.0" and colons in URNs; longest registered URN wins.',
    'Schemas "urn:x:a" and "urn:x:a:b" both registered → "urn:x:a:b:c" resolves to attribute c of the longer.',
  ],
  'S7644-3.11-01': ['SHOULD', 'Unsupported /Me → 501.', 'GET/POST/PUT/PATCH/DELETE /Me without resolver → E501.'],
  'S7644-3.11-02': [
    'OPTIONAL',
    '308 redirect to the real resource.',
    'redirect mode → 308 + Location; method and body preserved by client.',
  ],
  'S7644-3.11-03': [
    'MUST',
    'If processed, Location is the permanent resource URI.',
    'GET /Me → 200, Location/meta.location = …/Users/{id}, not /Me.',
  ],
  'S7644-3.11-04': [
    'DERIVED',
    'Errors and authz as usual.',
    'Unauthenticated → 401; no mapped resource → E404; PATCH /Me obeys self-service policy; POST /Me only if enabled.',
  ],
  'S7644-3.12-01': [
    'MUST',
    'Errors are returned as JSON with the Error schema.',
    'All 4xx/5xx (incl. router 404/405, body-parser errors, uncaught exceptions, 401) → schemas=[urn:…:Error], Content-Type application/scim+json.',
  ],
  'S7644-3.12-02': ['MUST', 'status is present as a string.', 'typeof status === "string" and equals the HTTP code.'],
  'S7644-3.12-03': [
    'DERIVED',
    'scimType only where defined.',
    '400: Table 9 keyword or absent; 409 → uniqueness (absent for version conflicts); 403 → sensitive only; never invented words; RFC 9865 adds invalidCursor, expiredCursor, invalidCount.',
  ],
  'S7644-3.12-04': [
    'SHOULD',
    'Status codes are used as catalogued.',
    'One request for each status and scimType of RFC 7644 Tables 8 and 9.',
  ],
  'S7644-3.12-05': [
    'SHOULD',
    '500 responses help debugging without leaking.',
    'Adapter throws Error("pg: password=…") → E500, detail generic + correlation id; stack never in body.',
  ],
  'S7644-3.12-06': [
    'DERIVED',
    'detail is safe text.',
    'User input echoed in detail is length-limited and JSON-escaped; no other tenant’s values.',
  ],
  'S7644-3.13-01': [
    'MUST',
    'A version segment is "v"+number directly before the resource endpoint.',
    '/v2/Users works when mounted; /Users/v2 → 404; links keep the configured form.',
  ],
  'S7644-3.13-02': [
    'MUST',
    'A requested version is honoured or rejected.',
    '/v1/Users, /v3/Users → E400/invalidVers (or E404); never served as v2.',
  ],
  'S7644-3.13-03': [
    'SHOULD',
    'Without version the latest supported is used.',
    '/Users → 2.0 behaviour (if the unversioned mount is enabled).',
  ],
  'S7644-3.14-01': [
    'MUST',
    'When supported, ETags are sent as header (and SHOULD be in meta.version).',
    'POST/GET/PUT/PATCH → ETag header; meta.version equal; etag.supported=true; PATCH 204 also has ETag.',
  ],
  'S7644-3.14-02': [
    'DERIVED',
    'If-None-Match hit on GET → 304 with empty body.',
    'GET with current tag → 304, no body, ETag kept; stale tag → 200; `*` → 304; weak comparison; list of tags.',
  ],
  'S7644-3.14-03': [
    'DERIVED',
    'If-Match mismatch on PUT/PATCH (and DELETE, Table 8) → 412.',
    'Stale tag → E412, resource unchanged; current tag → success; `*` → success if exists; list with one hit → success.',
  ],
  'S7644-3.14-04': [
    'DERIVED',
    'The tag changes on each state change and only then.',
    'PUT/PATCH changing → new tag; no-op → same; projection (`attributes`) does not change it (weak tag).',
  ],
  'S7644-3.14-05': [
    'DERIVED',
    'Lost update is prevented under concurrency.',
    'Two PATCHes with the same If-Match in parallel → one success, one 412 (compare-and-set in the adapter).',
  ],
  'S7644-3.14-06': [
    'POLICY',
    'Edge cases.',
    'If-Match on unknown id → 404; malformed tag → 400 or treated as no match; If-None-Match:* on PUT → 412; etag.supported=false → conditional headers ignored (A31).',
  ],
  'S7644-4-01': [
    'MUST',
    'GET /ServiceProviderConfig returns one JSON object with the ServiceProviderConfig schema.',
    '200; not a ListResponse; schemas exact.',
  ],
  'S7644-4-02': [
    'MUST',
    'GET /Schemas returns all supported schemas as ListResponse.',
    'Contains every base/extension schema of /ResourceTypes; totalResults = Resources.length (no paging).',
  ],
  'S7644-4-03': [
    'DERIVED',
    'GET /Schemas/{urn} and /ResourceTypes/{name} return single objects.',
    '200 object with schemas, id, meta.location; unknown → E404; URN percent-encoded colon accepted; case-insensitive URN (policy).',
  ],
  'S7644-4-04': [
    'MUST',
    'GET /ResourceTypes (and multiple Schemas) use ListResponse form.',
    'schemas=[ListResponse], Resources[].',
  ],
  'S7644-4-05': [
    'MUST',
    'Query parameters (sort, paging, …) are ignored on discovery endpoints.',
    '?startIndex=2&count=1&sortBy=id → full list.',
  ],
  'S7644-4-06': [
    'SHOULD',
    'A filter on a discovery endpoint → 403.',
    'GET /Schemas?filter=id pr, /ResourceTypes?filter=…, /ServiceProviderConfig?filter=… → E403 (A18).',
  ],
  'S7644-4-07': [
    'DERIVED',
    'Only GET (HEAD) is allowed.',
    'POST/PUT/PATCH/DELETE → 405/501; POST /Schemas/.search → 404/405.',
  ],
  'S7644-4-08': [
    'DERIVED',
    'Schema resources include `schemas` and meta though RFC 8.7 samples omit them.',
    'Each: schemas=[…:Schema], meta.resourceType "Schema", meta.location (A8).',
  ],
  'S7644-5-01': [
    'MUST',
    'userName and password are prepared and compared with PRECIS (RFC 7613, now RFC 8265: UsernameCaseMapped, OpaqueString).',
    'userName "ＢＪＥＮＳＥＮ" (full-width), NFD "e\\u0301", "BJENSEN" conflict with their prepared equals → E409; disallowed code points (e.g. U+0000, spaces in UsernameCaseMapped by policy) → E400/invalidValue (A39).',
  ],
  'S7644-6-01': [
    'DERIVED',
    'Tenants are isolated.',
    'Tenant B: GET/PUT/PATCH/DELETE on A’s id → E404 (not 403); lists, filters, counts, uniqueness, Bulk refs, /Me, cursors, ETags never cross.',
  ],
  'S7644-6-02': [
    'DERIVED',
    'Discovery can differ per tenant.',
    'Tenant-specific schema extension appears only for that tenant.',
  ],
  'S7644-6.1-01': [
    'DERIVED',
    'Tenant may come from credentials, URL prefix, sub-domain or header; conflicts are controlled.',
    'Token of A + URL of B → E403/404; explicit header not trusted unless allowed; precedence documented (A47).',
  ],
  'S7644-6.2-01': [
    'DERIVED',
    'ids need not be unique across tenants; externalId unique only within a tenant; per-tenant location URLs.',
    'Same id/externalId/userName in A and B → both OK; meta.location and $ref contain the tenant part.',
  ],
  'S7644-7-01': [
    'DERIVED',
    'Denial of service limits.',
    'Body size, JSON depth (≥100 → 400), array length, filter complexity, page size, PATCH ops, Bulk ops, header size, request timeout, 429 + Retry-After; ReDoS-free validators.',
  ],
  'S7644-7.2-01': [
    'MUST',
    'Transport security is required.',
    'requireTls on (default): plain http request (no trusted X-Forwarded-Proto=https) → refused (403/400/redirect policy), credentials not processed; emitted links https.',
  ],
  'S7644-7.2-02': [
    'MUST',
    'TLS 1.2 is supported (1.3 recommended today).',
    'Deployment check/doc; built-in dev server refuses < 1.2.',
  ],
  'S7644-7.3-01': [
    'MUST',
    'Authorization-token threats (RFC 7521 §8) are considered.',
    'aud/iss/exp/nbf/jti checks in the bundled verifier; replayed one-time token refused.',
  ],
  'S7644-7.4-01': [
    'MUST',
    'Bearer tokens/cookies have enough entropy.',
    'Token generator ≥128 bit CSPRNG; comparison constant-time; stored hashed.',
  ],
  'S7644-7.4-02': [
    'MUST',
    'Tokens and cookies only over TLS.',
    'Cookie flags Secure, HttpOnly, SameSite; http request with Authorization refused.',
  ],
  'S7644-7.4-03': [
    'MUST',
    'Bearer tokens have a limited lifetime.',
    'Expired token → E401; static tokens need an expiry (warning if none).',
  ],
  'S7644-7.4-04': [
    'SHOULD',
    'Cookies do not outlive the browser session.',
    'Session cookie without Max-Age/Expires beyond policy.',
  ],
  'S7644-7.4-05': [
    'DERIVED',
    'Tokens in the URI are not accepted or logged.',
    'GET /Users?access_token=… → treated as unauthenticated (401); access logs redact query values of filter/token.',
  ],
  'S7644-7.5.1-01': [
    'MUST',
    'RFC 7643 privacy considerations are taken into account.',
    'See S7643-9.3; log redaction test: no attribute values of PII attributes at info level.',
  ],
  'S7644-7.5.2-01': [
    'SHOULD',
    'GET filters with sensitive data → 403 (scimType sensitive) asking for POST .search.',
    'sensitiveAttributes:["name","emails"]: GET ?filter=name.familyName eq "x" → E403/sensitive, body status "403" (erratum 6893); POST .search same filter → 200.',
  ],
  'S7644-7.6-01': [
    'DERIVED',
    'Anonymous creation is rate-limited, may start inactive and need confirmation.',
    'anonymous mode: POST → active=false forced; N+1th request per client → 429 with Retry-After.',
  ],
  'S7644-7.7-01': [
    'SHOULD',
    'Injection countermeasures and credential-attack countermeasures (RFC 6819 §5.1.4).',
    'Fuzz all string inputs (SQL/NoSQL/LDAP/prototype pollution `__proto__`, `constructor`) → stored literally or 400; Object.prototype unchanged; lock-out/tar-pit hooks exist.',
  ],
  'S7644-7.7-02': [
    'SHOULD',
    'An access model separates client applications and self-service users.',
    'Policy matrix test: client scopes × self-service.',
  ],
  'S7644-7.8-01': [
    'MUST',
    'Unicode strings are prepared before comparison in filters and uniqueness.',
    'NFC/NFD variants of a value match in filters and collide in uniqueness.',
  ],
})
