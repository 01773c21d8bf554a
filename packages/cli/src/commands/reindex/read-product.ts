import { readFileSync } from 'node:fs'
import {
  defineProfile,
  type Policy,
  type Product,
  type ProfileName,
  type ProfileOverrides,
  parseDefinitions,
  profiles,
} from '@scimkit/core'

/** How a product is given: as to the reference server, by flags of the same names. */
export interface ProductFlags {
  readonly profile: ProfileName
  /** `<name>=<value>` each. */
  readonly switch: readonly string[]
  /** A file. */
  readonly schemas?: string
}

/**
 * The product that the flags describe.
 *
 * @throws Error naming the flag, and what is wrong with it
 */
export function readProduct({ profile, switch: switches, schemas }: ProductFlags): Product {
  return {
    profile: naming('--switch', () => switches.reduce<Policy>(withSwitch, profiles[profile])),
    resourceTypes:
      schemas === undefined
        ? undefined
        : naming(`--schemas: ${schemas}`, () => parseDefinitions(JSON.parse(readFileSync(schemas, 'utf8')))),
  }
}

function withSwitch(base: Policy, text: string): Policy {
  const [, name, value] = /^([A-Za-z.]+)=(.+)$/s.exec(text) ?? []
  if (name === undefined || value === undefined)
    throw new Error('expected <name>=<value>, the value in JSON or plain text')
  const nested = name.split('.').reduceRight<unknown>((inner, part) => ({ [part]: inner }), readValue(value))
  // Sound: the policy that comes out is checked, and a switch that does not exist is refused.
  return defineProfile({ extends: base, ...(nested as ProfileOverrides) })
}

/** JSON where it is JSON, and otherwise the text itself: a shell eats the quotes of `users.delete="hard"`. */
function readValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function naming<Result>(flag: string, read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    throw new Error(`${flag}: ${error instanceof Error ? error.message : error}`)
  }
}
