import { requirementsOf } from '../requirement.ts'

/**
 * RFC 7643, the core schema: what it asks of a service provider. Paraphrased; A-numbers are our choices where the text
 * leaves one.
 */
export const rfc7643 = requirementsOf({
  'S7643-1.1-01': [
    'MUST NOT',
    'Quotation marks around values in the spec are not part of wire values.',
    'GET /ServiceProviderConfig, /Schemas → keyword values (`readOnly`, `server`, `oauthbearertoken`) appear without embedded quotes.',
  ],
  'S7643-1.2-01': [
    'MUST NOT',
    'A simple attribute has no sub-attributes.',
    'GET /Schemas; for every attribute with type≠complex → `subAttributes` absent or []. Registering a string attribute with subAttributes at start-up → configuration error.',
  ],
  'S7643-2.1-01': [
    'MUST',
    'Every resource is JSON and declares its schemas through `schemas`.',
    'POST, GET, PUT, PATCH(200), list, .search → body is a JSON object and every resource object has a non-empty `schemas` array.',
  ],
  'S7643-2.1-02': [
    'MUST',
    'Attribute names follow ALPHA *( "$" / "-" / "_" / DIGIT / ALPHA ); `$ref` is the accepted exception (erratum 8924).',
    'Register attributes `1st`, `a b`, `é` → rejected at registration; `a-b`, `a_b`, `a1`, `$ref` accepted. Every published name in /Schemas matches.',
  ],
  'S7643-2.1-03': [
    'DERIVED',
    'Attribute names are case-insensitive wherever they occur (body, filter, path, attributes lists).',
    'POST {"USERNAME":"u","NAME":{"GIVENNAME":"G"}} → 201; GET shows `userName`,`name.givenName` in schema spelling.',
  ],
  'S7643-2.1-04': [
    'POLICY',
    'Two keys in one JSON object that differ only by case (or are identical) are ambiguous.',
    'POST {"userName":"a","USERNAME":"b"} → E400/invalidSyntax (A40).',
  ],
  'S7643-2.2-01': [
    'DERIVED',
    'A characteristic missing from an attribute definition takes its default: required=false, caseExact=false, mutability=readWrite, returned=default, uniqueness=none, type=string, no canonicalValues.',
    'Register {name:"x"} only → accepts strings, filter `x eq "ABC"` matches "abc", returned by default, writable.',
  ],
  'S7643-2.3-01': [
    'SHOULD NOT',
    'Extensions add no data types beyond string, boolean, decimal, integer, dateTime, binary, reference, complex.',
    'Every `type` in GET /Schemas ∈ that set; registering type "object" → configuration error.',
  ],
  'S7643-2.3-02': [
    'DERIVED',
    'Each SCIM type maps to one JSON type; other JSON types are incompatible values.',
    'For each W attribute send every wrong JSON kind (string↔number↔bool↔object↔array) via POST, PUT, PATCH → E400/invalidValue; resource unchanged.',
  ],
  'S7643-2.3.1-01': [
    'DERIVED',
    'Strings are Unicode/UTF-8, zero or more characters.',
    'Round-trip "", "é" (NFC and NFD), emoji, RTL text, U+0000-escaped, 10k chars → same code points (caseExact attr) or policy-documented size error.',
  ],
  'S7643-2.3.1-02': [
    'OPTIONAL',
    'With canonicalValues a provider may restrict values to the list.',
    'restrictCanonical=on: emails.type "vacation" → E400/invalidValue. off: accepted and returned unchanged.',
  ],
  'S7643-2.3.2-01': [
    'DERIVED',
    'Booleans are the JSON literals true/false.',
    'POST {"active":"true"} strict → E400/invalidValue; Entra-compat → coerced and returned as true (A26).',
  ],
  'S7643-2.3.3-01': [
    'DERIVED',
    'Decimals are JSON numbers; comparison is numeric.',
    'W.ratio 1, 1.5, -0.25, 1e2 accepted; "1.5" → E400/invalidValue; filter `ratio eq 1.50` matches 1.5.',
  ],
  'S7643-2.3.4-01': [
    'MUST NOT',
    'Integer values carry no fraction or exponent.',
    'W.count 1.5 → E400/invalidValue; lexical 1.0 and 1e3 → E400/invalidValue when the parser exposes the token (else accepted as 1 and 1000, documented); stored integers serialise as digits only (no `.0`, no exponent, incl. 9007199254740993 policy).',
  ],
  'S7643-2.3.5-01': [
    'MUST',
    'dateTime is a valid xsd:dateTime with both date and time.',
    'W.at "2011-05-13", "13/05/2011", "2011-05-13T25:00:00Z", 1305261754 → E400/invalidValue; "2011-05-13T04:42:34Z", "…34.123+02:00" → accepted; returned as string, same instant.',
  ],
  'S7643-2.3.5-02': [
    'MUST',
    'Every dateTime emitted is a valid xsd:dateTime string.',
    'All meta.created/lastModified and W.at in any response parse with an xsd:dateTime validator (never epoch numbers).',
  ],
  'S7643-2.3.6-01': [
    'MUST',
    'Binary is base64 (or base64url where the definition says so); padding may be omitted.',
    'W.blob "%%%" → E400/invalidValue; "AQID", "AQI", "AQI=" → accepted; bytes equal on read.',
  ],
  'S7643-2.3.7-01': [
    'MUST',
    'A reference is an absolute or relative URI.',
    'W.link "http://[bad" or "a b" → E400/invalidValue; "https://x/y", "Users/1", "urn:a:b" → accepted.',
  ],
  'S7643-2.3.7-02': [
    'MUST',
    'Relative references resolve against the provider root (everything before the endpoint), not against the request URL.',
    'POST Group members.$ref "Users/{id}" at base /scim/v2/ → resolves to /scim/v2/Users/{id}; emitted absolute $ref starts with that base (incl. path prefix and tenant segment).',
  ],
  'S7643-2.3.7-03': [
    'MUST',
    'References point at HTTP-addressable resources and a GET on them yields the resource or a proper status.',
    'Follow each `$ref`, `meta.location`, ResourceType.endpoint and schema location in responses → 200 (or 401/403/404 when legitimately gone), never 5xx or another resource.',
  ],
  'S7643-2.3.7-04': [
    'OPTIONAL',
    'Referential integrity for SCIM references may be enforced.',
    'integrity=on: members.value unknown id → E400/invalidValue; integrity=off: stored verbatim.',
  ],
  'S7643-2.3.8-01': [
    'MUST NOT',
    'Neither side may rely on the order of attributes in an object.',
    'Same resource POSTed with keys permuted (schemas last, value before type) → identical result.',
  ],
  'S7643-2.3.8-02': [
    'MUST NOT',
    'Complex attributes contain no complex sub-attributes (erratum 8415 closes the loophole).',
    'Register subAttribute type complex → configuration error (Schema meta-schema exempt). POST name:{"givenName":{"x":1}} → E400/invalidValue.',
  ],
  'S7643-2.4-01': [
    'MUST',
    'Objects in a multi-valued attribute are complex values; primitives only for simple multi-valued attributes.',
    'emails:["a@b"] → E400/invalidValue (or compat wrap); W.tags:[{"value":"x"}] → E400/invalidValue; emails:{…} (object not array) → E400/invalidValue or compat wrap (A27).',
  ],
  'S7643-2.4-02': [
    'MUST',
    '`type`, `primary`, `display`, `value`, `$ref` keep their predefined meaning and types when present.',
    'Registering `primary` as string or `value` as boolean inside a multi-valued complex attribute → configuration warning/error; `primary` always JSON boolean on the wire.',
  ],
  'S7643-2.4-03': [
    'MUST',
    'At most one element has primary=true.',
    'POST emails with two primary:true → E400/invalidValue (A21); PUT likewise; after any successful write count(primary=true) ≤ 1.',
  ],
  'S7643-2.4-04': [
    'MUST',
    'Missing `primary` is treated as false.',
    'filter `emails[primary eq false]` matches an element without primary; `emails.primary eq true` does not.',
  ],
  'S7643-2.4-05': [
    'MUST',
    'URIs of the same SCIM resource with, without or with another API version compare equal.',
    'Group member added with $ref …/v2/Users/1 then …/Users/1 → one member; filter `members.$ref eq` either form matches.',
  ],
  'S7643-2.4-06': [
    'DERIVED',
    'Reference URIs are canonicalised per RFC 3986 §6.2.',
    '`HTTPS://Example.com:443/v2/Users/1` and `https://example.com/v2/Users/1` compare equal; `%7e` ≡ `~`; dot segments removed.',
  ],
  'S7643-2.4-07': [
    'SHOULD',
    'Values of multi-valued attributes are canonicalised on return where appropriate.',
    'emails.value "bjensen@EXAMPLE.COM" → returned value (or display) "bjensen@example.com"; type "WORK" → "work".',
  ],
  'S7643-2.4-08': [
    'SHOULD NOT',
    'The same (type,value) pair is not returned twice for one attribute.',
    'POST emails with two identical (work, x) entries → GET shows one; PATCH add of an existing pair → no duplicate.',
  ],
  'S7643-2.5-01': [
    'MUST',
    'Absent, null and [] are the same state.',
    'Create three users: nickName/emails omitted, null/null, null/[] → identical GET bodies and identical results for `nickName pr`, `emails pr`, `nickName eq null`.',
  ],
  'S7643-2.5-02': [
    'MUST',
    'Assigning null or [] unassigns the attribute.',
    'PUT {"nickName":null,"emails":[]} → both gone; PATCH replace value null / [] → gone; `pr` filter no longer matches.',
  ],
  'S7643-2.5-03': [
    'DERIVED',
    'Unassigned attributes may be omitted from JSON; a null must never be emitted for a required attribute.',
    'GET → no `"nickName": null` noise (policy: omit) and required attributes always non-null.',
  ],
  'S7643-3-01': [
    'MUST',
    'Every representation has a non-empty `schemas` array of the URIs it supports.',
    'GET ?attributes=userName, list rows, .search rows, PATCH 200, /Schemas, /ResourceTypes, /ServiceProviderConfig, ListResponse, Error → `schemas` present and non-empty (A19).',
  ],
  'S7643-3-02': [
    'MUST',
    '`schemas` holds only the resource type’s base schema and its declared extensions.',
    'POST User with schemas […User, "urn:x:unknown"] → E400/invalidSyntax (or invalidValue); GET never lists an undeclared URI.',
  ],
  'S7643-3-03': [
    'MUST NOT',
    'No duplicate values in `schemas`.',
    'POST with the User URI twice → normalised or E400/invalidSyntax; GET shows it once. Case variants of one URN count as duplicates.',
  ],
  'S7643-3-04': [
    'MUST NOT',
    'Order of `schemas` has no effect.',
    'POST with [enterprise,User] and [User,enterprise] → same stored resource.',
  ],
  'S7643-3-05': [
    'MUST',
    'Common attributes exist on every resource whatever `schemas` says.',
    'POST with schemas [User] and externalId → stored; id and meta assigned; `externalId`, `id`, `meta.*` addressable in filter/path for every type.',
  ],
  'S7643-3.1-01': [
    'MUST',
    'id, externalId and meta are defined for all resource types (discovery resources excepted).',
    'For User, Group, Widget: POST externalId → returned; id and meta present.',
  ],
  'S7643-3.1-02': [
    'MUST',
    'The provider assigns id and meta with all supported sub-attributes.',
    'POST → body has id, meta.resourceType, created, lastModified, location (and version when ETags on).',
  ],
  'S7643-3.1-03': [
    'MUST',
    'Characteristics stated here override conflicting ones in a schema document.',
    'Register a schema that redefines id as readWrite → still readOnly, caseExact, returned always.',
  ],
  'S7643-3.1-04': [
    'MUST',
    'Every representation includes a non-empty id.',
    'All resource bodies incl. ?attributes=userName and ?excludedAttributes=id → id present, non-empty string.',
  ],
  'S7643-3.1-05': [
    'MUST',
    'id is unique over the provider’s whole set of resources.',
    'Create 1000 Users+Groups+Widgets → all ids distinct across types (per tenant, see S7644-6.2).',
  ],
  'S7643-3.1-06': [
    'MUST',
    'id is stable and never reassigned.',
    'id unchanged after PUT, PATCH, userName change; after DELETE + re-create of the same userName the new id differs.',
  ],
  'S7643-3.1-07': [
    'MUST NOT',
    'Clients cannot choose id.',
    'POST {"id":"mine"} → 201 with another id; PUT body id≠URL id → URL id kept, 200.',
  ],
  'S7643-3.1-08': [
    'MUST NOT',
    'The string `bulkId` never occurs in an id.',
    'Property test on id generator; adapter returning "bulkId:1" → 500/rejected.',
  ],
  'S7643-3.1-09': [
    'DERIVED',
    'id is caseExact and returned=always.',
    'GET /Users/{id with case flipped} → 404; filter `id eq "FLIPPED"` → 0 results; excludedAttributes=id has no effect.',
  ],
  'S7643-3.1-10': ['MUST NOT', 'The provider never invents an externalId.', 'POST without externalId → GET has none.'],
  'S7643-3.1-11': [
    'MUST',
    'externalId is scoped to the provisioning domain (client/tenant).',
    'Two clients of different domains store the same externalId; each `filter=externalId eq "x"` returns only its own resource.',
  ],
  'S7643-3.1-12': [
    'DERIVED',
    'externalId is caseExact, readWrite, optional; server does not enforce uniqueness by default.',
    'Two resources with the same externalId → both 201 (unless policy A33); filter with other case → no match.',
  ],
  'S7643-3.1-13': [
    'MUST',
    'Client-sent meta is ignored.',
    'POST/PUT with meta {created:"1999…",resourceType:"X",location:"evil",version:"1"} → success, server values returned.',
  ],
  'S7643-3.1-14': ['MUST', 'meta.created is a DateTime.', 'Parse as xsd:dateTime; unchanged by later updates.'],
  'S7643-3.1-15': [
    'MUST',
    'On a never-modified resource lastModified equals created.',
    'POST → meta.created === meta.lastModified (byte-equal).',
  ],
  'S7643-3.1-16': [
    'DERIVED',
    'lastModified is the latest change time.',
    'PATCH → lastModified > created and ≥ previous; created unchanged; GET does not change it.',
  ],
  'S7643-3.1-17': [
    'MUST',
    'meta.location equals the Content-Location header.',
    'GET /Users/{id} → Content-Location (when sent) === meta.location; also equals Location on POST/PUT/PATCH. Send both headers (A34).',
  ],
  'S7643-3.1-18': [
    'DERIVED',
    'meta.version equals the ETag header.',
    'GET → header ETag string === meta.version, including W/ and quotes.',
  ],
  'S7643-3.1-19': [
    'MUST',
    'A version that is not a strong validator is marked weak with an upper-case `W/`.',
    'If provider is configured weak → /^W\\/"[^"]*"$/ in header and body; strong tags must change on any byte change of the representation.',
  ],
  'S7643-3.1-20': [
    'DERIVED',
    'meta sub-attributes are readOnly and returned=default.',
    'PATCH replace meta.created → E400/mutability; GET ?attributes=userName → no meta; ?attributes=meta.location → only meta.location (+id, schemas).',
  ],
  'S7643-3.3-01': [
    'MUST',
    '`schemas` has ≥1 value and includes the base schema.',
    'POST schemas:[] or only the extension URI → E400/invalidSyntax (or invalidValue).',
  ],
  'S7643-3.3-02': [
    'SHOULD',
    'Extensions do not redefine core attributes and follow SCIM conventions.',
    'Register an extension with attribute `userName` → configuration warning.',
  ],
  'S7643-3.3-03': [
    'MUST',
    'Extension attributes live in a JSON object keyed by the extension URI.',
    'GET enterprise user → employeeNumber only under the URN key. POST top-level "employeeNumber" → unknown attribute (policy A22), never stored as extension data.',
  ],
  'S7643-3.3-04': [
    'DERIVED',
    '`schemas` in responses tracks which extension containers are present.',
    'POST with enterprise container but without its URI in schemas → accepted and URI added (policy) ; removing the last extension attribute removes container and URI.',
  ],
  'S7643-3.3-05': [
    'DERIVED',
    'Extension URI keys are matched case-insensitively.',
    'POST with key "URN:IETF:PARAMS:…:USER" → stored under the registered URN.',
  ],
  'S7643-4.1.1-01': [
    'MUST',
    'Every User has a non-empty userName.',
    'POST without userName, with "" or "   " (policy) → E400/invalidValue; PUT without it → E400/invalidValue; PATCH remove userName → E400/mutability.',
  ],
  'S7643-4.1.1-02': [
    'MUST',
    'userName is unique among all Users (of the tenant).',
    'POST duplicate → E409/uniqueness; PUT/PATCH to another user’s name → E409/uniqueness; keeping own name → OK.',
  ],
  'S7643-4.1.1-03': [
    'MUST',
    'userName is case-insensitive.',
    '"bjensen" exists: POST "BJENSEN" → E409/uniqueness; filter `userName eq "BJenSen"` → 1.',
  ],
  'S7643-4.1.1-04': [
    'SHOULD',
    'If name.formatted and components are both returned they describe the same name.',
    'If the provider derives formatted, PATCH name.familyName → formatted updated or removed, never stale.',
  ],
  'S7643-4.1.1-05': [
    'SHOULD',
    'displayName is the full name/primary label; nickName is not a username.',
    'Data-quality guidance; check that the toolkit does not copy userName into nickName and that a derived displayName is documented.',
  ],
  'S7643-4.1.1-06': [
    'DERIVED',
    'profileUrl is a URL reference.',
    '"not a url" → E400/invalidValue; valid URL round-trips.',
  ],
  'S7643-4.1.1-07': [
    'DERIVED',
    'preferredLanguage has Accept-Language form; locale is a BCP 47 tag without whitespace (underscore may be accepted); timezone is an IANA zone name.',
    'Validation on: preferredLanguage "en-US,en;q=0.8" OK; locale "en-US" OK, "en_US" OK/normalised, "en US" → E400/invalidValue; timezone "America/Los_Angeles" OK, "PST8" → E400/invalidValue. Off: stored verbatim (documented).',
  ],
  'S7643-4.1.1-08': [
    'DERIVED',
    'active is Boolean administrative status; its meaning is the provider’s.',
    'PATCH active=false → GET active false, resource still readable; must not delete (interop profile).',
  ],
  'S7643-4.1.1-09': [
    'MUST NOT',
    'The password (clear or hashed) is never returnable.',
    'POST/PUT/PATCH/GET/list/.search/Bulk/events with password set, also ?attributes=password, ?attributes=urn:…:User:password → key absent everywhere, also absent from logs and error details.',
  ],
  'S7643-4.1.1-10': [
    'SHOULD',
    'A locally held password is stored hashed.',
    'Inspect the store adapter call: value handed over is a salted hash or an opaque secret wrapper; clear text never persisted.',
  ],
  'S7643-4.1.1-11': [
    'SHOULD',
    'On set/change the clear-text password is prepared (PRECIS), checked against policy and encrypted/hashed.',
    'Password "ﬁsh" vs prepared form verified equal; policy failure → E400/invalidValue without echoing the password.',
  ],
  'S7643-4.1.1-12': [
    'MUST',
    'Clear-text pass-through to another system goes over a secured connection.',
    'Adapter contract test: http:// target refused unless explicitly allowed for loopback.',
  ],
  'S7643-4.1.1-13': [
    'MUST',
    'A temporarily persisted password is protected (e.g. encrypted).',
    'Queue/workflow record contains no clear text (search the serialised form).',
  ],
  'S7643-4.1.1-14': [
    'OPTIONAL',
    'Equality test on password may be supported against the stored hash.',
    'Default: filter `password eq "x"` → E400/invalidFilter (or E403/sensitive on GET); if enabled only `eq`, only via POST .search, rate-limited; co/sw/ew/gt… → E400/invalidFilter.',
  ],
  'S7643-4.1.2-01': [
    'SHOULD',
    'emails.value follows RFC 5321.',
    'Validation on: "not-an-email" → E400/invalidValue; off: accepted.',
  ],
  'S7643-4.1.2-02': [
    'SHOULD',
    'emails.value is canonicalised per RFC 5321 (domain lower-case).',
    '"A.B@EXAMPLE.Com" → "A.B@example.com" in value or display; local part untouched.',
  ],
  'S7643-4.1.2-03': [
    'SHOULD',
    'phoneNumbers.value follows and is canonicalised to RFC 3966.',
    '"tel:+1-201-555-0123" unchanged; "+1 (201) 555-0123" → tel: form in value or display, or stored verbatim when canonicalisation is off.',
  ],
  'S7643-4.1.2-04': [
    'SHOULD',
    'ims values lose whitespace and become lower-case; ims.type is one of the eight services or "other".',
    '" Foo Bar " → "foobar" (when on); type "signal" accepted unless restricted.',
  ],
  'S7643-4.1.2-05': [
    'MUST',
    'photos.value points at an image file, not a page.',
    'Schema: type reference/external; only absolute http(s) (or data: policy) accepted; fetch-check is out of scope and must not be done server-side (SSRF).',
  ],
  'S7643-4.1.2-06': [
    'MUST',
    'addresses.country is an ISO 3166-1 alpha-2 code.',
    '"US" OK; "USA", "United States" → E400/invalidValue (strict) or stored (lenient, documented); "us" → "US".',
  ],
  'S7643-4.1.2-07': [
    'SHOULD',
    'groups.type tells direct from indirect membership.',
    'User in G1, G1 in G2 → User.groups has G1 direct, G2 indirect (when nesting is resolved).',
  ],
  'S7643-4.1.2-08': [
    'MUST',
    'groups.value is the Group id and groups.$ref its URI when Groups are exposed.',
    'Add member → GET User.groups[].value = group id, $ref = base+/Groups/{id}, display = displayName.',
  ],
  'S7643-4.1.2-09': [
    'MUST',
    'groups is readOnly; membership changes only through Group.',
    'POST/PUT User with groups → ignored; PATCH User add groups → E400/mutability; PATCH Group members add → User.groups updated; DELETE Group → removed from User.groups.',
  ],
  'S7643-4.1.2-10': [
    'MUST',
    'x509Certificates.value is base64 DER, exactly one certificate.',
    'PEM text, non-base64, or two concatenated DER certs → E400/invalidValue (strict); one cert round-trips.',
  ],
  'S7643-4.2-01': [
    'MUST',
    'displayName is required (erratum 5368 corrects the schema).',
    'POST Group without displayName / "" → E400/invalidValue; PATCH remove displayName → E400/mutability; /Schemas shows required:true.',
  ],
  'S7643-4.2-02': [
    'DERIVED',
    'members.value is a resource id and members.$ref the URI of a User or Group.',
    'POST member {value} → GET adds $ref and type; $ref path matches type; unknown type "Device" rejected unless extended (RFC 9944 allows).',
  ],
  'S7643-4.2-03': [
    'DERIVED',
    'Members can be added/removed but their sub-attributes are immutable.',
    'PATCH replace `members[value eq "1"].value` or `.type` → E400/mutability; remove + add → OK.',
  ],
  'S7643-4.2-04': [
    'DERIVED',
    'Nested groups are possible; the graph must stay safe.',
    'Group in Group → OK or E400/invalidValue if unsupported; cycle A→B→A terminates (no infinite expansion).',
  ],
  'S7643-4.2-05': [
    'DERIVED',
    'A member appears once.',
    'PATCH add same member twice → one entry, second is a no-op with success.',
  ],
  'S7643-4.3-01': [
    'SHOULD',
    'manager.value and manager.$ref are supplied together.',
    'POST manager {value:id} → GET has value, $ref (= base/Users/id), displayName.',
  ],
  'S7643-4.3-02': [
    'DERIVED',
    'manager.displayName is readOnly.',
    'POST with manager.displayName:"X" → ignored and derived; PATCH replace manager.displayName → E400/mutability.',
  ],
  'S7643-4.3-03': [
    'DERIVED',
    'manager is a single complex attribute, other attributes plain strings.',
    'manager:"id" (string) strict → E400/invalidValue, Entra-compat → {value:"id"}; employeeNumber 123 → E400/invalidValue.',
  ],
  'S7643-5-01': [
    'MUST',
    'All REQUIRED attributes are present with the right types: patch.supported; bulk.supported/maxOperations/maxPayloadSize; filter.supported/maxResults; changePassword.supported; sort.supported; etag.supported; authenticationSchemes[].type/name/description.',
    'GET /ServiceProviderConfig → each present; booleans boolean; limits positive integers; ≥1 authenticationScheme (or [] only if anonymous).',
  ],
  'S7643-5-02': [
    'SHOULD',
    'authenticationSchemes is readable without authentication (with due care).',
    'GET /ServiceProviderConfig without credentials → 200 (default config); option to require auth → 401.',
  ],
  'S7643-5-03': [
    'DERIVED',
    'All attributes are readOnly; id is not required.',
    'POST/PUT/PATCH/DELETE /ServiceProviderConfig → 405 (or 501) and no change.',
  ],
  'S7643-5-04': [
    'DERIVED',
    'authenticationSchemes.type ∈ oauth, oauth2, oauthbearertoken, httpbasic, httpdigest.',
    'Configuration with other type → warning; default bearer → "oauthbearertoken".',
  ],
  'S7643-5-05': [
    'DERIVED',
    'Advertised capabilities match behaviour.',
    'For every feature with supported=false the matching request → 501 (PATCH, Bulk) or documented handling (sort ignored, ETag absent, filter → see S7644-3.4.2.2).',
  ],
  'S7643-6-01': [
    'MUST',
    'name, endpoint, schema and, per extension, schema + required are present.',
    'GET /ResourceTypes → each has name, endpoint, schema; each schemaExtensions[] has schema and boolean required.',
  ],
  'S7643-6-02': [
    'MUST',
    'name (and description when applicable) is specified.',
    'All have non-empty name and description.',
  ],
  'S7643-6-03': [
    'MUST',
    'schema equals the id of an existing Schema resource.',
    'For each: GET /Schemas/{schema} → 200 and id equal.',
  ],
  'S7643-6-04': [
    'MUST',
    'each schemaExtensions.schema equals the id of an existing Schema resource.',
    'As above for extensions.',
  ],
  'S7643-6-05': [
    'MUST',
    'If an extension is required, resources must carry it and its required attributes.',
    'Widget with required extension: POST without it → E400/invalidValue; with it but missing its required attribute → E400/invalidValue; PATCH/PUT removing it → error.',
  ],
  'S7643-6-06': [
    'DERIVED',
    'endpoint is relative to the base URL and works.',
    'GET base+endpoint → 200 ListResponse for each type; meta.resourceType of rows = name.',
  ],
  'S7643-6-07': [
    'DERIVED',
    'ResourceType resources are read-only.',
    'POST/PUT/PATCH/DELETE /ResourceTypes[/User] → 405/501.',
  ],
  'S7643-7-01': [
    'MUST',
    'There is a Schema resource for every URI used in `schemas` of data resources, identified by its URN.',
    'Collect URIs from all resources and ResourceTypes → each GET /Schemas/{urn} → 200, id = urn.',
  ],
  'S7643-7-02': [
    'MUST',
    'Schema name/description and attribute descriptions are given when applicable.',
    '/Schemas: name, description, attributes[].description non-empty.',
  ],
  'S7643-7-03': [
    'MUST',
    'Schema resources carry all required members (name, type, multiValued … per attribute).',
    'Validate every /Schemas entry against the Schema meta-schema of RFC 7643 §8.7.2 (with errata).',
  ],
  'S7643-7-04': [
    'SHOULD',
    'A complex attribute lists its subAttributes.',
    'No `type:"complex"` without non-empty subAttributes.',
  ],
  'S7643-7-05': [
    'MUST',
    'caseExact steers filter comparison.',
    'W.code (caseExact) "AbC": `code eq "abc"` → 0, `code eq "AbC"` → 1, `code sw "ab"` → 0. W.name (not caseExact): all match.',
  ],
  'S7643-7-06': [
    'MUST',
    'Case of caseExact values is preserved.',
    'W.code "aBcD" → returned "aBcD"; uniqueness treats "abcd" as different.',
  ],
  'S7643-7-07': [
    'MUST NOT',
    'readOnly attributes are not modified by clients.',
    'W.state in POST/PUT ignored; in PATCH → E400/mutability; value always server’s.',
  ],
  'S7643-7-08': [
    'MUST NOT',
    'immutable attributes are not updated once set; they may be set at creation (or by PUT when unset).',
    'W.serial: POST sets; PUT same → OK; PUT other → E400/mutability; PATCH replace other → E400/mutability; PATCH add when unset → OK.',
  ],
  'S7643-7-09': [
    'MUST NOT',
    'writeOnly values are never returned.',
    'W.secret set by POST → absent from all responses even with ?attributes=secret; readable filter denied by default.',
  ],
  'S7643-7-10': [
    'DERIVED',
    'returned=always: present in every response with attribute values.',
    'W.badge present with ?attributes=name and ?excludedAttributes=badge.',
  ],
  'S7643-7-11': [
    'DERIVED',
    'returned=never: absent from every response.',
    'W.secret/password never present, also inside sub-attributes, Bulk `response`, PATCH 200 and events.',
  ],
  'S7643-7-12': [
    'DERIVED',
    'returned=default: present unless overridden by attributes/excludedAttributes.',
    'W.name present on plain GET; absent with ?attributes=code; absent with ?excludedAttributes=name.',
  ],
  'S7643-7-13': [
    'DERIVED',
    'returned=request: returned on query only when named; returned on PUT/POST/PATCH when the client sent it.',
    'GET → W.hint absent; ?attributes=hint → present; POST/PUT/PATCH that sets hint → response has hint; PATCH of other attribute → absent.',
  ],
  'S7643-7-14': [
    'SHOULD',
    'uniqueness=server: no two resources of the endpoint/tenant share the value.',
    'W.code duplicate → E409/uniqueness on POST/PUT/PATCH (after caseExact rule); null/absent never conflicts; same value in another tenant OK.',
  ],
  'S7643-7-15': [
    'SHOULD',
    'uniqueness=global: value not reused on any server.',
    'Generated values are UUID-grade; duplicates within the provider (all tenants) → E409/uniqueness.',
  ],
  'S7643-7-16': [
    'DERIVED',
    'Only defined keywords occur for type, mutability, returned, uniqueness.',
    'Registering mutability:"readonly" → configuration error; /Schemas output uses exact case.',
  ],
  'S7643-7-17': [
    'DERIVED',
    'referenceTypes only on reference attributes; values are resource type names, "external" or "uri".',
    'Lint of /Schemas; members.$ref to a Group when referenceTypes=["User"] → E400/invalidValue (if integrity on).',
  ],
  'S7643-7-18': [
    'DERIVED',
    '`binary` is a legal type (errata 5606, 8435, 8415).',
    '/Schemas x509Certificates.value type "binary"; meta-schema canonicalValues include binary.',
  ],
  'S7643-7-19': [
    'DERIVED',
    'Schema resources are not modifiable.',
    'POST/PUT/PATCH/DELETE /Schemas[/{urn}] → 405/501.',
  ],
  'S7643-9.2-01': [
    'MUST NOT',
    'Passwords are not stored in clear text.',
    'See S7643-4.1.1 password rows; scan persisted state for the clear text after create, PATCH and Bulk.',
  ],
  'S7643-9.2-02': [
    'SHOULD',
    'Credential storage follows RFC 6819 §5.1.4.1 (input validation, hashing, …).',
    'Fuzz/injection suite on every string attribute, filter literal and path; see S7644-7.7.',
  ],
  'S7643-9.3-01': [
    'DERIVED',
    'PII is limited to need-to-know; ids and externalIds are bound per tenant/client.',
    'Multi-tenant suite S7644-6: no cross-tenant id, externalId or location leak; error details contain no other resource’s values.',
  ],
})
