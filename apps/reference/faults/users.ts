import type { JsonObject } from '@scimkit/core'
import { Account, type Content, restamp, userOf } from './account.ts'
import { type Client, type Outcome, objectIn } from './client.ts'
import type { Journal } from './journal.ts'
import type { Names } from './names.ts'
import type { Random } from './random.ts'

/** Who sends the requests of one client, and what it shares with the others. */
export interface Sender {
  readonly name: string
  readonly client: Client
  readonly random: Random
  readonly names: Names
  readonly journal: Journal
}

type Change = (content: Content) => Content | null
type Refusal = Extract<Outcome, { readonly kind: 'refused' }>

/** The users of one client, which nobody else writes to: what it knows of them is what they must be. */
export class Users {
  readonly accounts: Account[] = []
  readonly #sender: Sender
  #stamps = 0

  constructor(sender: Sender) {
    this.#sender = sender
  }

  /** Those that can be worked with. */
  get there(): readonly Account[] {
    return this.accounts.filter(({ isThere }) => isThere)
  }

  async create(): Promise<void> {
    const { client, names, name, journal } = this.#sender
    const account = new Account(`${name}-${this.accounts.length + 1}`)
    this.accounts.push(account)
    const content = { userName: this.#nameFor(account), stamp: this.#stamp() }
    const outcome = await client.send({ method: 'POST', path: '/Users', body: userOf(account.externalId, content) })
    if (outcome.kind === 'refused') return this.#refusedName(outcome, content)
    if (outcome.kind === 'unknown') {
      account.content.mayHaveHappened(() => content)
      return this.#find(account)
    }
    account.content.happened(() => content)
    account.id = String(outcome.body.id)
    names.hold(content.userName, account.externalId)
    if (outcome.version !== 1) journal.violation(`${account} was created with version ${outcome.version}`)
  }

  async patch(account: Account): Promise<void> {
    const stamp = this.#stamp()
    const { client } = this.#sender
    const outcome = await client.send({ method: 'PATCH', path: pathOf(account), body: restamp(stamp) })
    this.#learn(account, outcome, (content) => ({ ...content, stamp }))
  }

  async replace(account: Account): Promise<void> {
    const { client, names } = this.#sender
    const content = { userName: this.#nameFor(account), stamp: this.#stamp() }
    const before = account.userNames
    names.release(before, account.externalId)
    const body = userOf(account.externalId, content)
    const outcome = await client.send({ method: 'PUT', path: pathOf(account), body })
    if (outcome.kind === 'refused' && outcome.status === 409) {
      const [only, ...others] = new Set(before)
      if (only !== undefined && others.length === 0) names.hold(only, account.externalId)
      return this.#refusedName(outcome, content)
    }
    this.#learn(account, outcome, () => content)
    if (outcome.kind === 'acknowledged') names.hold(content.userName, account.externalId)
  }

  /** @returns whether it is gone for certain */
  async remove(account: Account): Promise<boolean> {
    const { client, names, random } = this.#sender
    names.release(account.userNames, account.externalId)
    for (;;) {
      const outcome = await client.send({ method: 'DELETE', path: pathOf(account) })
      this.#learn(account, outcome, () => null)
      if (outcome.kind !== 'unknown') return true
      // Some are left as they are, to see afterwards that they are deleted or not.
      if (random.chance(0.5)) return false
    }
  }

  /** What is written is read, whoever is asked. */
  async look(account: Account): Promise<void> {
    const { client, random, journal } = this.#sender
    const path = random.chance(0.5) ? pathOf(account) : searchFor(account)
    const outcome = await client.send({ method: 'GET', path })
    if (outcome.kind === 'unknown') return
    const found = foundIn(outcome)
    const isRight = found === undefined ? account.mayBeAbsent() : account.mayBe(found)
    if (!isRight) journal.violation(`${account} was read as ${JSON.stringify(found)}`)
  }

  /** What came of a creation that was not answered. */
  async #find(account: Account): Promise<void> {
    const { client, names } = this.#sender
    const found = foundIn(await client.sendUntilKnown({ method: 'GET', path: searchFor(account) }))
    if (found === undefined) return
    account.id = String(found.id)
    account.content.happened((content) => content ?? undefined)
    for (const name of account.userNames) names.hold(name, account.externalId)
  }

  #learn(account: Account, outcome: Outcome, change: Change): void {
    const { content } = account
    const changed = (before: Content | null) => (before === null ? undefined : change(before))
    if (outcome.kind === 'unknown') content.mayHaveHappened(changed)
    else if (outcome.kind === 'refused') this.#learnRefusal(account, outcome)
    else if (content.happened(changed)) this.#learnVersion(account, outcome.version)
    else this.#sender.journal.violation(`${account} was changed although it cannot be there`)
  }

  /** Nothing is refused but what is done to a user who is gone. */
  #learnRefusal(account: Account, { status, body }: Refusal): void {
    const isGone = status === 404 && account.content.happened((before) => (before === null ? null : undefined))
    if (!isGone) this.#sender.journal.violation(`${account}: ${status} ${JSON.stringify(body)}`)
  }

  /** Each change makes another version. A deletion has none. */
  #learnVersion(account: Account, version: number): void {
    if (version === 0) return
    if (version <= account.version)
      this.#sender.journal.violation(`${account} went from version ${account.version} to ${version}`)
    account.version = version
  }

  #refusedName({ status, body }: Refusal, { userName }: Content): void {
    const { names, journal } = this.#sender
    if (status === 409 && names.contended.includes(userName)) return
    journal.violation(`${status} for the name ${userName}: ${JSON.stringify(body)}`)
  }

  #nameFor(account: Account): string {
    const { random, names } = this.#sender
    return (random.chance(0.3) ? random.pick(names.contended) : undefined) ?? account.externalId
  }

  #stamp(): string {
    this.#stamps += 1
    return `${this.#sender.name}.${this.#stamps}`
  }
}

function pathOf({ id }: Account): string {
  return `/Users/${id}`
}

function searchFor({ externalId }: Account): string {
  return `/Users?filter=${encodeURIComponent(`externalId eq "${externalId}"`)}`
}

/** The user an answer shows, alone or as the only one of a list. */
function foundIn({ kind, body }: Exclude<Outcome, { kind: 'unknown' }>): JsonObject | undefined {
  if (kind === 'refused') return undefined
  if (body.totalResults === undefined) return body
  return Array.isArray(body.Resources) && body.Resources.length === 1 ? objectIn(body.Resources[0]) : undefined
}
