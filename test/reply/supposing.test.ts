import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { gsmSegments, nonGsmCharacters } from '../../src/channels/gsm.js'
import { newSession } from '../../src/dialogue/session.js'
import { composeReply } from '../../src/reply/compose.js'
import type { Session, Slots, Supposition } from '../../src/types.js'
import { anySlots } from '../support/any-patient.js'
import { readyContent } from '../support/ready-content.js'

const content = readyContent()

/** Everything that can be supposed: the rows of the table, an age, a score, a medicine. */
const anySupposition: fc.Arbitrary<Supposition> = fc.oneof(
  fc.constantFrom(...content.ellipsis.suppositions).map(({ slots, tScoreClass, isOther }) => ({
    slots: Object.fromEntries(Object.entries(slots).filter(([, value]) => value !== undefined)),
    ...(tScoreClass !== undefined && { tScoreClass }),
    ...(isOther && { isOther: true as const }),
  })),
  fc.integer({ min: 18, max: 110 }).map((ageYears) => ({ slots: { ageYears } })),
  fc.integer({ min: -70, max: 50 }).map((tenths) => ({ slots: { tScore: tenths / 10 } })),
  fc.integer({ min: 30, max: 250 }).map((weightKg) => ({ slots: { weightKg } })),
  fc
    .constantFrom('alendronate', 'denosumab', 'romosozumab', 'raloxifene')
    .map((medicine) => ({ slots: { medicine } })),
)

function answerTo(intent: string, told: Slots, supposing: Supposition) {
  const slots = Object.fromEntries(
    Object.entries(told).map(([slot, value]) => [slot, { value, toldInTurn: 1 }]),
  )
  const session: Session = { ...newSession('2026-01-15T12:00:00.000Z', 'en'), slots }
  const decision = { kind: 'answer', intents: [intent], supposing } as const
  return composeReply(content, decision, { session, channel: 'web', clinic: content.clinic })
}

describe('every answer, whatever is supposed', () => {
  test.each([...content.responses.keys()])('%s', (intent) => {
    fc.assert(
      fc.property(anySlots, anySupposition, (told, supposing) => {
        const reply = answerTo(intent, told, supposing)
        const shown = [...reply.paragraphs, reply.shortText].join('\n')
        expect(shown).not.toMatch(/[{}]|undefined|NaN|\[@/)
        expect(nonGsmCharacters(reply.shortText)).toEqual([])
        expect(gsmSegments(reply.shortText)).toBeLessThanOrEqual(2)
        // Nobody told it, so it is no reason.
        const reasons = reply.because.map(({ slot }) => slot)
        expect(reasons.filter((slot) => supposing.slots[slot] !== undefined)).toEqual([])
        if (supposing.isOther === true) expect(reasons).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})
