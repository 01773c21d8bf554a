import { describeError } from '../../errors/catalogue.ts'
import { ScimError } from '../../errors/scim-error.ts'
import { toErrorBody } from '../../errors/to-response.ts'
import type { JsonObject } from '../../schema/json.ts'
import type { OperationContext, Outcome } from '../context.ts'
import type { Entry } from './entry.ts'
import type { BulkPlace } from './operation.ts'
import { bulkIdOf, type Created, type Resolve, textOfBulkId } from './reference.ts'

/** What the operations of one bulk request have come to so far: a few strings for each, no resources. */
export class Ledger {
  readonly #context: OperationContext
  readonly #created = new Map<string, Created>()
  readonly #failed = new Map<string, ScimError>()
  readonly #results: JsonObject[] = []
  #errors = 0

  constructor(context: OperationContext) {
    this.#context = context
  }

  get errors(): number {
    return this.#errors
  }

  /** In the order of the request. Operations that were not done have none (RFC 7644 §3.7.3). */
  get results(): readonly JsonObject[] {
    return this.#results.filter((result) => result !== undefined)
  }

  /** What a bulkId stands for by now. */
  readonly resolve: Resolve = (bulkId) => this.#created.get(bulkId)

  /** The place with the id of what was created, if its id is a bulkId (A48). */
  settle(place: BulkPlace): BulkPlace {
    const bulkId = place.kind === 'resource' ? bulkIdOf(place.id) : undefined
    const created = bulkId === undefined ? undefined : this.resolve(bulkId)
    return created === undefined || place.kind !== 'resource' ? place : { ...place, id: created.id }
  }

  /** The same for an operation that is not done: what is not created has no id. */
  whereabouts(place: BulkPlace): BulkPlace {
    const settled = this.settle(place)
    const isNowhere = settled.kind === 'resource' && bulkIdOf(settled.id) !== undefined
    return isNowhere ? { kind: 'collection', resourceType: settled.resourceType } : settled
  }

  /** @throws ScimError `BULK_REFERENCE_FAILED` when something the operation refers to could not be created */
  checkReferences({ references }: Entry): void {
    for (const bulkId of references.all) {
      const error = this.#failed.get(bulkId)
      if (error !== undefined) throw referenceFailed(bulkId, error)
    }
  }

  /** From now on others can refer to what a POST has created. */
  remember({ creates }: Entry, outcome: Outcome): void {
    const { resourceId: id, headers } = outcome
    if (creates === undefined || id === undefined) return
    this.#created.set(creates, { id, location: headers?.location ?? '', version: headers?.etag })
  }

  succeed(index: number, entry: Entry, { status, headers }: Outcome): void {
    this.#results[index] = toResult(entry, {
      location: headers?.location ?? this.#locate(entry),
      version: headers?.etag,
      status,
    })
  }

  fail(index: number, entry: Entry, error: ScimError): void {
    this.#errors += 1
    if (entry.creates !== undefined) {
      this.#created.delete(entry.creates)
      this.#failed.set(entry.creates, error)
    }
    this.#results[index] = toResult(entry, {
      location: entry.method === 'POST' ? undefined : this.#locate(entry),
      version: undefined,
      status: describeError(error.code).status,
      response: toErrorBody(error, this.#context.settings.policy.errors),
    })
  }

  /** Where the operation went; as the client wrote it when that is no place. */
  #locate({ operation, path }: Entry): string | undefined {
    const place = 'error' in operation ? undefined : this.settle(operation.place)
    if (place?.kind === 'resource') return this.#context.locate(place.resourceType.name, place.id)
    const [plain] = path?.split('?', 1) ?? []
    return plain?.startsWith('/') ? `${this.#context.request.baseUrl}${plain}` : undefined
  }
}

/** Tells an operation that it cannot be done because of another one. */
export function referenceFailed(bulkId: string, { code }: ScimError): ScimError {
  const { status } = describeError(code)
  return new ScimError('BULK_REFERENCE_FAILED', { reference: textOfBulkId(bulkId).slice(0, 100), status })
}

interface Ending {
  readonly location: string | undefined
  readonly version: string | undefined
  readonly status: number
  readonly response?: JsonObject
}

/** `status` is a string (A10). */
function toResult({ method, bulkId }: Entry, { location, version, status, response }: Ending): JsonObject {
  return {
    ...(location !== undefined && { location }),
    ...(method !== undefined && { method }),
    ...(bulkId !== undefined && { bulkId }),
    ...(version !== undefined && { version }),
    status: String(status),
    ...(response !== undefined && { response }),
  }
}
