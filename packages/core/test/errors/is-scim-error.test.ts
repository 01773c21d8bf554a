import { expect, expectTypeOf, it } from 'vitest'
import { isScimError, ScimError } from '../../src/errors/scim-error.ts'

const error: unknown = new ScimError('RESOURCE_NOT_FOUND', { resourceType: 'User', id: '2819c223' })

it('a code narrows the parameters', () => {
  if (!isScimError(error, 'RESOURCE_NOT_FOUND')) throw new Error('It is one')
  expectTypeOf(error.params.id).toBeString()
  expect(error.params.id).toBe('2819c223')
})

it('an error of another code, or another one, is none', () => {
  expect(isScimError(error)).toBe(true)
  expect(isScimError(error, 'BODY_NOT_JSON')).toBe(false)
  expect(isScimError(new Error('RESOURCE_NOT_FOUND'), 'RESOURCE_NOT_FOUND')).toBe(false)
})
