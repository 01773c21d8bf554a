import type { Remedy } from '../errors/define.ts'
import type { Conflict } from '../errors/finding.ts'
import { idpSettings } from '../errors/idp-settings.ts'

/** What one kind of conflict means: the catalogue says what all have in common. */
export interface ConflictKind {
  readonly fits: (conflict: Conflict) => boolean
  readonly cause: string
  readonly remedies: readonly Remedy[]
}

const retry: Remedy = {
  actor: 'identity provider administrator',
  action: 'Retry the failed task once the value is free.',
  settings: idpSettings.retry,
}

const otherPerson: Remedy = {
  actor: 'identity provider administrator',
  action: 'Look for another person with this value; give one of the two another one.',
  settings: idpSettings.userName,
}

const isGroup = ({ attribute }: Conflict): boolean => attribute === 'displayName'
const isUserName = ({ attribute }: Conflict): boolean => attribute === 'userName'
const isEmail = ({ attribute = '' }: Conflict): boolean => attribute.startsWith('emails')
const isHere = ({ where }: Conflict): boolean => where === 'here'

/** The kinds of conflicts. The first that fits is meant. */
export const conflictKinds: readonly ConflictKind[] = [
  {
    fits: (conflict) => isGroup(conflict) && conflict.managed === false,
    cause:
      'A group of that name was made in the application, and SCIM has never written it. Names of groups are unique here, so the identity provider can neither push another one nor take this one over.',
    remedies: [
      {
        actor: 'application administrator',
        action: 'Delete or rename the local group that the finding names.',
      },
      {
        actor: 'identity provider administrator',
        action: 'Push the group again, or under another name.',
        settings: idpSettings.pushGroups,
      },
    ],
  },
  {
    fits: isGroup,
    cause:
      'A group of that name exists already: it is left over from an earlier set-up of provisioning, or two groups of the directory share the name.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Link the push to the existing group, or rename one of the two, and push again.',
        settings: idpSettings.pushGroups,
      },
      { actor: 'application administrator', action: 'Delete the group if nobody uses it any more.' },
    ],
  },
  {
    fits: (conflict) => isHere(conflict) && conflict.state === 'deleted',
    cause:
      'The account was deleted and is kept as a tombstone, which keeps its values; the profile does not bring such accounts back.',
    remedies: [
      {
        actor: 'application administrator',
        action:
          'Delete what is left of the account so that the value is free, or let the profile bring such accounts back (`users.onCreate.deleted`).',
      },
      retry,
    ],
  },
  {
    fits: (conflict) => isHere(conflict) && conflict.pending === true,
    cause:
      'An earlier request has asked to take this account over, and that waits for an administrator of the application. Until then the identity provider cannot create the account again.',
    remedies: [
      {
        actor: 'application administrator',
        action: 'Check whose account it is, then approve the takeover or reject it.',
      },
      {
        actor: 'identity provider administrator',
        action:
          'Once it is approved, unassign the person and assign the person again, so that the identity provider finds the account. Once it is rejected, give the person another value.',
        settings: idpSettings.reassign,
      },
    ],
  },
  {
    fits: (conflict) => isHere(conflict) && conflict.managed === false,
    cause:
      'The person has an account here from before provisioning was switched on, by invitation or by signing up. SCIM has never written it, and this request does not link it: the profile does not, or the request changes another account.',
    remedies: [
      {
        actor: 'application administrator',
        action:
          'Check whose account it is; delete it, change its value, or let the profile link such accounts by this value (`users.onCreate`). Where the profile does so and the request changes another account of the same person, delete that other one: the next request creates none, but links this one.',
      },
      retry,
    ],
  },
  {
    fits: (conflict) => isHere(conflict) && conflict.state === 'inactive',
    cause:
      'The identity provider has provisioned this person before, and the account is deactivated. It is to be activated again rather than created a second time; or it is left over from a wrong mapping, and the request now means another account of the person.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action:
          'Unassign the person and assign the person again, so that the identity provider finds the account and activates it.',
        settings: idpSettings.reassign,
      },
      {
        actor: 'application administrator',
        action:
          'Where that has been done, or the person has another account that is to be the one, delete this one for good, and have the person provisioned again.',
      },
      {
        actor: 'application administrator',
        action: 'Or activate the account, or let the profile do it (`users.onCreate.inactive`: `reactivate`).',
      },
    ],
  },
  {
    fits: (conflict) => isHere(conflict) && !isUserName(conflict),
    cause:
      'Two people of the directory share the value; or it is one person, and the identity provider does not find the account: it has another user name here than the one that is sent, or the link to it was lost.',
    remedies: [
      otherPerson,
      {
        actor: 'application administrator',
        action:
          'If it is the same person, rename the account that the finding names: give it the user name that the identity provider sends, which then finds it.',
      },
      {
        actor: 'identity provider administrator',
        action:
          'Or see that the user name that is sent is the one the account has here, then unassign the person and assign the person again.',
        settings: idpSettings.userName,
      },
    ],
  },
  {
    fits: isHere,
    cause:
      'Two people of the directory share the user name, or the identity provider has lost its link to the account it once created.',
    remedies: [
      otherPerson,
      {
        actor: 'identity provider administrator',
        action: 'Unassign the person and assign the person again if it is the same one.',
        settings: idpSettings.reassign,
      },
    ],
  },
  {
    fits: isEmail,
    cause:
      'The address belongs to an account outside this organization, usually one the person made alone or has with another organization. Only its owner can release the address or connect the account.',
    remedies: [
      {
        actor: 'end user',
        action:
          'Delete the account, change its e-mail address, or connect it to the single sign-on of the organization. Where another organization looks after the account, only connecting helps; where that organization has made it, its administrator has to delete it or change its address.',
      },
      retry,
      {
        actor: 'support',
        action:
          'Resolve the conflict if nobody knows whose account it is: it belongs to another organization or to a person.',
      },
    ],
  },
  {
    fits: isUserName,
    cause:
      'Somebody outside this organization has the user name. Equal names do not prove that it is the same person, so such accounts are never linked.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Change the attribute that the user name is made from for this person, and provision the person again.',
        settings: idpSettings.userName,
      },
      {
        actor: 'support',
        action: 'Resolve the conflict if the identity provider gives no control over the user name.',
      },
    ],
  },
]
