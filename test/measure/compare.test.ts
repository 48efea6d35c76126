import { describe, expect, test } from '@jest/globals'
import { compare, keepLines, sayChanges } from '../../src/measure/compare.js'
import { aCase, aPlayed, answer, check, fallBack, offer } from './records.js'

const run = (decisions: Readonly<Record<string, Parameters<typeof aPlayed>[1]>>) =>
  keepLines(Object.entries(decisions).map(([id, decision]) => aPlayed(aCase({ id }), decision)))

describe('compare', () => {
  const before = run({
    same: answer('lifting'),
    up: fallBack,
    down: offer('lifting'),
    lost: fallBack,
    constructor: fallBack,
  })
  const now = run({
    same: answer('score'),
    up: offer('lifting'),
    down: check('fainting'),
    met: fallBack,
  })
  const changes = compare(before, now)

  test('lists what got better, worse, came and went', () => {
    expect(changes).toMatchObject({
      better: ['up'],
      worse: ['down'],
      moved: [],
      added: ['met'],
      gone: ['lost', 'constructor'],
    })
  })

  test('counts the outcomes that changed', () => {
    expect(changes.counts).toEqual([
      { task: 'question', outcome: 'fell_back', before: 3, now: 1 },
      { task: 'question', outcome: 'checked', before: 0, now: 1 },
    ])
  })

  test('takes a message that is now excused for better', () => {
    const excused = keepLines([aPlayed(aCase({ id: 'up', mayFallBack: true }), fallBack)])
    expect(compare(before, excused).better).toEqual(['up'])
  })

  test('compares no message that is measured otherwise', () => {
    const moved = keepLines([aPlayed(aCase({ id: 'up', task: 'out' }), fallBack)])
    expect(compare(before, moved)).toMatchObject({ moved: ['up'], better: [], worse: [] })
  })

  test('finds nothing where nothing changed', () => {
    expect(sayChanges(compare(now, now))).toEqual([])
  })

  test('keeps no word of a message', () => {
    const kept = keepLines([aPlayed(aCase({ text: 'a secret' }), fallBack)])
    expect(JSON.stringify(kept)).not.toContain('secret')
  })
})

describe('sayChanges', () => {
  test('lists the first ids and counts the rest', () => {
    const many = run(Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`m${i}`, fallBack])))
    const [counted, listed] = sayChanges(compare({}, many))
    expect(counted).toBe('question: fell back 0 → 40')
    expect(listed).toMatch(/^40 new: m0 m1 .* m29 and 10 more$/)
  })
})
