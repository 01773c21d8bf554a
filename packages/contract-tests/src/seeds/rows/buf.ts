// The Buf registry, row by row: what its pages say, in our words.

/** The rows of the Buf registry. */
export const bufRows = [
  { id: 'B-01', says: 'an existing user is looked for, and adopted' },
  { id: 'B-02', says: 'by the e-mail address' },
  { id: 'B-03', says: 'a failure is a conflict with an existing user, and told to the IdP' },
  { id: 'B-04', says: 'a recent sign-in refreshes the link' },
  { id: 'B-05', says: 'a wrong mapping of e-mail or userName makes a bad link' },
  { id: 'B-06', says: 'deprovision, put the mapping right, provision again' },
  { id: 'B-07', says: 'a mismatch leaves two accounts with nearly the same name' },
  { id: 'B-08', says: 'groups pushed without autoprovisioning: the next sign-in takes the user out of them' },
  { id: 'B-09', says: 'no groups pushed: autoprovisioning is not needed' },
  { id: 'B-10', says: 'SCIM comes with some plans only' },
  { id: 'B-20', says: 'active:false locks the user out and keeps what is theirs; provisioning again brings them back' },
  { id: 'B-21', says: 'externalId, user name, names and one work e-mail are stored, and nothing else' },
  { id: 'B-22', says: 'the first sign-in of an unknown e-mail makes a user with a name made from it' },
  { id: 'B-23', says: 'groups are known by name; unknown names have no effect' },
  { id: 'B-24', says: 'an added membership gives access from the next sign-in' },
  { id: 'B-25', says: 'a removed one takes it away at once' },
  { id: 'B-26', says: 'the highest role wins, and each source gives its own' },
  { id: 'B-27', says: 'an assertion without groups: refused for SAML, no groups for OIDC' },
  { id: 'B-28', says: 'GET /readiness warns of what will go wrong' },
  { id: 'B-29', says: 'users assigned before SCIM are matched' },
  { id: 'B-30', says: 'Entra sends active as text' },
] as const
