/// <reference path="./fs-native-extensions.d.ts" />
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { ScimError } from '@scimkit/core'

/** In the directory itself: what is beside it need not be on the same volume, and so not be the same for all. */
const name = 'scimkit.lock'

/**
 * Makes a directory this process's own, and gives what lets go of it. The lock is one of the kernel on an open file: it
 * ends with the process, however that ends, and holds between containers that share a volume of one machine. A file
 * with the id of a process would do neither.
 *
 * @throws ScimError `CONFIGURATION` when somebody has it, this process included
 */
export async function holdDirectory(directory: string): Promise<() => void> {
  // A binary for the platform, loaded only where it is asked for.
  const { tryLock } = await import('fs-native-extensions')
  mkdirSync(directory, { recursive: true })
  // A descriptor, since a handle would be closed when nobody refers to it.
  const file = openSync(join(directory, name), 'a+')
  try {
    if (!isFree(() => tryLock(file))) throw inUse(directory)
  } catch (error) {
    closeSync(file)
    throw error
  }
  let isHeld = true
  return () => {
    // A second time, the number could be another file's.
    if (isHeld) closeSync(file)
    isHeld = false
  }
}

/** Windows has an error for what is held by another process. */
function isFree(tryLock: () => boolean): boolean {
  try {
    return tryLock()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EBUSY') return false
    throw error
  }
}

function inUse(directory: string): ScimError {
  const problem = 'another process has this directory open; it has to end first'
  return new ScimError('CONFIGURATION', { where: `pglite:${directory}`, problem })
}
