// The ways out the pages describe, each from its failing step to its end.

/** The remedy workflows. */
export const remedyRows = [
  { id: 'RW-P1a', says: 'the owner deletes the account that holds the e-mail; POST succeeds' },
  { id: 'RW-P1b', says: 'the owner changes its e-mail; POST succeeds' },
  { id: 'RW-P1c', says: 'the owner connects SAML SSO; POST takes that account over under its id' },
  { id: 'RW-P2', says: 'the IdP administrator changes the user name; POST succeeds if it is free' },
  { id: 'RW-P3', says: 'the mapping becomes create-only; updates succeed' },
  { id: 'RW-P4', says: 'the mapping is deleted; the request succeeds' },
  { id: 'RW-P5', says: 'all members are provisioned and active; the same push succeeds' },
  { id: 'RW-I1', says: 'the account under the old name is deleted; POST under the new name makes a fresh one' },
  { id: 'RW-I2', says: 'nothing is done; the next POST brings the account back' },
  { id: 'RW-I3', says: 'the account is disabled in the IdP, and stays disabled' },
  { id: 'RW-I4', says: 'the change is split, and ends as the big one would' },
  { id: 'RW-I5', says: 'the orphan is deleted by hand or by the IdP, and the log says by whom' },
  { id: 'RW-I6', says: 'the orphan is deleted; POST succeeds' },
  { id: 'RW-B1', says: 'deprovision, put the mapping right, provision: matched to the one account' },
  { id: 'RW-B2', says: 'the user signs in and out; POST matches' },
  { id: 'RW-B3', says: 'autoprovisioning is switched on; the next sign-in keeps the groups' },
] as const
