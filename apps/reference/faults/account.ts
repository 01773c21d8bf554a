import type { JsonObject } from '@scimkit/core'
import { objectIn } from './client.ts'
import { Possible } from './possible.ts'

/** What a user says. Each write puts its stamp in three places, so that half a write would show. */
export interface Content {
  readonly userName: string
  readonly stamp: string
}

/** What a client knows of a user it has sent. */
export class Account {
  readonly externalId: string
  /** Undefined until an answer tells. */
  id: string | undefined
  /** The highest version an answer has told. */
  version = 0
  /** Null: there is no such user. */
  readonly content = new Possible<Content | null>(null)

  constructor(externalId: string) {
    this.externalId = externalId
  }

  /** Whether there is such a user for certain. */
  get isThere(): boolean {
    return this.id !== undefined && this.content.states.every((content) => content !== null)
  }

  /** Every name it may have. */
  get userNames(): readonly string[] {
    return this.content.states.flatMap((content) => content?.userName ?? [])
  }

  mayBeAbsent(): boolean {
    return this.content.states.includes(null)
  }

  mayBe(user: JsonObject): boolean {
    return this.content.states.some((content) => content !== null && says(user, content))
  }

  toString(): string {
    return `${this.externalId} (${this.id}), which may be ${JSON.stringify(this.content.states)}`
  }
}

/** The user as it is sent. */
export function userOf(externalId: string, { userName, stamp }: Content): JsonObject {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    externalId,
    userName,
    title: stamp,
    nickName: stamp,
    emails: [emailOf(stamp)],
    active: true,
  }
}

/** The PATCH that gives a user another stamp. */
export function restamp(stamp: string): JsonObject {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [
      { op: 'replace', path: 'title', value: stamp },
      { op: 'replace', path: 'nickName', value: stamp },
      { op: 'replace', path: 'emails', value: [emailOf(stamp)] },
    ],
  }
}

function emailOf(stamp: string): JsonObject {
  return { value: `${stamp}@example.com`, type: 'work', primary: true }
}

function says(user: JsonObject, { userName, stamp }: Content): boolean {
  const emails = Array.isArray(user.emails) ? user.emails : []
  const addresses = emails.map((email) => objectIn(email).value)
  return (
    user.userName === userName &&
    user.title === stamp &&
    user.nickName === stamp &&
    addresses.length === 1 &&
    addresses[0] === `${stamp}@example.com`
  )
}
