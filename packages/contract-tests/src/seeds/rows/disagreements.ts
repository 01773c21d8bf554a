// Where the products, their later pages and the RFCs disagree: each is a switch.

/** The disagreements. */
export const disagreementRows = [
  { id: 'D-01', says: 'the keyword for a change of what cannot be changed' },
  { id: 'D-02', says: 'whether the status of an error is text' },
  { id: 'D-03', says: 'the envelope {status, response} is never sent, and understood when pasted' },
  { id: 'D-04', says: 'invalid members as text or as JSON' },
  { id: 'D-05', says: 'bare names beside the schema’s, and e-mails after all' },
  { id: 'D-06', says: 'unknown attributes are refused or ignored' },
  { id: 'D-07', says: 'a user name that changes: done, refused or kept' },
  { id: 'D-08', says: 'POST for an account SCIM has not made' },
  { id: 'D-09', says: 'POST for a deactivated or deleted account' },
  { id: 'D-10', says: 'what DELETE leaves' },
  { id: 'D-11', says: 'among whose accounts an e-mail is unique' },
  { id: 'D-12', says: 'what an account is matched by' },
  { id: 'D-13', says: 'invalid members are refused or left out' },
  { id: 'D-14', says: 'whether a deactivated account can be a member' },
  { id: 'D-15', says: 'how large a change of members may be' },
  { id: 'D-16', says: 'who says who is in a group' },
  { id: 'D-17', says: 'whether SCIM sees and deletes local groups' },
  { id: 'D-18', says: 'who puts an e-mail conflict right' },
  { id: 'D-19', says: 'a count above the maximum is refused or clamped' },
  { id: 'D-20', says: 'externalId: stored, dropped or refused' },
  { id: 'D-21', says: 'active as text' },
  { id: 'D-22', says: 'whether the IdP finds an orphan by GET, or only by POST' },
] as const
