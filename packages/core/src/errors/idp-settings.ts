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
} as const
