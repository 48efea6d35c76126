/** What holds in every conversation, however odd. */
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { decide } from '../../src/dialogue/decide.js'
import { recordFacts } from '../../src/dialogue/record-facts.js'
import { remember } from '../../src/dialogue/remember.js'
import { slotsOf } from '../../src/slots.js'
import type {
  ChannelName,
  Decision,
  DialogueAct,
  Ellipsis,
  Entity,
  RedFlag,
  Session,
  SlotDoubt,
  Supposition,
  Understanding,
} from '../../src/types.js'
import { aContent, aHeard, aSession } from '../support/content.js'
import { aReply } from '../support/records.js'

const repertoire = aContent()

const ACTS: readonly DialogueAct[] = [
  'yes',
  'no',
  'notSure',
  'ratherNotSay',
  'skip',
  'cancel',
  'startOver',
  'repeat',
  'more',
  'shorter',
  'why',
  'correction',
  'thanks',
  'optOut',
  'optIn',
  'help',
  'source',
  'rememberMe',
]
const DOUBTS: readonly SlotDoubt[] = [
  'missing_sign',
  'implausible',
  'unlikely',
  'no_unit',
  'vague',
  'several',
]

const few = <T>(part: fc.Arbitrary<T>) => fc.array(part, { maxLength: 2 })

const span = { start: fc.constant(0), end: fc.constant(3) }
const about = fc.constantFrom('patient' as const, 'other' as const)
const doubt = fc.option(fc.constantFrom(...DOUBTS), { nil: undefined, freq: 2 })
const withoutUndefined = (entity: object) =>
  Object.fromEntries(Object.entries(entity).filter(([, value]) => value !== undefined)) as Entity
// A value in doubt is above zero and one that is told below, so that a session shows which it holds.
const score = fc
  .record({ slot: fc.constant('tScore'), about, doubt, ...span })
  .map((entity) =>
    withoutUndefined({ ...entity, value: entity.doubt || entity.about === 'other' ? 2.5 : -2.5 }),
  )
const age = fc
  .record({ slot: fc.constant('ageYears'), about, doubt, ...span })
  .map((entity) =>
    withoutUndefined({ ...entity, value: entity.doubt || entity.about === 'other' ? 25 : 67 }),
  )
const break_ = fc
  .record({
    slot: fc.constant('priorFracture'),
    value: fc.boolean(),
    about: fc.constant('patient'),
    ...span,
  })
  .map(withoutUndefined)

const flag: fc.Arbitrary<RedFlag> = fc.record({
  id: fc.constantFrom('fainting', 'swelling', 'hip'),
  urgency: fc.constantFrom('emergency', 'same_day', 'soon'),
  certainty: fc.constantFrom('certain', 'possible'),
})

const ellipsis: fc.Arbitrary<Ellipsis> = fc
  .record(
    {
      isLeaning: fc.boolean(),
      subject: fc.constantFrom('calcium', 'lifting'),
      facet: fc.constantFrom('amount', 'safety'),
      supposing: fc.constantFrom<Supposition>(
        { slots: { sex: 'male' }, isOther: true },
        { slots: { priorFracture: true } },
        { slots: {}, tScoreClass: 'low' },
      ),
      isOwnCase: fc.constant(true as const),
    },
    { requiredKeys: ['isLeaning'] },
  )
  .map((part) => part as Ellipsis)

const heardPart: fc.Arbitrary<Partial<Understanding>> = fc
  .record({
    utterance: fc.constantFrom('something', '', '1', '2', '9'),
    intents: few(
      fc.record({
        intent: fc.constantFrom(...repertoire.intents.keys(), 'unheard_of'),
        confidence: fc.constantFrom(0.05, 0.3, 0.5, 0.9, 1),
      }),
    ),
    entities: few(fc.oneof(score, age, break_)),
    acts: few(fc.constantFrom(...ACTS)),
    redFlags: fc.oneof(
      { weight: 4, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: few(flag) },
    ),
    isPersonal: fc.boolean(),
    isAboutOther: fc.boolean(),
    isTooLong: fc.boolean(),
  })
  .chain((part) =>
    fc.option(ellipsis, { nil: undefined, freq: 2 }).map((found) => ({
      ...part,
      ...(found !== undefined && { ellipsis: found }),
    })),
  )

/** Somebody who keeps to one question and never answers it. */
const stubborn: fc.Arbitrary<Partial<Understanding>> = fc.record({
  intents: fc.constantFrom([], [{ intent: 'score', confidence: 0.9 }]),
  entities: fc.array(score, { maxLength: 1 }),
  acts: fc.constantFrom<DialogueAct[]>([], ['why'], ['yes'], ['no']),
  isPersonal: fc.constant(true),
})

interface Step {
  readonly heard: Understanding
  readonly before: Session
  readonly decision: Decision
  readonly after: Session
}

/** Every fact may change an answer. */
const ANY_ANSWER = { matters: () => true, isChanged: () => true }

function converse(parts: readonly Partial<Understanding>[], channel: ChannelName): readonly Step[] {
  let session = aSession({}, { turns: 0 })
  return parts.map((part) => {
    const heard = aHeard(part)
    const before = session
    const told = recordFacts(session, heard)
    const decision = decide({ repertoire, session: told, heard, channel, ...ANY_ANSWER })
    session = remember(told, decision, aReply())
    return { heard, before, decision, after: session }
  })
}

function always(claim: (steps: readonly Step[]) => void, part = heardPart): void {
  const conversations = fc.array(part, { minLength: 1, maxLength: 12 })
  const channels = fc.constantFrom<ChannelName>('web', 'sms')
  fc.assert(
    fc.property(conversations, channels, (parts, channel) => claim(converse(parts, channel))),
    { numRuns: 1500, seed: 20260115 },
  )
}

describe('in any conversation', () => {
  test('nothing in doubt, and nothing of somebody else, is ever stored', () => {
    let stored = 0
    always((steps) => {
      for (const { after } of steps) {
        const { tScore, ageYears } = slotsOf(after.slots)
        expect([undefined, -2.5]).toContain(tScore)
        expect([undefined, 67]).toContain(ageYears)
        if (tScore !== undefined) stored += 1
      }
    })
    expect(stored).toBeGreaterThan(100)
  })

  test('a certain sign of danger, or one confirmed, escalates', () => {
    let escalated = 0
    always((steps) => {
      for (const { heard, before, decision } of steps) {
        const certain = heard.redFlags.filter(({ certainty }) => certainty === 'certain')
        const { awaited } = before
        const isConfirmed = awaited?.kind === 'safetyCheck' && heard.acts.includes('yes')
        if (certain.length === 0 && !isConfirmed) continue
        expect(decision.kind).toBe('escalate')
        const flags = decision.kind === 'escalate' ? decision.flags.map(({ id }) => id) : []
        expect(flags).toEqual(expect.arrayContaining(certain.map(({ id }) => id)))
        if (isConfirmed) expect(flags).toContain(awaited.flag.id)
        escalated += 1
      }
    })
    expect(escalated).toBeGreaterThan(100)
  })

  test('a possible sign of danger is asked about, or escalates', () => {
    always((steps) => {
      for (const { heard, decision } of steps) {
        if (heard.redFlags.length === 0) continue
        const isCheck = decision.kind === 'ask' && decision.slot === 'safetyCheck'
        expect(isCheck || decision.kind === 'escalate').toBe(true)
      }
    })
  })

  test('a slot is asked for at most twice in a row for one intent', () => {
    let twice = 0
    always((steps) => {
      let row = 0
      let last = ''
      for (const { decision } of steps) {
        const isAsk = decision.kind === 'ask' && decision.slot !== 'safetyCheck'
        const question = isAsk ? `${decision.slot} ${decision.forIntent}` : ''
        row = question !== '' && question === last ? row + 1 : 1
        last = question
        if (question === '') continue
        if (row === 2) twice += 1
        expect(row).toBeLessThanOrEqual(2)
      }
    }, stubborn)
    expect(twice).toBeGreaterThan(50)
  })

  test('only answered intents are answered, and only offered ones offered', () => {
    always((steps) => {
      for (const { decision } of steps) {
        if (decision.kind !== 'answer') continue
        expect(decision.intents.filter((intent) => !repertoire.responses.has(intent))).toEqual([])
      }
    })
  })

  test('nothing is forgotten without a yes to the question whether to', () => {
    always((steps) => {
      for (const { before, heard, decision } of steps) {
        if (decision.kind !== 'act' || decision.act !== 'forget' || decision.about) continue
        expect(before.awaited?.kind).toBe('confirmForget')
        expect(heard.acts).toContain('yes')
      }
    })
  })
})
