import { at } from '../answer.ts'
import { CheckFailure, demand, expectError, Skip } from '../expect.ts'
import { query } from '../probe/client.ts'
import type { Probe } from '../probe/probe.ts'
import { type Name, names, people } from './people.ts'
import { notInSight, walk } from './walk.ts'

/** Which of the five a filter finds, whatever else it finds. */
export async function expectFound(probe: Probe, filter: string, ...wanted: readonly Name[]): Promise<void> {
  const fixture = await people(probe)
  const { resources, answer, isComplete } = await walk(probe, probe.type('User').endpoint, { filter })
  const ids = new Set(resources.map(({ id }) => id))
  const found = names.filter((name) => ids.has(fixture[name].id))
  const userNames = (some: readonly Name[]) =>
    some.map((name) => String(fixture[name].body.userName)).join(', ') || 'none'
  if (!isComplete && found.length < wanted.length) throw notInSight()
  const same = found.join() === names.filter((name) => wanted.includes(name)).join()
  demand(answer, same, `of the users of this check ${userNames(wanted)}; found ${userNames(found)}`)
}

/**
 * The same for an operator or a kind of attribute. Table 9 of RFC 7644 lets a server refuse a combination of attribute
 * and operator with `invalidFilter`: then there is nothing to judge.
 */
export async function expectFoundIfOffered(probe: Probe, filter: string, ...wanted: readonly Name[]): Promise<void> {
  try {
    await expectFound(probe, filter, ...wanted)
  } catch (error) {
    if (error instanceof CheckFailure && isRefusal(error)) throw new Skip(`The server refuses the filter ${filter}.`)
    throw error
  }
}

/** A filter that has to be refused (RFC 7644 §3.4.2.2). */
export async function expectInvalidFilter(probe: Probe, filter: string): Promise<void> {
  const answer = await probe.get(`${probe.type('User').endpoint}${query({ filter })}`)
  expectError(answer, 400, 'invalidFilter')
}

function isRefusal({ answer }: CheckFailure): boolean {
  return answer.status === 400 && ['invalidFilter', undefined].includes(at(answer, 'scimType') as string | undefined)
}
