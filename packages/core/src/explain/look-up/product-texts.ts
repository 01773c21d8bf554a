import type { ErrorCode } from '../../errors/catalogue.ts'
import type { Conflict } from '../../errors/finding.ts'
import type { Wording } from '../../errors/wording.ts'
import type { Policy } from '../../provisioning/policy.ts'
import { profiles } from '../../provisioning/profiles/profiles.ts'
import type { Match } from './explained.ts'
import { type Pattern, patternOf } from './pattern.ts'
import type { Pasted } from './unwrap.ts'

type TemplateName = keyof Policy['errors']['templates']

/** What each template is a product's own words for. */
const meanings: Readonly<Record<TemplateName, { readonly code: ErrorCode; readonly conflict?: Conflict }>> = {
  emailInUse: { code: 'UNIQUENESS_VIOLATED', conflict: { where: 'elsewhere', attribute: 'emails.value' } },
  userNameInUse: { code: 'UNIQUENESS_VIOLATED', conflict: { where: 'elsewhere', attribute: 'userName' } },
  immutable: { code: 'ATTRIBUTE_MUTABILITY' },
  unknownPath: { code: 'ATTRIBUTE_UNKNOWN' },
  invalidMembers: { code: 'MEMBERS_INVALID' },
  displayNameTooLong: { code: 'DISPLAY_NAME_TOO_LONG' },
}

interface ProductText {
  readonly pattern: Pattern
  readonly meaning: (typeof meanings)[TemplateName]
  readonly wording: Wording
}

/** The texts of all profiles, each once. Patterns are made when the first text is looked up. */
let texts: readonly ProductText[] | undefined

function productTexts(): readonly ProductText[] {
  const known = new Map<string, ProductText>()
  for (const { errors } of Object.values<Policy>(profiles)) {
    for (const name of Object.keys(meanings).filter(isTemplateName)) {
      const template = errors.templates[name]
      if (template === undefined || known.has(template)) continue
      known.set(template, { pattern: patternOf(template), meaning: meanings[name], wording: errors })
    }
  }
  return [...known.values()]
}

function isTemplateName(name: string): name is TemplateName {
  return Object.hasOwn(meanings, name)
}

/** Finds the words of a profile, also behind a prefix such as `Bad Request: `. */
export function findProductText({ text }: Pasted): Match | undefined {
  texts ??= productTexts()
  for (const { pattern, meaning, wording } of texts) {
    const values = pattern.match(text)
    if (values !== undefined) return { ...meaning, by: 'product text', values, wording }
  }
  return undefined
}
