import {
  createDirectory,
  type Finding,
  groupResourceType,
  type JsonObject,
  type LogEntry,
  type LoggedEntry,
  type Policy,
  rfcProfile,
  type ScimHandlerOptions,
  type StoredToken,
  storedTokens,
  userResourceType,
} from '@scimkit/core'
import { createMemoryConfirmations, createMemoryLog, createMemoryStore, createMemoryTokens } from '../../src/index.ts'
import { groupUrn, openClient, userUrn } from '../protocol/client.ts'

export type World = ReturnType<typeof openWorld>

/**
 * A handler with a log, the tokens `acme` and `globex` of the tenants of these names, and the application behind it.
 */
export function openWorld(profile: Policy = rfcProfile, options: Partial<ScimHandlerOptions> = {}) {
  const store = createMemoryStore()
  const log = createMemoryLog()
  const tokens = createMemoryTokens()
  const confirmations = createMemoryConfirmations()
  const common = { store, profile, log }
  const scim = openClient({
    ...common,
    confirmations,
    authenticate: storedTokens(tokens),
    resourceTypes: [userResourceType, groupResourceType],
    ...options,
  })
  const ready = Promise.all(['acme', 'globex'].map((name) => issue({ tenant: name }, name)))

  /** Issues a token; what is said of it beats what is usual. */
  async function issue(more: Partial<StoredToken>, token: string): Promise<void> {
    const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
    const sha256 = Buffer.from(bytes).toString('hex')
    const created = new Date().toISOString()
    await tokens.add({ id: crypto.randomUUID(), tenant: 'acme', name: token, sha256, created, ...more })
  }

  async function made(endpoint: string, body: JsonObject): Promise<string> {
    await ready
    const { status, body: answer, text } = await scim.post(endpoint, body)
    if (status !== 201 || typeof answer.id !== 'string') throw new Error(`Not created: ${text}`)
    return answer.id
  }

  return {
    ...common,
    tokens,
    confirmations,
    scim,
    issue,
    ready,
    directory: createDirectory({ ...common, tokens }),
    /** Provisions somebody, and gives the id. */
    provision: (userName: string, more: JsonObject = {}) => made('/Users', person(userName, more)),
    /** Pushes a group, and gives the id. */
    push: (displayName: string, ids: readonly string[] = []) => made('/Groups', group(displayName, ids)),
    /** So many people. */
    async crowd(size: number): Promise<readonly string[]> {
      const ids: string[] = []
      for (let number = 1; number <= size; number += 1) ids.push(await made('/Users', person(`person-${number}`)))
      return ids
    },
    /** The newest entry of a tenant. */
    async last(tenant = 'acme'): Promise<LoggedEntry> {
      const [entry] = await log.query(tenant, { limit: 1 })
      if (entry === undefined) throw new Error(`Nothing is logged for ${tenant}`)
      return entry
    },
    /** The newest finding of a code. */
    async finding(code: Finding['code'], tenant = 'acme'): Promise<Finding | undefined> {
      const [entry] = await log.query(tenant, { code, limit: 1 })
      return entry?.findings.find((finding) => finding.code === code)
    },
    /** Something that happened so many days ago. */
    async heard(daysAgo: number, entry: Partial<LogEntry> = {}): Promise<void> {
      const at = new Date(Date.now() - daysAgo * 86_400_000).toISOString()
      const usual = {
        requestId: crypto.randomUUID(),
        tenant: 'acme',
        method: 'GET',
        operation: 'list',
        status: 200,
      } as const
      await log.append({ ...usual, at, outcome: 'success', normalisations: [], findings: [], durationMs: 1, ...entry })
    },
  }
}

/** A person as an identity provider sends one; the work address follows the name. */
export function person(userName: string, more: JsonObject = {}): JsonObject {
  const emails = [{ value: `${userName}@example.com`, type: 'work', primary: true }]
  return { schemas: [userUrn], userName, emails, active: true, ...more }
}

/** A group as it is pushed. */
export function group(displayName: string, ids: readonly string[] = []): JsonObject {
  return { schemas: [groupUrn], displayName, members: ids.map((value) => ({ value })) }
}

/** The path that looks something up. */
export function lookupPath(endpoint: string, attribute: string, value: string): string {
  return `${endpoint}?filter=${encodeURIComponent(`${attribute} eq "${value}"`)}`
}
