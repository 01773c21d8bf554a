import type { Finding } from '../errors/finding.ts'
import type { JsonObject } from '../schema/json.ts'
import type { Provenance, Which } from '../store/store.ts'
import type { StoredToken } from '../store/token-store.ts'

/** An account as the application sees it. */
export interface Account {
  readonly tenant: string
  /** The `id` of the User that SCIM shows. */
  readonly id: string
  readonly userName: string
  /** The e-mail address, as the profile understands it. */
  readonly email: string | undefined
  /** The document, without what is never shown; while a takeover waits, the one from before. */
  readonly attributes: JsonObject
  /** While a takeover waits: the document it would bring. */
  readonly proposed?: JsonObject | undefined
  /** Where it comes from, whose it is, and its state. */
  readonly provenance: Provenance
  /** xsd:dateTime. */
  readonly created: string
  /** xsd:dateTime. */
  readonly lastModified: string
}

/** A group as the application sees it: without its members, of which there may be any number. */
export interface DirectoryGroup {
  readonly tenant: string
  /** The `id` of the Group that SCIM shows. */
  readonly id: string
  readonly displayName: string
  /** Whether it is managed through SCIM, and where it comes from. */
  readonly provenance: Provenance
}

/** A group with one page of its members. */
export interface GroupWithMembers extends DirectoryGroup {
  /** The ids of accounts and groups, in the order in which they became members. */
  readonly members: readonly string[]
  /** The index the next page begins at, if there is one. */
  readonly next?: number | undefined
}

/** An account that the application makes itself. */
export interface NewAccount {
  readonly userName: string
  /** The e-mail address, put where the profile looks for one. */
  readonly email?: string | undefined
  /** Further attributes of the User schema. What the product ignores in a POST is left out here too. */
  readonly attributes?: JsonObject | undefined
  /** `local` when left out. */
  readonly origin?: Exclude<Provenance['origin'], 'scim'> | undefined
  /** The sign-in identity it is connected with, e.g. a SAML NameID. */
  readonly signIn?: string | undefined
  /** The person has things outside the tenant that keep the account theirs (P-33). */
  readonly tied?: true | undefined
  /** Nobody may deactivate or delete it through SCIM. */
  readonly protected?: true | undefined
}

/** Which page of a list is asked for. */
export interface PageQuery {
  /** From 1. */
  readonly startIndex?: number | undefined
  /** 100 when left out, and at most. */
  readonly count?: number | undefined
}

/** Which accounts are asked for. */
export interface AccountQuery extends PageQuery {
  /** `live` when left out. */
  readonly which?: Which | undefined
  /** Compared as the schema says, so without regard to case. */
  readonly userName?: string | undefined
  /** Any of the e-mail addresses. */
  readonly email?: string | undefined
  /** To the letter. */
  readonly externalId?: string | undefined
  /** The sign-in identity that is connected, to the letter. A tombstone is not found by it. */
  readonly signIn?: string | undefined
  /** Only accounts whose takeover waits for an administrator. Every account of the tenant is looked at for it. */
  readonly pending?: true | undefined
}

/** Which groups are asked for. */
export interface GroupQuery extends PageQuery {
  /** `live` when left out. */
  readonly which?: Which | undefined
  /** Compared without regard to case. */
  readonly displayName?: string | undefined
}

/** A group that the application makes itself. */
export interface NewGroup {
  readonly displayName: string
  /** The ids of accounts and groups. */
  readonly members?: readonly string[] | undefined
}

/** What changes in the members of a group: ids that go, then ids that come. */
export interface MemberChange {
  readonly add?: readonly string[] | undefined
  readonly remove?: readonly string[] | undefined
}

/** What a token is to be. */
export interface NewToken extends Pick<StoredToken, 'name' | 'scopes'> {
  /** xsd:dateTime; as late as the profile lets it be when left out (`tokens.maxAgeDays`). */
  readonly expires?: string | undefined
  /** Whether every other token of the tenant is revoked in the same step, even where the profile lets it have many. */
  readonly alone?: boolean | undefined
}

/** A token that was just made. Its secret is shown this once: only a digest of it is kept (P-35). */
export interface IssuedToken extends Pick<StoredToken, 'id' | 'tenant' | 'name' | 'scopes' | 'created' | 'expires'> {
  /** The secret, for the identity provider to send as a bearer token. */
  readonly token: string
}

/** What the identity provider asserts when somebody signs in. */
export interface Assertion {
  /** How it was asserted. Groups may be demanded of SAML alone. */
  readonly protocol: 'saml' | 'oidc'
  /**
   * The NameID or `sub`. It is one name space for the whole tenant, whatever the protocol: `sub` is unique for its
   * issuer alone (OpenID Connect Core §2), so where a tenant has several identity providers, put the issuer in front of
   * it for all but the one that provisions, and for {@link Directory.connect} likewise. Else one may sign in people of
   * another.
   */
  readonly nameId: string
  /** Where it is left out, a NameID that is an address counts. */
  readonly email?: string | undefined
  /** For an account that is made by this sign-in. */
  readonly givenName?: string | undefined
  /** For an account that is made by this sign-in. */
  readonly familyName?: string | undefined
  /** The names of the groups; undefined when the assertion says nothing about groups. */
  readonly groups?: readonly string[] | undefined
}

/** What a sign-in came to. */
export interface SignedIn {
  /** Who has signed in. */
  readonly account: Account
  /** Whether the account was made by this sign-in. */
  readonly created: boolean
  /** The ids of the groups that are in effect from now on. */
  readonly groups: readonly string[]
  /** What an administrator should know about it. */
  readonly findings: readonly Finding[]
}

/** What a tenant should put right, as a list of findings. */
export interface Report {
  readonly tenant: string
  /** xsd:dateTime. */
  readonly at: string
  readonly findings: readonly Finding[]
  /** How many accounts were looked at, and how many there are. A report is bounded: it may not have looked at all. */
  readonly accounts: { readonly lookedAt: number; readonly total: number }
  /** Where the next page of the report begins, if there is one. */
  readonly next?: string | undefined
}

/**
 * The application's side: the accounts and groups SCIM did not make, and what people and administrators do to all of
 * them. Every remedy of the seed systems is a call here. What is refused changes nothing. A query, a change or
 * something new with a member that nobody reads is refused with `CONFIGURATION`.
 *
 * @example
 * ```ts
 * const directory: Directory = createDirectory({ store, profile: pulumi2024Profile })
 * const { id } = await directory.addAccount('personal', { userName: 'ada', email: 'ada@example.com' })
 * await directory.connect({ tenant: 'personal', id }, { tenant: 'acme', nameId: 'ada@example.com' })
 * await directory.accounts('acme', { which: 'unmanaged' }) // { total: 1, … }
 * ```
 */
export interface Directory {
  /**
   * One page of the accounts that meet every condition of the query, oldest first, and how many there are. The user
   * name, an address, the externalId and the sign-in identity are each found by an index.
   *
   * @example
   * ```ts
   * const directory = createDirectory({ store })
   * await directory.addAccount('acme', { userName: 'ada', signIn: 'ada@idp', attributes: { externalId: '00u1' } })
   * await directory.accounts('acme', { externalId: '00u1' }) // { total: 1, accounts: [{ userName: 'ada', … }] }
   * await directory.accounts('acme', { signIn: 'eve@idp' }) // { total: 0, accounts: [] }
   * ```
   */
  accounts(
    tenant: string,
    query?: AccountQuery,
  ): Promise<{ readonly total: number; readonly accounts: readonly Account[] }>
  /**
   * The account with this id: a live one, or among those that are asked for. Who is told of a deletion reads the
   * tombstone with `deleted`.
   *
   * @throws ScimError `RESOURCE_NOT_FOUND`
   * @example
   * ```ts
   * const directory = createDirectory({ store, profile: immutaProfile })
   * const { id } = await directory.addAccount('acme', { userName: 'ada' })
   * await directory.deleteAccount('acme', id)
   * await directory.account('acme', id) // throws RESOURCE_NOT_FOUND
   * await directory.account('acme', id, { which: 'deleted' }) // { userName: 'ada', … }
   * ```
   */
  account(tenant: string, id: string, query?: { readonly which?: Which | undefined }): Promise<Account>
  /**
   * Makes an account that SCIM knows nothing of, under an id that the store gives. It is read as a request is: by the
   * schema, and without a password.
   *
   * @throws ScimError of the schema area, such as `ATTRIBUTE_UNKNOWN`, `ATTRIBUTE_TYPE`, `ATTRIBUTE_REQUIRED`
   * @throws ScimError `UNIQUENESS_VIOLATED`, `SEATS_EXHAUSTED`
   * @example
   * ```ts
   * const directory = createDirectory({ store })
   * const { id } = await directory.addAccount('acme', { userName: 'ada', attributes: { title: 'Countess' } })
   * await directory.account('acme', id) // { userName: 'ada', provenance: { managed: false, origin: 'local', … }, … }
   * ```
   */
  addAccount(tenant: string, account: NewAccount): Promise<Account>
  /**
   * Deletes an account. Where `users.delete` is `tombstone` one stays behind, and the identity provider can bring the
   * account back (I-06, RW-I1); everywhere else nothing does. `forever` leaves nothing, and removes tombstones too.
   */
  deleteAccount(tenant: string, id: string, how?: 'asProfile' | 'forever'): Promise<void>
  /**
   * Gives attributes other values, read as in {@link Directory.addAccount}, whoever made the account. Each one that is
   * named gets the value that is given, whole; `null` takes it away. Below the URN of an extension the same holds for
   * each of its attributes. The rest stays, and so does what is read-only and a password, also when they are named;
   * what is immutable for SCIM is not for the application. What changes nothing leaves the version alone. An identity
   * provider that manages the account may change it again.
   *
   * @throws ScimError of the schema area, such as `ATTRIBUTE_UNKNOWN`, `ATTRIBUTE_TYPE`, `ATTRIBUTE_REQUIRED`
   * @throws ScimError `UNIQUENESS_VIOLATED`; `SEATS_EXHAUSTED` when it comes into use
   * @throws ScimError `LOCAL_EDIT_BLOCKED` while a takeover waits
   * @throws ScimError `RESOURCE_NOT_FOUND`
   * @example
   * ```ts
   * const directory = createDirectory({ store })
   * const { id } = await directory.addAccount('acme', { userName: 'ada', attributes: { title: 'Miss', nickName: 'A' } })
   * const hr = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
   * const changes = { title: 'Countess', nickName: null, [hr]: { department: 'Engines' } }
   * const { attributes } = await directory.changeAccount('acme', id, changes)
   * attributes // { userName: 'ada', active: true, title: 'Countess', [hr]: { department: 'Engines' } }
   * ```
   */
  changeAccount(tenant: string, id: string, changes: JsonObject): Promise<Account>
  /**
   * Switches an account on or off. The identity provider may switch it back.
   *
   * @throws ScimError `SEATS_EXHAUSTED`, and as {@link Directory.changeAccount} does
   * @throws ScimError `CONFIGURATION` when the User has no `activeAttribute`
   */
  setActive(tenant: string, id: string, active: boolean): Promise<Account>
  /** Changes the user name. @throws ScimError as {@link Directory.changeAccount} does */
  rename(tenant: string, id: string, userName: string): Promise<Account>
  /**
   * Changes the e-mail address, or releases it when there is no new one.
   *
   * @throws ScimError as {@link Directory.changeAccount} does
   */
  changeEmail(tenant: string, id: string, email: string | undefined): Promise<Account>
  /**
   * Protects an account against being deactivated or deleted through SCIM, or no longer.
   *
   * @throws ScimError `RESOURCE_NOT_FOUND`
   */
  protect(tenant: string, id: string, isProtected: boolean): Promise<Account>
  /**
   * Connects a sign-in identity of a tenant to an account, which joins that tenant if it is of another (RW-P1c, P-37):
   * under its id, and no longer managed, so that the identity provider there can take it over.
   *
   * @throws ScimError `ACCOUNT_BELONGS_ELSEWHERE` for an account its tenant owns (P-32)
   * @throws ScimError `UNIQUENESS_VIOLATED` when somebody there has the identity, or a value the account brings along
   */
  connect(
    account: { readonly tenant: string; readonly id: string },
    identity: { readonly tenant: string; readonly nameId: string },
  ): Promise<Account>
  /**
   * Ends what {@link Directory.connect} or a sign-in has connected; another account may have the identity then. The
   * next sign-in connects it again where a key of `users.matchBy` finds the account: deactivate one that is to stay
   * out.
   *
   * @throws ScimError `LOCAL_EDIT_BLOCKED` while a takeover waits, `RESOURCE_NOT_FOUND`
   * @example
   * ```ts
   * const directory = createDirectory({ store })
   * const { id } = await directory.addAccount('acme', { userName: 'ada', signIn: 'ada@idp' })
   * await directory.disconnect('acme', id)
   * await directory.addAccount('acme', { userName: 'eve', signIn: 'ada@idp' }) // { userName: 'eve', … }
   * ```
   */
  disconnect(tenant: string, id: string): Promise<Account>
  /**
   * Lets a takeover that waits happen, or refuses it: the account is then as it was before, and one that had been
   * deleted is deactivated.
   *
   * @throws ScimError `NOTHING_PENDING`
   * @throws ScimError `SEATS_EXHAUSTED`, `ACCOUNT_PROTECTED` when the takeover would switch the account on or off
   * @throws ScimError `RESOURCE_NOT_FOUND`
   */
  decide(tenant: string, id: string, decision: 'approve' | 'reject'): Promise<Account>
  /**
   * Accounts SCIM has never written and, where there is a log, managed ones nothing has been asked about for the days
   * of `orphans.quietDays`. One page looks at 100 accounts; the next one is told where to go on.
   */
  orphans(tenant: string, page?: { readonly after?: string | undefined }): Promise<Report>
  /**
   * What to put right before SCIM is switched on, and what has gone wrong since (B-28). It looks once at the 10 000
   * oldest accounts and tells at most 100 findings of each kind.
   */
  readiness(tenant: string): Promise<Report>
  /**
   * One page of the groups, oldest first, and how many there are.
   *
   * @throws ScimError `CONFIGURATION`, as the next six calls do, for a product without groups
   */
  groups(
    tenant: string,
    query?: GroupQuery,
  ): Promise<{ readonly total: number; readonly groups: readonly DirectoryGroup[] }>
  /**
   * The live group with this id, and one page of its members. The further in a page lies the more it costs: `members`
   * is for whoever wants them all.
   *
   * @throws ScimError `RESOURCE_NOT_FOUND`
   * @example
   * ```ts
   * const directory = createDirectory({ store })
   * const ada = await directory.addAccount('acme', { userName: 'ada' })
   * const { id } = await directory.addGroup('acme', { displayName: 'Staff', members: [ada.id] })
   * const { members } = await directory.group('acme', id)
   * members // [ada.id]
   * ```
   */
  group(tenant: string, id: string, query?: PageQuery): Promise<GroupWithMembers>
  /**
   * The ids of all members of a group as they are when the first is asked for, in the order in which they became
   * members. With a store that streams, only a batch of them is in memory at a time.
   *
   * @throws ScimError `RESOURCE_NOT_FOUND` when the first is asked for
   * @example
   * ```ts
   * const directory = createDirectory({ store })
   * const { id } = await directory.addGroup('acme', { displayName: 'Staff' })
   * for await (const member of directory.members('acme', id)) console.log(member)
   * ```
   */
  members(tenant: string, id: string): AsyncIterable<string>
  /**
   * Makes a group next to those SCIM manages.
   *
   * @throws ScimError `MEMBERS_INVALID`, as `changeMembers` does, for ids of nothing in the tenant
   * @throws ScimError `UNIQUENESS_VIOLATED`, `DISPLAY_NAME_TOO_LONG`, `ATTRIBUTE_REQUIRED`
   */
  addGroup(tenant: string, group: NewGroup): Promise<DirectoryGroup>
  /**
   * Gives a group another name. One it has already leaves the version alone.
   *
   * @throws ScimError `LOCAL_EDIT_BLOCKED` where the profile leaves managed groups to the identity provider
   * @throws ScimError `UNIQUENESS_VIOLATED`, `DISPLAY_NAME_TOO_LONG`, `ATTRIBUTE_REQUIRED`, `RESOURCE_NOT_FOUND`
   * @example
   * ```ts
   * const directory = createDirectory({ store })
   * const { id } = await directory.addGroup('acme', { displayName: 'Staff' })
   * await directory.renameGroup('acme', id, 'Everybody') // { displayName: 'Everybody', … }
   * ```
   */
  renameGroup(tenant: string, id: string, displayName: string): Promise<DirectoryGroup>
  /** Deletes a group, managed or not; its members stay. @throws ScimError `RESOURCE_NOT_FOUND` */
  deleteGroup(tenant: string, id: string): Promise<void>
  /**
   * Takes members out of a group, then others in, at a cost that follows how many these are and not the group.
   *
   * @throws ScimError `LOCAL_EDIT_BLOCKED` where the profile leaves managed groups to the identity provider
   */
  changeMembers(tenant: string, id: string, change: MemberChange): Promise<DirectoryGroup>
  /**
   * Signs somebody in: finds the account by the identity, else by the keys of `users.matchBy`, and connects it; or
   * makes one where `login.jit` says so (B-22).
   *
   * An account SCIM has never written is found by a key only where `users.onCreate` links by it: an identity provider
   * that may not take an account over with POST may not with a sign-in either.
   *
   * @throws ScimError `SIGN_IN_REFUSED` when no account is found and none is made, the one that is found is deactivated
   * or waits for a takeover, or the assertion lacks a name or the groups that decide
   * @throws ScimError `CONFIGURATION` for a protocol that is none
   * @throws ScimError `SEATS_EXHAUSTED` when no seat is left for an account that would be made
   * @throws ScimError of the schema area, such as `ATTRIBUTE_REQUIRED` and `ATTRIBUTE_TOO_LONG`, for claims that make
   * no account
   */
  signIn(tenant: string, assertion: Assertion): Promise<SignedIn>
  /**
   * The ids of the groups that give a person access now, as the profile understands it (B-24, B-25); none for a product
   * without groups.
   *
   * @throws ScimError `RESOURCE_NOT_FOUND`
   */
  effectiveGroups(tenant: string, id: string): Promise<readonly string[]>
  /**
   * Makes a token for the identity provider of a tenant, with 256 bits of randomness. Where `tokens.perTenant` is
   * `single` it revokes the others of the tenant in the same step (P-35).
   *
   * @throws ScimError `TOKEN_END_REFUSED` when the end is past, or later than `tokens.maxAgeDays` allows
   * @throws ScimError `CONFIGURATION` when the directory was made without `tokens`
   * @example
   * ```ts
   * const tokens = createMemoryTokens()
   * const directory = createDirectory({ store, tokens, profile: pulumi2024Profile })
   * const { token } = await directory.issueToken('acme', { name: 'Okta' })
   * const handler = createScimHandler({ store, profile: pulumi2024Profile, authenticate: storedTokens(tokens) })
   * ```
   */
  issueToken(tenant: string, token: NewToken): Promise<IssuedToken>
  /** The tenant leaves its SSO provider: tokens and sign-in identities end where the profile ties them to it (P-34). */
  leaveSso(tenant: string): Promise<void>
}
