// Generated from ./policy.ts by scripts/generate-policy-type.ts; do not edit.

/**
 * A provisioning policy: a value for each switch. `policySchema` checks one, and `defineProfile` makes one from
 * another.
 */
export interface Policy {
  /** How a product words its errors. */
  readonly errors: {
    /** The JSON type of `status` in an error; RFC 7644 §3.12 has a string. */
    readonly statusType: 'string' | 'number'
    /** The keyword for a change of what cannot be changed; RFC 7644 Table 9 has `mutability`. */
    readonly immutableScimType: 'mutability' | 'immutability'
    /** Whether invalid members are told as a SCIM error, or as plain text behind `Bad Request: `. */
    readonly memberErrorFormat: 'scim' | 'text'
    /** Whether the list `{ids}` of a template stands in brackets. */
    readonly idsWrap: 'none' | 'brackets'
    /**
     * The product’s own words, with `{email}`, `{userName}`, `{attr}`, `{path}`, `{ids}` and `{max}`. They are the
     * whole detail, to the letter; one that is left out leaves the words of the catalogue.
     */
    readonly templates: {
      /**
       * The product’s own words, with `{email}`, `{userName}`, `{attr}`, `{path}`, `{ids}` and `{max}`. They are the
       * whole detail, to the letter; one that is left out leaves the words of the catalogue.
       */
      readonly emailInUse?: string
      /**
       * The product’s own words, with `{email}`, `{userName}`, `{attr}`, `{path}`, `{ids}` and `{max}`. They are the
       * whole detail, to the letter; one that is left out leaves the words of the catalogue.
       */
      readonly userNameInUse?: string
      /**
       * The product’s own words, with `{email}`, `{userName}`, `{attr}`, `{path}`, `{ids}` and `{max}`. They are the
       * whole detail, to the letter; one that is left out leaves the words of the catalogue.
       */
      readonly immutable?: string
      /**
       * The product’s own words, with `{email}`, `{userName}`, `{attr}`, `{path}`, `{ids}` and `{max}`. They are the
       * whole detail, to the letter; one that is left out leaves the words of the catalogue.
       */
      readonly unknownPath?: string
      /**
       * The product’s own words, with `{email}`, `{userName}`, `{attr}`, `{path}`, `{ids}` and `{max}`. They are the
       * whole detail, to the letter; one that is left out leaves the words of the catalogue.
       */
      readonly invalidMembers?: string
      /**
       * The product’s own words, with `{email}`, `{userName}`, `{attr}`, `{path}`, `{ids}` and `{max}`. They are the
       * whole detail, to the letter; one that is left out leaves the words of the catalogue.
       */
      readonly displayNameTooLong?: string
    }
  }
  /** How accounts are found, created, renamed, deleted and shown. */
  readonly users: {
    /** Among whose accounts a userName is unique: those of the tenant, or all. */
    readonly userNameUniqueness: 'tenant' | 'global'
    /** Whether two user names that differ in case only are equal. */
    readonly userNameCompare: 'ci' | 'exact'
    /** Among whose accounts an e-mail address is unique. Case never counts. */
    readonly emailUniqueness: 'none' | 'tenant' | 'global'
    /** Which conflict is told when a request has several. */
    readonly conflictOrder: readonly ('userName' | 'email')[]
    /** What POST looks for an existing account by, in this order. */
    readonly matchBy: readonly ('userName' | 'email' | 'externalId')[]
    /**
     * What POST does, by the state of the account it found: one action, or one for each key that it was found by, where
     * a key left out means a conflict. None found is always `create`.
     */
    readonly onCreate: {
      /** The account found is managed and active. */
      readonly active:
        | 'create'
        | 'conflict'
        | 'link'
        | 'reactivate'
        | 'pending'
        | {
            readonly [Name in 'userName' | 'email' | 'externalId']?:
              | 'create'
              | 'conflict'
              | 'link'
              | 'reactivate'
              | 'pending'
          }
      /** It is managed and deactivated. */
      readonly inactive:
        | 'create'
        | 'conflict'
        | 'link'
        | 'reactivate'
        | 'pending'
        | {
            readonly [Name in 'userName' | 'email' | 'externalId']?:
              | 'create'
              | 'conflict'
              | 'link'
              | 'reactivate'
              | 'pending'
          }
      /** It is a tombstone: it was deleted, here or through SCIM. */
      readonly deleted:
        | 'create'
        | 'conflict'
        | 'link'
        | 'reactivate'
        | 'pending'
        | {
            readonly [Name in 'userName' | 'email' | 'externalId']?:
              | 'create'
              | 'conflict'
              | 'link'
              | 'reactivate'
              | 'pending'
          }
      /** SCIM has never written it: an orphan, or somebody who was invited. */
      readonly unmanaged:
        | 'create'
        | 'conflict'
        | 'link'
        | 'reactivate'
        | 'pending'
        | {
            readonly [Name in 'userName' | 'email' | 'externalId']?:
              | 'create'
              | 'conflict'
              | 'link'
              | 'reactivate'
              | 'pending'
          }
      /** SCIM has never written it, and its owner has connected a sign-in identity. */
      readonly connected:
        | 'create'
        | 'conflict'
        | 'link'
        | 'reactivate'
        | 'pending'
        | {
            readonly [Name in 'userName' | 'email' | 'externalId']?:
              | 'create'
              | 'conflict'
              | 'link'
              | 'reactivate'
              | 'pending'
          }
    }
    /**
     * A PUT or PATCH with another userName: done, refused whole, or the name is kept, the rest is done, and a finding
     * says so.
     */
    readonly userNameChange: 'allow' | 'reject' | 'ignore'
    /** Whether an account that comes back takes over the profile of the request. */
    readonly reactivateSync: boolean
    /** Whether an account that is linked comes back into use, unless the request says that it does not. */
    readonly linkActivates: boolean
    /** What the product signs people in with: the userName, or a name made from the e-mail address. */
    readonly loginName: 'userName' | 'emailLocalPart'
    /** Names the product keeps for itself: a login name made from one gets a number. */
    readonly reservedLoginNames: readonly string[]
    /** What DELETE does: answers 501, deactivates, leaves a tombstone that POST can find, or leaves nothing. */
    readonly delete: 'unsupported' | 'disable' | 'tombstone' | 'hard'
    /** Which accounts SCIM sees: those it has written, or every account of the tenant. */
    readonly visibility: 'managed' | 'tenant'
    /**
     * Whether activating or deactivating a person’s account through SCIM makes it the tenant’s, unless the person has
     * other ties.
     */
    readonly convert: 'never' | 'whenFree'
    /** How many active accounts the licence has room for; no limit when left out. */
    readonly maxActive?: number
  }
  /** Names, members, and who decides about them. */
  readonly groups: {
    /** Whether two groups of a tenant may share a displayName. */
    readonly displayNameUniqueness: 'none' | 'tenant'
    /** The longest displayName, in characters; no limit when left out. */
    readonly displayNameMax?: number
    /**
     * What becomes of the externalId of a group: stored, taken and dropped, or the request refused, whatever
     * `attributes.unknown` says of other attributes the product does not have.
     */
    readonly externalId: 'store' | 'drop' | 'reject'
    /**
     * Members that cannot be: the request is refused with all of them named, they are left out and a finding says so,
     * or they are kept dangling.
     */
    readonly memberValidation: 'reject' | 'skip' | 'accept'
    /** Whether a group can be a member of another one. */
    readonly nested: boolean
    /** Whether a deactivated account cannot be a member. */
    readonly requireActiveMembers: boolean
    /**
     * Whether a PATCH is checked for the members it adds, or for all that the group has afterwards. Of `added`, who is
     * a member already may have been deactivated.
     */
    readonly patchChecks: 'added' | 'resulting'
    /** How many accounts, oldest first, the check of members knows; all when left out. */
    readonly identityWindow?: number
    /** How many members one request may name, whether they are there already or not. */
    readonly batch: {
      /** More members named in one request than this, and a finding advises batches; none does when left out. */
      readonly soft?: number
      /** More members named in one request than this, and it is refused; no limit when left out. */
      readonly hard?: number
      /** How it is refused. */
      readonly onHard: '400' | '413' | 'timeout'
    }
    /** Which groups SCIM sees: those it has written, or all. */
    readonly visibility: 'managed' | 'all'
    /** Which groups DELETE may delete. */
    readonly deleteScope: 'managed' | 'all'
    /** What DELETE does: leaves nothing, hands the group to the application, or leaves a tombstone. */
    readonly delete: 'hard' | 'unlink' | 'disable'
    /** Whether the application may change the name and the members of a group that SCIM manages. */
    readonly localEdits: 'allow' | 'block'
    /** Who says who is in a group: SCIM, or at each sign-in the groups of the assertion. */
    readonly membershipAuthority: 'scim' | 'login'
    /** When a new membership gives access: at once, or from the next sign-in. */
    readonly addEffective: 'immediate' | 'nextLogin'
    /** When a membership that ends takes access away. */
    readonly removeEffective: 'immediate' | 'nextLogin'
  }
  /** What of a resource the product takes. */
  readonly attributes: {
    /** An attribute the product does not have: ignored, or the request refused whole. */
    readonly unknown: {
      /** An attribute the product does not have: ignored, or the request refused whole. */
      readonly post: 'ignore' | 'reject'
      /** An attribute the product does not have: ignored, or the request refused whole. */
      readonly put: 'ignore' | 'reject'
      /** An attribute the product does not have: ignored, or the request refused whole. */
      readonly patch: 'ignore' | 'reject'
    }
    /**
     * The only attributes of a resource type, as paths; everything else is unknown. A type that is not named has all of
     * its schema.
     */
    readonly allow: Readonly<Record<string, readonly string[]>>
    /** Attributes of a resource type that are taken without an error, and never stored or shown. */
    readonly acceptAndDrop: Readonly<Record<string, readonly string[]>>
    /** Other names clients may use for an attribute of a User, and the path each stands for. */
    readonly aliases: Readonly<Record<string, string>>
    /**
     * Which of the addresses is the e-mail address, where one must be unique or an account is found by it. `workOnly`
     * is those of type `work`, and where there are none, those that say no type.
     */
    readonly emails: 'any' | 'primary' | 'workOnly'
    /**
     * What becomes of addresses beside the e-mail address: stored, or left out of what is written. Then there is one at
     * most, and what is about others alone is unknown: the path of a PATCH, and a list of them, which takes nothing
     * away.
     */
    readonly otherEmails: 'store' | 'drop'
  }
  /** Which filters are answered. */
  readonly filters: {
    /** The only filters of a resource type, as `attribute operator`; a type that is not named has them all. */
    readonly allow: Readonly<Record<string, readonly string[]>>
    /** A filter on an attribute that the resource type lacks: refused, or one without a value (A23). */
    readonly unknownAttribute: 'reject' | 'noValue'
    /** What `ne` asks of an attribute with several values: that every one differs, or that any does (A3). */
    readonly notEqual: 'every' | 'any'
    /** Whether `userName eq` also finds the account with that e-mail address. */
    readonly userNameMatchesEmail: boolean
  }
  /** How much one query answers. */
  readonly query: {
    /** The largest page, and the page when the client names no count. */
    readonly maxCount: number
    /** A `count` above it: fewer are answered, or it is refused. */
    readonly countOverMax: 'clamp' | 'reject'
    /** Whether lists of groups come in pages, or always whole. */
    readonly groupPagination: boolean
    /** Queries that match more are refused rather than paged (RFC 7644 §3.4.2.1); no limit when left out. */
    readonly maxMatches?: number
    /**
     * Attributes whose values must not stand in a URL: their filters go to `.search` (RFC 7644 §7.5.2); none when left
     * out.
     */
    readonly sensitive?: readonly string[]
  }
  /** What of the protocol a product has where RFC 7644 leaves the choice. */
  readonly protocol: {
    /**
     * A PATCH that replaces a singular complex attribute: the sub-attributes it does not name stay, or the whole value
     * is replaced (A15).
     */
    readonly replaceComplex: 'merge' | 'whole'
    /** A PATCH operation without a path: done, or the request is refused whole (A16). */
    readonly patchWithoutPath: 'allow' | 'reject'
    /**
     * What a PATCH answers unless the client says what it wants back: nothing for a type with relations and the
     * resource for others, always the resource, or nothing (A29).
     */
    readonly patchAnswer: 'byType' | 'resource' | 'none'
    /**
     * References to a resource that is deleted, such as `manager`: they stay as they were written, or are cleared.
     * Memberships always end (A36).
     */
    readonly references: 'keep' | 'clear'
    /** Whether there are bulk requests. Without them, they are answered with 501. */
    readonly bulk: boolean
    /** Whether lists are sorted. If not, `sortBy` and `sortOrder` are ignored. */
    readonly sort: boolean
    /**
     * Whether resources have an `ETag` and a `meta.version`. If not, conditional headers are ignored, and
     * `requireIfMatch` cannot be used.
     */
    readonly etag: boolean
  }
  /** What a sign-in does. */
  readonly login: {
    /** Whether the first sign-in of somebody unknown makes an account. */
    readonly jit: boolean
    /**
     * Where sign-ins decide about groups: whether the groups of the assertion are taken. If not, a sign-in clears the
     * groups that were pushed.
     */
    readonly autoprovisioning: boolean
  }
  /** Accounts nobody looks after. */
  readonly orphans: {
    /** Whether accounts SCIM has never written are reported. */
    readonly detect: 'off' | 'report'
    /** Days without a request after which a managed account is reported too. */
    readonly quietDays: number
  }
  /** The credentials of identity providers. */
  readonly tokens: {
    /** Whether a token that `Directory.issueToken` makes revokes the others of its tenant. */
    readonly perTenant: 'single' | 'many'
    /** The longest life that `Directory.issueToken` gives a token; no limit when left out. */
    readonly maxAgeDays?: number
    /** Days before a token expires from which a finding says so. */
    readonly warnDays: number
    /** Whether tokens and sign-in identities end when the tenant leaves its SSO provider. */
    readonly tiedToSso: boolean
  }
  /** What is refused until an administrator confirms it. Both of a brake's thresholds must be passed. */
  readonly brakes: {
    /**
     * More accounts deactivated or deleted within the window than this, and than this share of the active ones, in
     * percent; no brake when left out.
     */
    readonly deactivations?: {
      /**
       * More accounts deactivated or deleted within the window than this, and than this share of the active ones, in
       * percent; no brake when left out.
       */
      readonly absolute: number
      /**
       * More accounts deactivated or deleted within the window than this, and than this share of the active ones, in
       * percent; no brake when left out.
       */
      readonly percent: number
      /**
       * More accounts deactivated or deleted within the window than this, and than this share of the active ones, in
       * percent; no brake when left out.
       */
      readonly windowMinutes: number
    }
    /**
     * More members taken out of a group by one request than this, and than this share of them, in percent; no brake
     * when left out.
     */
    readonly members?: {
      /**
       * More members taken out of a group by one request than this, and than this share of them, in percent; no brake
       * when left out.
       */
      readonly absolute: number
      /**
       * More members taken out of a group by one request than this, and than this share of them, in percent; no brake
       * when left out.
       */
      readonly percent: number
    }
  }
  /** Whether `GET /readiness` answers what to put right before going live (B-28). */
  readonly readiness: boolean
  /** Further attributes that must be unique although their schema does not say so. */
  readonly unique: readonly {
    /** The name of the type, such as `User`; one that is not registered is passed over. */
    readonly resourceType: string
    /** Its name, or the path of a sub-attribute: `emails.value`. */
    readonly attribute: string
    /** Among whose resources: those of the tenant, or all. */
    readonly scope: 'tenant' | 'global'
  }[]
  /** What DELETE leaves of a resource that is neither a User nor a Group. */
  readonly delete: 'hard' | 'tombstone'
}
