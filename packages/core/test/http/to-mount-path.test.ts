import { expect, test } from 'vitest'
import { toMountPath } from '../../src/http/to-mount-path.ts'

test.each([
  ['/scim/v2', '/scim/v2'],
  ['scim/v2', '/scim/v2'],
  ['/scim/v2/', '/scim/v2'],
  ['//scim/v2//', '/scim/v2'],
  ['scim', '/scim'],
  ['/', ''],
  ['', ''],
])('the mount %j lives at %j', (given, path) => {
  expect(toMountPath(given, 'here')).toBe(path)
})

test.each(['https://app.example.com/scim', '/scim?a=b', '/scim#a', '/sc im', undefined, null, 7])(
  '%j is no path, and the error names the option',
  (given) => {
    expect(() => toMountPath(given as never, 'scimKoa.prefix')).toThrow(
      expect.objectContaining({ code: 'CONFIGURATION', params: expect.objectContaining({ where: 'scimKoa.prefix' }) }),
    )
  },
)
