/** Where identity providers keep what a remedy points at, in the words of their consoles. */
export const idpSettings = {
  baseUrl: {
    okta: 'Provisioning > Integration > SCIM connector base URL',
    entra: 'Provisioning > Admin Credentials > Tenant URL',
    onelogin: 'Configuration > SCIM Base URL',
  },
  token: {
    okta: 'Provisioning > Integration > Authorization',
    entra: 'Provisioning > Admin Credentials > Secret Token',
    onelogin: 'Configuration > SCIM Bearer Token',
  },
  mappings: {
    okta: 'Provisioning > To App > Attribute Mappings',
    entra: 'Provisioning > Mappings',
    onelogin: 'Parameters; Configuration > SCIM JSON Template',
  },
  matching: {
    okta: 'Provisioning > Integration > Unique identifier field for users',
    entra: 'Provisioning > Mappings > Match objects using this attribute',
    onelogin: 'Parameters > scimusername',
  },
  userName: {
    okta: 'Sign On > Application username format',
    entra: 'Provisioning > Mappings > userName',
    onelogin: 'Parameters > scimusername',
  },
  createOnly: {
    okta: 'Sign On > Update application username on > Create only; Provisioning > To App > Attribute Mappings > Apply on > Create',
    entra: 'Provisioning > Mappings > Apply this mapping > Only during object creation',
  },
  /** The flag that makes Entra ID send PATCH requests as RFC 7644 has them. */
  compliance: { entra: 'Provisioning > Admin Credentials > Tenant URL, ending in ?aadOptscim062020' },
  actions: {
    okta: 'Provisioning > To App',
    entra: 'Provisioning > Mappings > Target Object Actions',
    onelogin: 'Provisioning > Workflow',
  },
  assignment: { okta: 'Assignments; Push Groups', entra: 'Users and groups', onelogin: 'Access; Rules' },
  retry: { okta: 'Dashboard > Tasks', entra: 'Provisioning > Provision on demand' },
  /** Where a deactivation in the directory is turned into a request. */
  deactivation: {
    okta: 'Provisioning > To App > Deactivate Users',
    entra: 'Provisioning > Mappings > active, with Switch([IsSoftDeleted], , "False", "True", "True", "False")',
    onelogin: 'Provisioning > When users are deleted in OneLogin, or the user’s app access is removed',
  },
  pushGroups: {
    okta: 'Push Groups > Push now',
    entra: 'Provisioning > Provision on demand',
    onelogin: 'Rules; Users > Reapply mappings',
  },
  /** Sends everything again, not only what has changed. */
  resync: {
    okta: 'Provisioning > To App > Force Sync; Assignments > Provision User',
    entra: 'Provisioning > Restart provisioning',
    onelogin: 'More Actions > Sync logins',
  },
  reassign: { okta: 'Assignments', entra: 'Users and groups', onelogin: 'Users > Applications' },
  /** What the identity provider says at a sign-in to tell who it is. */
  nameId: {
    okta: 'Sign On > SAML Settings > Name ID format, Application username',
    entra: 'Single sign-on > Attributes & Claims > Unique User Identifier (Name ID)',
    onelogin: 'Parameters > NameID value',
  },
  groupClaims: {
    okta: 'Sign On > SAML Settings > Group Attribute Statements',
    entra: 'Single sign-on > Attributes & Claims > Add a group claim',
    onelogin: 'Parameters > Groups',
  },
  /** Which people and groups are provisioned at all. */
  scope: {
    okta: 'Assignments; Push Groups',
    entra: 'Provisioning > Settings > Scope; Users and groups',
    onelogin: 'Access > Roles; Rules',
  },
  /** A stop against many deletions on the identity provider's own side. */
  accidentalDeletion: { entra: 'Provisioning > Settings > Prevent accidental deletion' },
} as const
