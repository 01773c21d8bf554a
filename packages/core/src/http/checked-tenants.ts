import type { Authenticate, Principal } from './authenticate.ts'

/** Characters. The tenant is in every index of a database, whose entries take only so many bytes. */
const longest = 200

/**
 * The host's hook, held to tenants that every store can keep. One that none can, because of its length or a U+0000, is
 * a mistake of the host's: the client is told no more than of any other, and the event has it as its cause.
 */
export function checkedTenants(authenticate: Authenticate): Authenticate {
  return (request) => {
    const principal = authenticate(request)
    // Not awaited where the host answers at once: every promise makes a request wait.
    return 'then' in principal ? principal.then(check) : check(principal)
  }
}

function check(principal: Principal): Principal {
  const { tenant } = principal
  if (tenant.length <= longest && !tenant.includes('\u0000')) return principal
  throw new Error(`authenticate: a tenant has at most ${longest} characters, and no U+0000`)
}
