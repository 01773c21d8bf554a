import { describeError, type ErrorCode, type ErrorParams } from './catalogue.ts'
import { clip, type ScimError } from './scim-error.ts'

/** How a product words its errors, see the `errors` switches of a policy. */
export interface Wording {
  /** The JSON type of `status`; RFC 7644 §3.12 has a string. */
  readonly statusType: 'string' | 'number'
  /** The keyword for a change of what cannot be changed; RFC 7644 Table 9 has `mutability`. */
  readonly immutableScimType: 'mutability' | 'immutability'
  /** Whether invalid members are told as a SCIM error, or as plain text. */
  readonly memberErrorFormat: 'scim' | 'text'
  /** Whether the list `{ids}` of a template stands in brackets. */
  readonly idsWrap: 'none' | 'brackets'
  /** The product's own words by condition. */
  readonly templates: { readonly [Name in TemplateName]?: string | undefined }
}

type TemplateName =
  | 'emailInUse'
  | 'userNameInUse'
  | 'immutable'
  | 'unknownPath'
  | 'invalidMembers'
  | 'displayNameTooLong'

/** The words of the catalogue itself, in the form RFC 7644 §3.12 gives them. */
export const plainWording: Wording = {
  statusType: 'string',
  immutableScimType: 'mutability',
  memberErrorFormat: 'scim',
  idsWrap: 'none',
  templates: {},
}

/** What a template is for, and what goes into it. */
interface Condition {
  readonly template: TemplateName
  readonly values: Readonly<Record<string, string | number | readonly string[]>>
}

type Conditions = { readonly [Code in ErrorCode]?: (params: ErrorParams<Code>) => Condition | undefined }

const takenValues: ReadonlyMap<string, (value: string) => Condition> = new Map([
  ['userName', (userName: string): Condition => ({ template: 'userNameInUse', values: { userName } })],
  ['emails.value', (email: string): Condition => ({ template: 'emailInUse', values: { email } })],
])

function unknownPath(path: string): Condition {
  return { template: 'unknownPath', values: { path } }
}

/** The errors a product may have words of its own for. */
const conditions: Conditions = {
  UNIQUENESS_VIOLATED: ({ attribute, value }) =>
    value === undefined ? undefined : takenValues.get(attribute)?.(value),
  ATTRIBUTE_MUTABILITY: ({ path }) => ({ template: 'immutable', values: { attr: path } }),
  ATTRIBUTE_UNKNOWN: ({ path }) => unknownPath(path),
  PATH_UNKNOWN_ATTRIBUTE: ({ path }) => unknownPath(path),
  SCHEMAS_UNKNOWN: ({ schema }) => unknownPath(schema),
  MEMBERS_INVALID: ({ ids }) => ({ template: 'invalidMembers', values: { ids } }),
  DISPLAY_NAME_TOO_LONG: ({ max }) => ({ template: 'displayNameTooLong', values: { max } }),
}

function conditionOf<Code extends ErrorCode>({ code, params }: ScimError<Code>): Condition | undefined {
  return conditions[code]?.(params)
}

/** Gives the keyword of an error in a product's wording, from the one of the catalogue. */
type Keyword = (own: string | undefined, wording: Wording) => string | undefined

/** A product that has words for an unknown path has one keyword for it, whatever the method (P-05). */
const unknownPathKeyword: Keyword = (own, { templates }) => (templates.unknownPath === undefined ? own : 'invalidPath')

/** The errors whose keyword depends on the wording. */
const keywords: { readonly [Code in ErrorCode]?: Keyword } = {
  ATTRIBUTE_MUTABILITY: (_, { immutableScimType }) => immutableScimType,
  ATTRIBUTE_UNKNOWN: unknownPathKeyword,
  PATH_UNKNOWN_ATTRIBUTE: unknownPathKeyword,
  SCHEMAS_UNKNOWN: unknownPathKeyword,
  // Plain text has no keyword.
  MEMBERS_INVALID: (own, { memberErrorFormat }) => (memberErrorFormat === 'text' ? undefined : own),
}

/** The keyword a client gets with an error. */
export function keywordOf(code: ErrorCode, wording: Wording): string | undefined {
  const { scimType } = describeError(code)
  const settle = keywords[code]
  return settle === undefined ? scimType : settle(scimType, wording)
}

/** What an error says on the wire. */
export interface Worded {
  readonly scimType: string | undefined
  readonly detail: string
}

/**
 * Words an error: a product's own words are the whole detail, to the letter. Ours end with the id of the error, because
 * the detail is all an administrator sees in an identity provider's log.
 */
export function wordError(error: ScimError, wording: Wording): Worded {
  const scimType = keywordOf(error.code, wording)
  const condition = conditionOf(error)
  const template = condition && wording.templates[condition.template]
  if (condition === undefined || template === undefined)
    return { scimType, detail: `${error.message} [${describeError(error.code).id}]` }
  return { scimType, detail: fill(template, condition.values, wording) }
}

/** Values go in as they are: nothing in them is taken for a pattern or for another placeholder. */
function fill(template: string, values: Condition['values'], { idsWrap }: Wording): string {
  return template.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined) return placeholder
    if (typeof value !== 'object') return clip(String(value))
    const list = value.map((each) => clip(each)).join(', ')
    return idsWrap === 'brackets' ? `[${list}]` : list
  })
}
