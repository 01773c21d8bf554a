import { verifies } from '@scimkit/contract-tests/verifies'
import { rfcProfile } from '@scimkit/core'
import { describe, expect } from 'vitest'
import { openClient } from '../protocol/client.ts'
import { widgetUrn } from '../protocol/widget.ts'

describe('Lists', () => {
  verifies(['S7644-3.4.2-04', 'S7644-3.4.2-02'], 'every page says where it starts and how much it has', async () => {
    const client = openClient()
    for (let index = 0; index < 25; index += 1) await client.user({ userName: `user-${index}` })
    const pages = [
      ['startIndex=1&count=10', 1, 10],
      ['startIndex=11&count=10', 11, 10],
      ['startIndex=21&count=10', 21, 5],
    ] as const
    for (const [search, startIndex, itemsPerPage] of pages)
      expect((await client.get(`/Users?${search}`)).body).toMatchObject({ totalResults: 25, startIndex, itemsPerPage })
  })

  verifies('S7644-3.4.2.3-03', 'order follows the type of the attribute and its case rule', async () => {
    const client = openClient()
    const things = [
      { name: 'p', code: 'a', count: 10, ratio: -1, at: '2026-01-01T00:30:00+01:00', enabled: true },
      { name: 'q', code: 'b', count: 9, ratio: 2.5, at: '2026-01-01T00:00:00Z', enabled: false },
      { name: 'r', code: 'B', count: -1, ratio: 10, at: '2025-12-31T23:45:00Z' },
    ]
    for (const thing of things) await client.post('/Widgets', { schemas: [widgetUrn], ...thing })
    const names = async (search: string) => {
      const { Resources = [] } = (await client.get(`/Widgets?sortBy=${search}`)).body
      return Array.isArray(Resources) ? Resources.map(({ name }) => name).join('') : ''
    }
    expect(await names('code')).toBe('rpq')
    expect(await names('count')).toBe('rqp')
    expect(await names('ratio')).toBe('pqr')
    expect(await names('at')).toBe('prq')
    expect(await names('enabled')).toBe('qpr')
    expect(await names('at&sortOrder=descending')).toBe('qrp')
  })

  verifies('S7644-3.4.2.4-05', 'without a count a page is as large as is announced', async () => {
    const query = { ...rfcProfile.query, maxCount: 20 }
    const client = openClient({ profile: { ...rfcProfile, query } })
    for (let index = 0; index < 25; index += 1) await client.user({ userName: `user-${index}` })
    const { body } = await client.get('/Users')
    expect(body).toMatchObject({ totalResults: 25, itemsPerPage: 20 })
    const { filter } = (await client.get('/ServiceProviderConfig')).body
    expect(filter).toEqual({ supported: true, maxResults: 20 })
  })
})
