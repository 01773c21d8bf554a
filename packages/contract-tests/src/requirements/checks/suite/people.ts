import type { JsonObject } from '@scimkit/core'
import type { Made, Probe } from '../probe/probe.ts'
import { attributeAt } from '../server/published.ts'
import { textAttributeOf } from './text-attribute.ts'

/** Five users of whom queries have to tell one from another. Ada and Eve share a text; Bob and Dan have none. */
export interface People {
  readonly ada: Made
  /** Capital in the userName, so that an order by code points is not the one that is asked for. */
  readonly Bob: Made
  readonly cyd: Made
  readonly dan: Made
  readonly eve: Made
  /** The attribute that holds the text of Ada, Cyd and Eve. */
  readonly attribute: string
  readonly texts: { readonly zeta: string; readonly alpha: string }
  /** What their userNames start with. */
  readonly prefix: string
}

/** The names of the five. */
export const names = ['ada', 'Bob', 'cyd', 'dan', 'eve'] as const

/** One of the five. */
export type Name = (typeof names)[number]

/** The five, made once a run. */
export function people(probe: Probe): Promise<People> {
  return probe.shared('people', () => makePeople(probe))
}

/** The userName of one of them, as it was sent. */
export function userNameOf(prefix: string, name: Name): string {
  return `${prefix}-${name}@example.com`
}

async function makePeople(probe: Probe): Promise<People> {
  const prefix = probe.unique('people')
  const attribute = textAttributeOf(probe.type('User'))
  const texts = { zeta: `Zeta ${prefix}`, alpha: `alpha ${prefix}` }
  const make = (name: Name, attributes: JsonObject) =>
    probe.user({ userName: userNameOf(prefix, name), ...published(probe, attributes) })
  return {
    ada: await make('ada', {
      [attribute]: texts.zeta,
      active: true,
      externalId: `${prefix}-External`,
      name: { givenName: 'Ada', familyName: `O'Hara ${prefix}` },
      emails: [
        { value: `zed-${prefix}@home.example`, type: 'home' },
        { value: `abc-${prefix}@work.example`, type: 'work', primary: true },
      ],
    }),
    Bob: await make('Bob', { active: false, emails: [{ value: `mmm-${prefix}@work.example`, type: 'work' }] }),
    cyd: await make('cyd', {
      [attribute]: texts.alpha,
      emails: [{ value: `ppp-${prefix}@home.example`, type: 'home' }],
    }),
    dan: await make('dan', {}),
    eve: await make('eve', { [attribute]: texts.zeta }),
    attribute,
    texts,
    prefix,
  }
}

/** Without what the server does not know. */
function published({ type }: Probe, attributes: JsonObject): JsonObject {
  const known = ([name]: readonly [string, unknown]) => name === 'externalId' || attributeAt(type('User'), name)
  return Object.fromEntries(Object.entries(attributes).filter(known))
}
