import { type Check, withNeed } from '../check.ts'
import { all, publishes, supports } from '../needs.ts'
import { expectFound, expectFoundIfOffered } from './found.ts'
import { people, userNameOf } from './people.ts'

/** The operators (RFC 7644 §3.4.2.2, Table 3). */
export const filterOperatorChecks: readonly Check[] = withNeed(all(supports('filter'), publishes('User', 'userName')), [
  {
    ids: ['S7644-3.4.2.2-01', 'S7644-3.4.2.2-05'],
    title: 'eq finds those with the value, and nobody else',
    run: async (probe) => {
      const { attribute, texts, prefix } = await people(probe)
      await expectFound(probe, `userName eq "${userNameOf(prefix, 'ada')}"`, 'ada')
      await expectFoundIfOffered(probe, `${attribute} eq "${texts.zeta}"`, 'ada', 'eve')
    },
  },
  {
    ids: ['S7644-3.4.2.2-04'],
    title: 'attribute names and operators are read whatever their case',
    run: async (probe) => {
      const { prefix } = await people(probe)
      await expectFound(probe, `USERNAME EQ "${userNameOf(prefix, 'ada')}"`, 'ada')
      await expectFound(probe, `userName Eq "${userNameOf(prefix, 'cyd')}"`, 'cyd')
    },
  },
  {
    ids: ['S7643-4.1.1-03', 'S7644-3.4.2.2-36'],
    title: 'a filter on userName finds it in any case',
    run: async (probe) => {
      const { prefix } = await people(probe)
      await expectFound(probe, `userName eq "${userNameOf(prefix, 'Bob').toUpperCase()}"`, 'Bob')
    },
  },
  {
    ids: ['S7644-3.4.2.2-06'],
    title: 'ne finds those with another value',
    run: async (probe) => {
      const { prefix } = await people(probe)
      await expectFoundIfOffered(probe, `userName ne "${userNameOf(prefix, 'ada')}"`, 'Bob', 'cyd', 'dan', 'eve')
    },
  },
  {
    ids: ['S7644-3.4.2.2-07'],
    title: 'co finds a part of the value',
    run: async (probe) => {
      const { prefix } = await people(probe)
      await expectFoundIfOffered(probe, `userName co "${prefix}-a"`, 'ada')
      await expectFoundIfOffered(probe, `userName co "${prefix.slice(3)}-"`, 'ada', 'Bob', 'cyd', 'dan', 'eve')
      await expectFoundIfOffered(probe, `userName co "${prefix}%"`)
    },
  },
  {
    ids: ['S7644-3.4.2.2-08'],
    title: 'sw finds the beginning of the value, and the whole of it',
    run: async (probe) => {
      const { prefix } = await people(probe)
      await expectFoundIfOffered(probe, `userName sw "${prefix}-d"`, 'dan')
      await expectFoundIfOffered(probe, `userName sw "${userNameOf(prefix, 'dan')}"`, 'dan')
      await expectFoundIfOffered(probe, `userName sw "${prefix.slice(1)}-d"`)
    },
  },
  {
    ids: ['S7644-3.4.2.2-09'],
    title: 'ew finds the end of the value, and the whole of it',
    run: async (probe) => {
      const { prefix } = await people(probe)
      await expectFoundIfOffered(probe, `userName ew "${prefix.slice(4)}-eve@example.com"`, 'eve')
      await expectFoundIfOffered(probe, `userName ew "${userNameOf(prefix, 'eve')}"`, 'eve')
      await expectFoundIfOffered(probe, `userName ew "${prefix}-eve@example"`)
    },
  },
  {
    ids: ['S7644-3.4.2.2-10'],
    title: 'pr finds those that have a value',
    run: async (probe) => {
      const { attribute } = await people(probe)
      await expectFoundIfOffered(probe, `${attribute} pr`, 'ada', 'cyd', 'eve')
      await expectFoundIfOffered(probe, 'userName pr', 'ada', 'Bob', 'cyd', 'dan', 'eve')
    },
  },
  {
    ids: ['S7644-3.4.2.2-11'],
    title: 'gt, ge, lt and le compare texts, without case where case does not count',
    run: async (probe) => {
      const { prefix } = await people(probe)
      await expectFoundIfOffered(probe, `userName gt "${userNameOf(prefix, 'cyd')}"`, 'dan', 'eve')
      await expectFoundIfOffered(probe, `userName ge "${userNameOf(prefix, 'cyd')}"`, 'cyd', 'dan', 'eve')
      await expectFoundIfOffered(probe, `userName lt "${userNameOf(prefix, 'cyd')}"`, 'ada', 'Bob')
      await expectFoundIfOffered(probe, `userName le "${userNameOf(prefix, 'cyd')}"`, 'ada', 'Bob', 'cyd')
    },
  },
  {
    ids: ['S7644-3.4.2.2-12'],
    title: 'gt and lt compare points in time',
    run: async (probe) => {
      await people(probe)
      await expectFoundIfOffered(probe, 'meta.created gt "2020-01-01T00:00:00Z"', 'ada', 'Bob', 'cyd', 'dan', 'eve')
      await expectFoundIfOffered(probe, 'meta.created lt "2020-01-01T02:00:00+02:00"')
    },
  },
  {
    ids: ['S7644-3.4.2.2-38'],
    title: 'id, externalId and meta can be filtered by',
    run: async (probe) => {
      const { ada, prefix } = await people(probe)
      await expectFoundIfOffered(probe, `id eq "${ada.id}"`, 'ada')
      await expectFoundIfOffered(probe, `externalId eq "${prefix}-External"`, 'ada')
    },
  },
  {
    ids: ['S7643-3.1-12'],
    title: 'externalId is compared with its case',
    run: async (probe) => {
      const { prefix } = await people(probe)
      await expectFoundIfOffered(probe, `externalId eq "${prefix}-EXTERNAL"`)
    },
  },
  {
    ids: ['S7644-3.10-01', 'S7644-3.10-03'],
    title: 'an attribute can be named with the URN of its schema, in any case',
    run: async (probe) => {
      const { prefix } = await people(probe)
      const { id } = probe.type('User').schema
      await expectFound(probe, `${id}:userName eq "${userNameOf(prefix, 'ada')}"`, 'ada')
      await expectFound(probe, `${id.toUpperCase()}:USERNAME eq "${userNameOf(prefix, 'ada')}"`, 'ada')
    },
  },
])
