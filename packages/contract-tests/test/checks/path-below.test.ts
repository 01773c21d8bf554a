import { expect, test } from 'vitest'
import { pathBelow } from '../../src/requirements/checks/probe/path-below.ts'

test.each([
  ['http://app.example/scim/v2', 'http://app.example/scim/v2/Users/1', '/Users/1'],
  ['http://app.example/scim/v2/', 'http://app.example/scim/v2/Users/1', '/Users/1'],
  ['http://app.example', 'http://app.example/Users/a%2Fb', '/Users/a%2Fb'],
  // Behind a proxy a server may not know the origin its clients see.
  ['https://app.example/scim/v2', 'http://internal:8080/scim/v2/Users/1', '/Users/1'],
  ['http://app.example/scim/v2', '/scim/v2/Users/1', '/Users/1'],
  ['http://app.example/scim/v2', 'Users/1', '/Users/1'],
  ['http://app.example/scim/v2', 'http://app.example/Users/1', undefined],
  ['http://app.example/scim/v2', 'http://[', undefined],
])('below %s, %s is %s', (baseUrl, location, path) => {
  expect(pathBelow(baseUrl, location)).toBe(path)
})
