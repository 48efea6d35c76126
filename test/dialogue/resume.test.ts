import { describe, expect, test } from '@jest/globals'
import { resume } from '../../src/dialogue/resume.js'
import { aFlag, aSession } from '../support/content.js'

const LAST = '2026-01-15T12:00:00.000Z'
const after = (hours: number) => new Date(Date.parse(LAST) + hours * 3_600_000).toISOString()
const full = aSession(
  { tScore: -2.7, monthsSinceDose: 5 },
  {
    lastAt: LAST,
    topic: ['score'],
    asked: { sex: 1 },
    fallbacks: 1,
    awaited: { kind: 'slot', slot: 'sex', forIntent: 'score' },
    openEmergency: aFlag('fainting'),
  },
)

describe('resume', () => {
  test('changes nothing within an hour, nor in a record without a time', () => {
    expect(resume(full, after(1))).toBe(full)
    const old = aSession({ tScore: -2.7 }, { topic: ['score'] })
    expect(resume(old, after(1000))).toBe(old)
  })

  test('marks an open question as old after an hour, and nothing else', () => {
    expect(resume(full, after(1.1))).toEqual({ ...full, awaited: { ...full.awaited, isOld: true } })
    expect(resume(full, after(23.9)).topic).toEqual(['score'])
  })

  test('begins anew after a day, and remembers what it was about for one turn', () => {
    const anew = resume(full, after(24))
    expect(anew).toMatchObject({ turns: 3, topic: [], asked: {}, fallbacks: 0, slots: {} })
    expect(anew.topicBefore).toEqual(['score'])
    expect(anew.awaited).toBeUndefined()
  })

  test('keeps facts by agreement or by setting, but none that pass', () => {
    const agreed = resume({ ...full, keepsFacts: true }, after(24 * 30))
    expect(Object.keys(agreed.slots)).toEqual(['tScore'])
    expect(agreed.keepsFacts).toBe(true)
    expect(Object.keys(resume(full, after(24 * 3), 7).slots)).toEqual(['tScore'])
    expect(resume(full, after(24 * 9), 7).slots).toEqual({})
    expect(resume({ ...full, keepsFacts: false }, after(25)).slots).toEqual({})
  })

  test('never drops an emergency within a day, and asks about it for a week', () => {
    expect(resume(full, after(23)).openEmergency).toEqual(full.openEmergency)
    expect(resume(full, after(48)).openEmergency).toEqual(full.openEmergency)
    expect(resume(full, after(24 * 8)).openEmergency).toBeUndefined()
  })

  test('takes a clock that went back for no time at all', () => {
    expect(resume(full, after(-5))).toBe(full)
  })
})
