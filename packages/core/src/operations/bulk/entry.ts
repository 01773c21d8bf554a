import { isScimError, ScimError } from '../../errors/scim-error.ts'
import type { OperationContext } from '../context.ts'
import type { Breaks } from './breaks.ts'
import type { Members } from './message.ts'
import { type BulkOperation, readOperation } from './operation.ts'
import { textOfBulkId } from './reference.ts'
import { type References, referencesOf } from './references-of.ts'

/** What is known of an operation before anything is done. */
export interface Entry {
  /** What the result repeats of the request, also of one that could not be read. */
  readonly method: string | undefined
  readonly bulkId: string | undefined
  readonly path: string | undefined
  /** The bulkId others can refer to. */
  readonly creates: string | undefined
  readonly references: References
  readonly operation: BulkOperation | Hopeless
}

/** Why an operation will not be done, when that is clear already, and what it is, as far as it could be read. */
export interface Hopeless {
  readonly error: ScimError
  readonly known: BulkOperation | undefined
}

const none: References = { all: new Set(), required: new Set() }

/** Reads all operations. What is wrong with one does not concern the others. */
export async function readEntries(
  operations: readonly Members[],
  context: OperationContext,
  breaks: Breaks,
): Promise<readonly Entry[]> {
  const creators = new Set(operations.flatMap((members) => creatorOf(members) ?? []))
  const entries: Entry[] = []
  for (const [index, members] of operations.entries()) {
    await breaks.takeIfDue()
    entries.push({
      method: stringIn(members, 'method'),
      bulkId: stringIn(members, 'bulkid'),
      path: stringIn(members, 'path'),
      creates: creatorOf(members),
      ...readWith(creators, () => readOperation(members, index, context)),
    })
  }
  return entries
}

/** What an operation is and refers to, or why it will not be done. */
function readWith(creators: ReadonlySet<string>, read: () => BulkOperation): Pick<Entry, 'operation' | 'references'> {
  let known: BulkOperation | undefined
  try {
    known = read()
    const references = referencesOf(known)
    refuseUnknown(references, creators)
    return { operation: known, references }
  } catch (error) {
    if (!isScimError(error)) throw error
    return { operation: { error, known }, references: none }
  }
}

/** The bulkId of a POST, also of one that will fail: then that is what is said to those who refer to it. */
function creatorOf(members: Members): string | undefined {
  return members.get('method') === 'POST' ? stringIn(members, 'bulkid') : undefined
}

function stringIn(members: Members, name: string): string | undefined {
  const value = members.get(name)
  return typeof value === 'string' ? value : undefined
}

function refuseUnknown({ all }: References, creators: ReadonlySet<string>): void {
  const unknown = [...all].find((bulkId) => !creators.has(bulkId))
  if (unknown === undefined) return
  throw new ScimError('BULK_REFERENCE_UNKNOWN', { reference: textOfBulkId(unknown).slice(0, 100) })
}
