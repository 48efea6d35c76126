import { expect, test } from '@jest/globals'
import { sharesOf } from './profile-shares.js'

test('sharesOf gives each tick to the innermost part at work, and leaves out the beginning', () => {
  const node = (id: number, url: string, children: readonly number[] = []) => ({
    ...{ id, children },
    callFrame: { functionName: 'f', url },
  })
  const shares = sharesOf(
    {
      nodes: [
        { id: 1, callFrame: { functionName: '(root)', url: '' }, children: [2, 3] },
        { id: 2, callFrame: { functionName: '(idle)', url: '' } },
        node(3, 'file:///x/node_modules/express/lib/express.js', [4]),
        node(4, 'file:///x/build/src/nlu/understand.js', [5]),
        node(5, 'node:internal/fs'),
      ],
      samples: [3, 3, 3, 2, 3, 4, 5, 5],
      timeDeltas: [1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000],
    },
    5,
  )
  expect(shares).toEqual([
    { part: 'src/nlu', share: 0.75 },
    { part: 'express', share: 0.25 },
    { part: '0 others', share: 0 },
  ])
})
