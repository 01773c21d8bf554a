import { conflictWith, type Finding, findingOf } from '../../errors/finding.ts'
import { emailsOf } from '../../provisioning/emails.ts'
import { foldCase } from '../../schema/fold.ts'
import type { StoredResource } from '../../store/store.ts'
import { userNameOf } from '../account.ts'
import { aboutAccount } from '../orphans.ts'

/**
 * Finds accounts that share an address with one that was seen before (B-07, F-7): any of their addresses, because a
 * second account comes of a mapping to the wrong one, and a user name that is an address.
 */
export function twinFinder(): (account: StoredResource) => Finding | undefined {
  const seen = new Map<string, Seen>()
  return (account) => {
    const addresses = addressesOf(account)
    const twin = addresses.map((address) => seen.get(address)).find((each) => each !== undefined)
    const entry = { userName: userNameOf(account), conflict: conflictWith(account) }
    for (const address of addresses) if (!seen.has(address)) seen.set(address, entry)
    if (twin === undefined) return undefined
    const params = { sharing: 'e-mail address', userNames: [twin.userName, entry.userName] }
    return findingOf('ACCOUNTS_ALIKE', params, { ...aboutAccount(account), conflict: twin.conflict })
  }
}

/** What is remembered of an account: little, because there may be many. */
interface Seen {
  readonly userName: string
  readonly conflict: ReturnType<typeof conflictWith>
}

function addressesOf(account: StoredResource): readonly string[] {
  const userName = userNameOf(account)
  const addresses = [...emailsOf(account.attributes, 'any'), ...(userName.includes('@') ? [userName] : [])]
  return [...new Set(addresses.map(foldCase))]
}
