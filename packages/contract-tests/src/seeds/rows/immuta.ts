// Immuta, row by row: what its page says, in our words.

/** The rows of Immuta. */
export const immutaRows = [
  { id: 'I-01', says: 'access that does not arrive has two causes: another user name, or an orphan' },
  { id: 'I-02', says: 'an account made before the one in the IdP keeps its own user name' },
  { id: 'I-03', says: 'a PUT or PATCH with another userName does not change it' },
  { id: 'I-04', says: 'the account stays active under the old name' },
  { id: 'I-05', says: 'POST for a disabled user: success, enabled again, profile of the request' },
  { id: 'I-06', says: 'POST for a deleted user: restored to active' },
  { id: 'I-07', says: 'the IdP is the authority' },
  { id: 'I-08', says: 'it happens as soon as the request arrives' },
  { id: 'I-09', says: 'a local disable does not last; one in the IdP does' },
  { id: 'I-10', says: 'a large change of members may fail: about 100 per PATCH is advised' },
  { id: 'I-11', says: 'changes are incremental' },
  { id: 'I-12', says: 'an account older than provisioning is an orphan' },
  { id: 'I-13', says: 'nobody asks the IdP whether somebody exists' },
  { id: 'I-14', says: 'no DELETE comes for whom the IdP does not know: orphans stay' },
  { id: 'I-15', says: 'an orphan goes by hand, or by an explicit DELETE' },
  { id: 'I-16', says: 'POST for an orphan: 409, no linking' },
  { id: 'I-17', says: 'a change that is not visible has three causes to test' },
  { id: 'I-20', says: 'SCIM needs SSO of the same IdP' },
  { id: 'I-21', says: 'users and groups are pushed, deactivated and removed' },
  { id: 'I-22', says: 'everything belongs to one IAM, and flows one way' },
  { id: 'I-23', says: 'custom attributes come under a URN of the customer' },
] as const
