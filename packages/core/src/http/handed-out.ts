import type { Principal } from './authenticate.ts'

const handedOut = new WeakSet<object>()

/**
 * Remembers that somebody has issued these credentials and has to issue the next ones. Others may renew themselves: a
 * client that gets itself access tokens (RFC 6749 §1.4) has one that ends soon all the time.
 */
export function asHandedOut(principal: Principal): Principal {
  if (principal.expires !== undefined) handedOut.add(principal)
  return principal
}

/** Whether somebody has to be told that these credentials end, however late it is. */
export function isHandedOut(principal: object): boolean {
  return handedOut.has(principal)
}
