import { ScimError } from '../errors/scim-error.ts'
import type { DocumentEdit } from '../patch/edit.ts'
import type { Attribute } from '../schema/attribute.ts'
import { opaqueString } from '../schema/characters.ts'
import { valueAt, withValue } from '../schema/document.ts'
import type { ResourceInput } from '../schema/read-resource.ts'

/**
 * How passwords are kept. The clear text is handed to these two functions, prepared as RFC 8265 §4.2 says
 * (`opaqueString`), and to nothing else: not to the store, an event or an error.
 *
 * @example
 * ```ts
 * const passwords: Passwords = {
 *   hash: hashPassword,
 *   accept: (clear) => (clear.length < 12 ? 'it has less than 12 characters' : undefined),
 * }
 * ```
 */
export interface Passwords {
  /** Gives what is stored in place of a password: salted, slow to guess, and all that is needed to verify one. */
  readonly hash: (clear: string) => string | Promise<string>
  /** Says why a password is not accepted, in words that do not repeat it; undefined when it is. */
  readonly accept?: ((clear: string) => string | undefined | Promise<string | undefined>) | undefined
}

/**
 * Puts hashes in the place of the secrets a POST or PUT gives. Nobody to hash them means they are dropped, as if they
 * had not been sent (RFC 7643 §9.2).
 *
 * @throws ScimError `PASSWORD_REFUSED`
 */
export async function sealInput(input: ResourceInput, passwords: Passwords | undefined): Promise<ResourceInput> {
  if (passwords === undefined) return dropSecrets(input)
  let { attributes } = input
  for (const attribute of secretsIn(input)) {
    const clear = valueAt(attributes, attribute)
    if (typeof clear !== 'string') continue
    attributes = withValue(attributes, attribute, await seal(attribute, clear, passwords))
  }
  return { ...input, attributes }
}

/** What is read, as if no secret had been given. */
export function dropSecrets(input: ResourceInput): ResourceInput {
  const secrets = secretsIn(input)
  if (secrets.length === 0) return input
  const attributes = secrets.reduce((left, secret) => withValue(left, secret, undefined), input.attributes)
  return { ...input, attributes, named: new Set([...input.named].filter((attribute) => !attribute.secret)) }
}

function secretsIn({ named }: ResourceInput): readonly Attribute[] {
  return [...named].filter((attribute) => attribute.secret)
}

/**
 * The same for the edits of a PATCH. Of several passwords the last one alone counts, and hashing is slow on purpose, so
 * those before it are dropped unseen. It is a change, also when the password is the one that is set: two hashes of it
 * are not equal, and a comparison would tell a client that it has guessed right.
 *
 * @throws ScimError `PASSWORD_REFUSED`
 */
export async function sealEdits(
  edits: readonly DocumentEdit[],
  passwords: Passwords | undefined,
): Promise<readonly DocumentEdit[]> {
  if (!edits.some(isSecret)) return edits
  if (passwords === undefined) return edits.filter((edit) => !isSecret(edit))
  const sealed: DocumentEdit[] = []
  for (const edit of withoutOverwritten(edits)) sealed.push(isSecret(edit) ? await sealEdit(edit, passwords) : edit)
  return sealed
}

/** Without the secrets that another edit takes away again; what only removes one stays. */
function withoutOverwritten(edits: readonly DocumentEdit[]): readonly DocumentEdit[] {
  const last = new Map(edits.filter(isSecret).map((edit) => [edit.target.attribute, edit]))
  return edits.filter((edit) => !isSecret(edit) || edit.value === undefined || last.get(edit.target.attribute) === edit)
}

function isSecret({ target }: DocumentEdit): boolean {
  return target.attribute.secret
}

async function sealEdit(edit: DocumentEdit, passwords: Passwords): Promise<DocumentEdit> {
  const { target, value } = edit
  return typeof value === 'string' ? { ...edit, value: await seal(target.attribute, value, passwords) } : edit
}

async function seal({ path }: Attribute, text: string, { hash, accept }: Passwords): Promise<string> {
  const clear = opaqueString(text)
  if (clear === '') throw new ScimError('PASSWORD_REFUSED', { path, reason: 'it is empty' })
  const refusal = await guard('accept', () => accept?.(clear))
  if (refusal !== undefined) {
    const reason = refusal.includes(clear) ? 'it is against the rules' : refusal
    throw new ScimError('PASSWORD_REFUSED', { path, reason })
  }
  const hashed = await guard('hash', () => hash(clear))
  if (hashed === clear) throw new Error('passwords.hash has returned the clear text')
  return hashed
}

/**
 * What a hasher throws may quote the clear text, as the errors of Node do, so all that is passed on is that it threw.
 */
async function guard<Result>(name: keyof Passwords, call: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await call()
  } catch (thrown) {
    throw new Error(`passwords.${name} threw ${thrown instanceof Error ? thrown.name : typeof thrown}`)
  }
}
