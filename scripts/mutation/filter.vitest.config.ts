import { mutationTests } from './mutation-tests.ts'

// Examples first: a run ends with the first test that fails, and properties take the longest to find what an example finds.
export default mutationTests([
  'packages/core/test/filter/parse-*.test.ts',
  'packages/core/test/filter/{resolve,compile}-filter.test.ts',
  'packages/core/test/filter/{sort,read-values,real-filters}.test.ts',
  'packages/core/test/filter/*.test.ts',
])
