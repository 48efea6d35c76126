import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createLabelGuard, OTHER } from '../../src/server/metric-labels.js'
import { METRICS, type LabelName } from '../../src/server/metric-table.js'

const NAMES = [...new Set(Object.values(METRICS).flatMap(({ labels }) => labels))] as LabelName[]
const OURS = { flag: ['leg_clot'], version: ['1.0.0'], content: ['abc'] }

describe('createLabelGuard', () => {
  test('lets what is on the list through', () => {
    const labels = { channel: 'sms', flag: 'leg_clot', code: 'RATE_LIMITED', state: 'opted_out' }
    expect(createLabelGuard(OURS)(labels)).toEqual(labels)
  })

  test('puts "other" in the place of any text that a patient could have written', () => {
    const guard = createLabelGuard(OURS)
    const closed = NAMES.filter((name) => name !== 'route')
    fc.assert(
      fc.property(fc.constantFrom(...closed), fc.string({ unit: 'binary' }), (name, text) => {
        const known = createLabelGuard({ ...OURS, [name]: [] })
        const isBuiltIn = known({ [name]: text })[name] === text
        expect(guard({ [name]: text })[name]).toBe(isBuiltIn ? text : OTHER)
      }),
    )
    for (const name of closed) expect(guard({ [name]: 'my hip hurts' })).toEqual({ [name]: OTHER })
    for (const name of closed) expect(guard({ [name]: '__proto__' })).toEqual({ [name]: OTHER })
  })

  test('takes for a route only what looks like one, and no more than a program can declare', () => {
    const guard = createLabelGuard({})
    expect(guard({ route: '/a/:id' })).toEqual({ route: '/a/:id' })
    for (const route of ['/a b', 'mary', '/é', `/${'x'.repeat(200)}`]) {
      expect(guard({ route })).toEqual({ route: OTHER })
    }
    const seen = Array.from({ length: 1000 }, (_, n) => guard({ route: `/r${n}` }).route)
    expect(new Set(seen).size).toBeLessThanOrEqual(101)
    expect(guard({ route: '/a/:id' })).toEqual({ route: '/a/:id' })
  })
})
