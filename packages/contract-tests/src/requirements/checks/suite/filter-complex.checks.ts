import { type Check, withNeed } from '../check.ts'
import { publishes, supports } from '../needs.ts'
import { expectFoundIfOffered } from './found.ts'
import { people, userNameOf } from './people.ts'

/** Complex and multi-valued attributes. */
export const filterComplexChecks: readonly Check[] = withNeed(supports('filter'), [
  {
    ids: ['S7644-3.4.2.2-33'],
    title: 'a multi-valued attribute is found by any of its values',
    needs: publishes('User', 'emails.value'),
    run: async (probe) => {
      const { prefix } = await people(probe)
      await expectFoundIfOffered(probe, `emails.value eq "zed-${prefix}@home.example"`, 'ada')
      await expectFoundIfOffered(probe, `emails.value eq "abc-${prefix}@work.example"`, 'ada')
    },
  },
  {
    ids: ['S7644-3.4.2.2-27'],
    title: 'the conditions in brackets hold for one and the same value',
    needs: publishes('User', 'emails.value', 'emails.type'),
    run: async (probe) => {
      const { prefix } = await people(probe)
      await expectFoundIfOffered(probe, `emails[type eq "home" and value eq "zed-${prefix}@home.example"]`, 'ada')
      await expectFoundIfOffered(probe, `emails[type eq "work" and value eq "zed-${prefix}@home.example"]`)
    },
  },
  {
    ids: ['S7644-3.4.2.2-29', 'S7644-3.4.2.2-30'],
    title: 'or, not and brackets work inside a value path, and beside it',
    needs: publishes('User', 'emails.value', 'emails.type'),
    run: async (probe) => {
      const { prefix } = await people(probe)
      const zed = `value eq "zed-${prefix}@home.example"`
      const mmm = `value eq "mmm-${prefix}@work.example"`
      await expectFoundIfOffered(probe, `emails[${zed} or ${mmm}]`, 'ada', 'Bob')
      await expectFoundIfOffered(probe, `emails[(${zed} or ${mmm}) and not (type eq "home")]`, 'Bob')
      await expectFoundIfOffered(probe, `emails[${zed}] and userName eq "${userNameOf(prefix, 'ada')}"`, 'ada')
      await expectFoundIfOffered(probe, `emails[${zed}] and userName eq "${userNameOf(prefix, 'Bob')}"`)
    },
  },
  {
    ids: ['S7643-2.4-04'],
    title: 'a value without primary counts as not primary',
    needs: publishes('User', 'emails.value', 'emails.primary'),
    run: async (probe) => {
      const { prefix } = await people(probe)
      await expectFoundIfOffered(probe, `emails[value eq "mmm-${prefix}@work.example" and primary eq true]`)
      await expectFoundIfOffered(probe, `emails[value eq "abc-${prefix}@work.example" and primary eq true]`, 'ada')
    },
  },
  {
    ids: ['S7644-3.4.2.2-05'],
    title: 'booleans are compared with true and false',
    needs: publishes('User', 'active'),
    run: async (probe) => {
      const { prefix } = await people(probe)
      const bob = `userName eq "${userNameOf(prefix, 'Bob')}"`
      await expectFoundIfOffered(probe, `active eq false and ${bob}`, 'Bob')
      await expectFoundIfOffered(probe, `active eq true and ${bob}`)
    },
  },
])
