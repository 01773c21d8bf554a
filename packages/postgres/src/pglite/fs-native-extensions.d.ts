/** What of this package is used; it has no declarations of its own. */
declare module 'fs-native-extensions' {
  /** Locks a whole file that is open for writing, unless somebody else has. */
  export function tryLock(fd: number): boolean
}
