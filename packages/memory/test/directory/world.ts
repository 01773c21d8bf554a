import { createDirectory, groupResourceType, type JsonObject, type Policy, userResourceType } from '@scimkit/core'
import { createMemoryLog, createMemoryStore, createMemoryTokens } from '../../src/index.ts'
import { groupUrn, openClient, userUrn } from '../protocol/client.ts'

/** The real handler and the directory on one store, in one profile; SCIM speaks as tenant `acme`. */
export function openWorld(profile: Policy) {
  const store = createMemoryStore()
  const log = createMemoryLog()
  const tokens = createMemoryTokens()
  const scim = openClient({ store, profile, log, resourceTypes: [userResourceType, groupResourceType] })
  const directory = createDirectory({ store, profile, log, tokens })

  /** The body of a user with a work address. */
  const body = (userName: string, email: string | undefined, more: JsonObject = {}): JsonObject => ({
    schemas: [userUrn],
    userName,
    ...(email !== undefined && { emails: [{ value: email, type: 'work', primary: true }] }),
    ...more,
  })

  async function idOf(endpoint: string, sent: JsonObject): Promise<string> {
    const { status, body: made, text } = await scim.post(endpoint, sent)
    if (status !== 201 || typeof made.id !== 'string') throw new Error(`Not created: ${text}`)
    return made.id
  }

  return {
    store,
    log,
    tokens,
    scim,
    directory,
    body,
    /** Provisions somebody through SCIM, and gives the id. */
    provision: (userName: string, email?: string, more: JsonObject = {}) => idOf('/Users', body(userName, email, more)),
    /** Pushes a group through SCIM, and gives the id. */
    push: (displayName: string, members: readonly string[] = []) =>
      idOf('/Groups', { schemas: [groupUrn], displayName, members: members.map((value) => ({ value })) }),
    membersOf: async (id: string): Promise<readonly string[]> => (await directory.group('acme', id)).members,
    /** Everything there is of a tenant's users and groups, to see that nothing has changed. */
    async everything(tenant = 'acme') {
      const { accounts } = await directory.accounts(tenant)
      const { groups } = await directory.groups(tenant)
      return {
        accounts,
        groups: await Promise.all(groups.map(({ id }) => directory.group(tenant, id))),
        deleted: await directory.accounts(tenant, { which: 'deleted' }),
      }
    },
  }
}
