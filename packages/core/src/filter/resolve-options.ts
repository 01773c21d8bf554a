/** What a reference leads to. */
export interface ReferencedResource {
  /** The name of its resource type. */
  readonly resourceType: string
  readonly id: string
}

/**
 * How the names and values of a filter are read. A tolerance is off unless its callback is given, and the callback is
 * called whenever the tolerance is made use of, so that its uses can be counted.
 */
export interface ResolveOptions {
  /** `manager eq "m"`, as Entra ID asks: a singular complex attribute without its sub-attribute is its `value`. */
  readonly complexValue?: (() => void) | undefined
  /** `manager.value eq "m"`, a reference of an extension without the extension's URN. */
  readonly unqualified?: (() => void) | undefined
  /** `primary eq "True"` compares a boolean (A26). */
  readonly stringBooleans?: (() => void) | undefined
  /** `externalId eq 701984` or `title eq true`, without quotes, compares a string, as authentik writes it. */
  readonly unquotedValue?: (() => void) | undefined
  /** In a query over several resource types an attribute one of them lacks has no value there (A23); else `reject`. */
  readonly unknownAttribute?: 'reject' | 'noValue' | undefined
  /** What `ne` asks of several values: that every one differs, or that any does; `every` when left out (A3). */
  readonly notEqual?: 'every' | 'any' | undefined
  /** What `meta.location` begins with for this client. Without it, locations are relative: `/Users/2819c223`. */
  readonly baseUrl?: string | undefined
  /** The resource a URI leads to, for `$ref eq`: a `$ref` is not stored, but made from the `value` beside it. */
  readonly resourceAt?: ((uri: string) => ReferencedResource | undefined) | undefined
}
