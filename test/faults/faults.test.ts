/** The short form of `npm run test:faults`. */
import { describe, expect, test } from '@jest/globals'
import { ALONE, ON_ONE_NODE, withNode } from './scenarios.js'

const PATIENCE_MS = 120_000

test(
  'one server bears all of it at the same time and answers everybody else',
  () =>
    withNode(async (node) => {
      const reports = await Promise.all(
        Object.entries(ON_ONE_NODE).map(([name, run]) =>
          run(node, 'short').catch((error: unknown) => {
            throw new Error(name, { cause: error })
          }),
        ),
      )
      expect(reports.every((report) => Object.keys(report).length > 0)).toBe(true)
    }),
  PATIENCE_MS,
)

describe('what ends servers, and what needs none', () => {
  test.each(Object.entries(ALONE))(
    '%s',
    async (_name, run) => {
      expect(Object.keys(await run('short'))).not.toEqual([])
    },
    PATIENCE_MS,
  )
})
