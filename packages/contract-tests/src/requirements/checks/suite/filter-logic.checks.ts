import { type Check, withNeed } from '../check.ts'
import { demand } from '../expect.ts'
import { all, publishes, supports } from '../needs.ts'
import { expectFound, expectFoundIfOffered } from './found.ts'
import { people, userNameOf } from './people.ts'
import { walk } from './walk.ts'

/** and, or, not and brackets. */
export const filterLogicChecks: readonly Check[] = withNeed(all(supports('filter'), publishes('User', 'userName')), [
  {
    ids: ['S7644-3.4.2.2-21'],
    title: 'and, or and not have their meaning',
    run: async (probe) => {
      const { prefix } = await people(probe)
      const is = (name: 'ada' | 'Bob' | 'cyd') => `userName eq "${userNameOf(prefix, name)}"`
      await expectFound(probe, `${is('ada')} or ${is('Bob')} or ${is('cyd')}`, 'ada', 'Bob', 'cyd')
      await expectFound(probe, `${is('ada')} and ${is('Bob')}`)
      await expectFound(probe, `not (${is('ada')})`, 'Bob', 'cyd', 'dan', 'eve')
      await expectFound(probe, `not (${is('ada')} or ${is('Bob')})`, 'cyd', 'dan', 'eve')
    },
  },
  {
    ids: ['S7644-3.4.2.2-22'],
    title: 'brackets come first, then not, then and, then or',
    run: async (probe) => {
      const { attribute, texts, prefix } = await people(probe)
      const ada = `userName eq "${userNameOf(prefix, 'ada')}"`
      const eve = `userName eq "${userNameOf(prefix, 'eve')}"`
      const alpha = `${attribute} eq "${texts.alpha}"`
      const zeta = `${attribute} eq "${texts.zeta}"`
      await expectFoundIfOffered(probe, `${ada} or ${eve} and ${alpha}`, 'ada')
      await expectFoundIfOffered(probe, `(${ada} or ${eve}) and ${alpha}`)
      await expectFoundIfOffered(probe, `not (${ada}) and ${zeta}`, 'eve')
      await expectFoundIfOffered(probe, `not (${ada} and ${alpha}) and ${zeta}`, 'ada', 'eve')
    },
  },
  {
    ids: ['S7644-3.4.2.2-24'],
    title: 'a space between not and the bracket makes no difference',
    run: async (probe) => {
      const { attribute, texts, prefix } = await people(probe)
      const ada = `userName eq "${userNameOf(prefix, 'ada')}"`
      for (const not of ['not ', 'not', 'NOT ']) {
        await expectFoundIfOffered(probe, `${not}(${ada}) and ${attribute} eq "${texts.zeta}"`, 'eve')
      }
    },
  },
  {
    ids: ['S7644-3.4.2.2-25', 'S7644-1.2-01'],
    title: 'values are JSON texts, percent-encoded in the URL',
    run: async (probe) => {
      const { attribute } = await people(probe)
      for (const text of ['a "quoted" & b', 'back\\slash + 100%', 'é and \u{1F600}']) {
        const value = `${text} ${probe.unique('text')}`
        const { id } = await probe.user({ [attribute]: value })
        const { resources, answer } = await walk(probe, probe.type('User').endpoint, {
          filter: `${attribute} eq ${JSON.stringify(value)}`,
        })
        demand(
          answer,
          resources.some((resource) => resource.id === id),
          `the user whose ${attribute} is ${value}`,
        )
      }
    },
  },
  {
    ids: ['S7644-3.4.2.2-41'],
    title: 'what stands in a value is data',
    run: async (probe) => {
      for (const value of ["' OR 1=1 --", '.*', '*)(uid=*', '{$ne: null}', '%']) {
        await expectFound(probe, `userName eq ${JSON.stringify(value)}`)
      }
    },
  },
])
