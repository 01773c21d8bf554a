import type { Authenticate, Principal } from './authenticate.ts'
import { checkEnd, checkPrincipal } from './check-principal.ts'

/**
 * The host's hook, held to principals that mean something: what is wrong with one is a mistake of the host's, told by
 * its name; and credentials that have ended let nobody in, whoever has looked at them (RFC 7644 §7.4).
 */
export function checkedPrincipals(authenticate: Authenticate): Authenticate {
  return (request) => {
    const principal = authenticate(request)
    // Not awaited where the host answers at once: every promise makes a request wait.
    return isPromise(principal) ? principal.then(check) : check(principal)
  }
}

/** Of any kind: hosts have libraries of their own for promises. */
function isPromise(answer: Principal | Promise<Principal>): answer is Promise<Principal> {
  return typeof answer === 'object' && answer !== null && 'then' in answer
}

function check(answer: Principal): Principal {
  return checkEnd(checkPrincipal(answer, 'authenticate'), 'they have expired')
}
