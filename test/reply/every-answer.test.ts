import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { gsmSegments, nonGsmCharacters } from '../../src/channels/gsm.js'
import { composeReply } from '../../src/reply/compose.js'
import { painRegion } from '../../src/content/schema.js'
import { newSession } from '../../src/dialogue/session.js'
import { FRACTURE_SITES } from '../../src/slots.js'
import type { Session, Slots } from '../../src/types.js'
import { readyContent } from '../support/ready-content.js'

const content = readyContent()

/** Any facts that a patient may have told, plausible together or not. */
const anySlots = fc.record(
  {
    tScore: fc.integer({ min: -700, max: 500 }).map((hundredths) => hundredths / 100),
    tScoreSite: fc.constantFrom('hip', 'spine', 'wrist', 'other'),
    zScore: fc.integer({ min: -60, max: 60 }).map((tenths) => tenths / 10),
    ageYears: fc.integer({ min: 18, max: 110 }),
    sex: fc.constantFrom('female', 'male', 'other'),
    menopause: fc.constantFrom('pre', 'peri', 'post'),
    priorFracture: fc.boolean(),
    fractureSite: fc.constantFrom(...FRACTURE_SITES),
    supervised: fc.boolean(),
    pregnant: fc.boolean(),
    kidneyOrCalciumProblem: fc.boolean(),
    medicine: fc.constantFrom(
      'alendronate',
      'denosumab',
      'zoledronic_acid',
      'raloxifene',
      'romosozumab',
    ),
    weightKg: fc.integer({ min: 300, max: 2500 }).map((tenths) => tenths / 10),
    calciumMgPerDay: fc.integer({ min: 0, max: 6000 }),
    dailyFoods: fc.array(
      fc.record({
        food: fc.constantFrom(...Object.keys(content.facts.foods.foods)),
        servings: fc.integer({ min: 1, max: 2000 }).map((hundredths) => hundredths / 100),
      }),
      { maxLength: 12 },
    ),
    vitaminDLevel: fc.record({
      value: fc.integer({ min: 3, max: 1250 }),
      unit: fc.constantFrom('ng/mL', 'nmol/L'),
    }),
    monthsSinceDose: fc.integer({ min: 0, max: 600 }).map((tenths) => tenths / 10),
    heightLoss: fc.record({
      value: fc.integer({ min: 1, max: 100 }).map((tenths) => tenths / 10),
      unit: fc.constantFrom('in', 'cm'),
      since: fc.constantFrom('tallest', 'last'),
    }),
    riskFactor: fc.boolean(),
    secondaryCause: fc.boolean(),
    fallsPastYear: fc.integer({ min: 0, max: 50 }),
    unsteady: fc.boolean(),
    heartTrouble: fc.boolean(),
    recentSurgeryOrBreak: fc.boolean(),
    newBackPain: fc.boolean(),
    painAlarm: fc.boolean(),
    painRegion: fc.constantFrom(...painRegion.options),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Slots>

/** 90 words are the answer's own (see `check`); the rest is what is said of this patient alone. */
const MAX_WORDS = 120

function wordsIn(text: string): number {
  return text
    .replace(/\[\d+\]/g, '')
    .trim()
    .split(/\s+/).length
}

describe('every answer, in whatever state a patient is in', () => {
  test.each([...content.responses.keys()])('%s', (intent) => {
    fc.assert(
      fc.property(anySlots, (slots) => {
        const reply = answerTo(intent, slots)
        const shown = [...reply.paragraphs, reply.shortText].join('\n')
        expect(reply.responseId).toMatch(new RegExp(`^${intent}\\.`))
        expect(shown).not.toMatch(/[{}]|undefined|NaN|\[@/)
        // A sum is as long as the list of foods.
        if (slots.dailyFoods === undefined) {
          expect(wordsIn(reply.paragraphs.join(' '))).toBeLessThanOrEqual(MAX_WORDS)
        }
        expect(nonGsmCharacters(reply.shortText)).toEqual([])
        expect(gsmSegments(reply.shortText)).toBeLessThanOrEqual(2)
      }),
      { numRuns: 150 },
    )
  })

  test('a break of the hip or spine is never called "only" low bone mass, and no number is given with weak kidneys', () => {
    fc.assert(
      fc.property(anySlots, fc.constantFrom(...content.responses.keys()), (slots, intent) => {
        const said = answerTo(intent, { ...slots, kidneyOrCalciumProblem: true, pregnant: false })
        const amounts = said.paragraphs.join(' ').match(/\b1,[02]00 mg\b|\b[68]00 IU\b/g)
        if (/^(calcium_amount|calcium_tally|vitamin_d_amount)$/.test(intent)) {
          expect(amounts).toBeNull()
        }
        expect(said.paragraphs.join(' ')).not.toMatch(/day comes to about|mg is missing/)
        expect(said.paragraphs.join(' ')).not.toMatch(/only (low bone mass|osteopenia)/i)
      }),
      { numRuns: 500 },
    )
  })
})

function answerTo(intent: string, slots: Slots) {
  const told = Object.fromEntries(
    Object.entries(slots).map(([slot, value]) => [slot, { value, toldInTurn: 1 }]),
  )
  const session: Session = { ...newSession('2026-01-15T12:00:00.000Z', 'en'), slots: told }
  const decision = { kind: 'answer', intents: [intent] } as const
  return composeReply(content, decision, { session, channel: 'web', clinic: content.clinic })
}
