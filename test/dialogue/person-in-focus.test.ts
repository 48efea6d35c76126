import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { decide } from '../../src/dialogue/decide.js'
import { keptPeople, turnToPerson } from '../../src/dialogue/person-in-focus.js'
import { recordFacts } from '../../src/dialogue/record-facts.js'
import { remember } from '../../src/dialogue/remember.js'
import { slotsOf } from '../../src/slots.js'
import type { Entity, Person, Session, Understanding } from '../../src/types.js'
import { aContent, aHeard, aSession } from '../support/content.js'
import { converse, lastOf } from '../support/converse.js'
import { aReply } from '../support/records.js'

const mother: Person = { relation: 'mother', pronoun: 'she' }
const husband: Person = { relation: 'husband', pronoun: 'he' }
const someone: Person = { relation: 'someone', pronoun: 'they' }

const age = (value: number, of: Partial<Entity> = {}): Entity =>
  ({ slot: 'ageYears', value, start: 0, end: 2, about: 'patient', ...of }) as Entity
const hers = { about: 'other', person: mother } as const
const his = { about: 'other', person: husband } as const
const unsaid = { isUnsaid: true } as const

const forMother = { isAboutOther: true, other: mother }
const told = (slots: Session['slots']) => slotsOf(slots)

describe('turnToPerson', () => {
  test('leaves a session alone in which nobody else is spoken of', () => {
    const session = aSession({ ageYears: 60 })
    const heard = aHeard({ entities: [age(61)], isPersonal: true })
    expect(turnToPerson(session, heard)).toEqual({ session, heard })
  })

  test('puts the facts of the one who writes aside when it is about somebody else', () => {
    const session = aSession({ ageYears: 60 }, { asked: { sex: 1 } })
    const turned = turnToPerson(session, aHeard({ ...forMother, entities: [age(82, hers)] }))
    expect(turned.session.focus).toEqual(mother)
    expect(turned.session.asked).toEqual({})
    expect(turned.session.aside).toEqual({ slots: session.slots, asked: { sex: 1 } })
    expect(turned.heard.entities).toEqual([
      expect.objectContaining({ about: 'patient', value: 82 }),
    ])
    expect(turned.heard).toMatchObject({ isPersonal: true, isAboutOther: false })
  })

  test('knows the sex of a mother, as no news', () => {
    const { session } = turnToPerson(aSession(), aHeard(forMother))
    expect(session.slots.sex).toEqual({ value: 'female', toldInTurn: 0 })
  })

  test('brings back what was known, and how often was asked', () => {
    const session = aSession({ ageYears: 60 }, { asked: { sex: 2 } })
    const away = turnToPerson(session, aHeard(forMother)).session
    const back = turnToPerson(away, aHeard({ turnsTo: { whom: 'patient', isAll: true } })).session
    expect(back.focus).toBeUndefined()
    expect(back.slots).toEqual(session.slots)
    expect(back.asked).toEqual({ sex: 2 })
    expect(back.aside?.person).toEqual(mother)
  })

  test('records what is told of the one aside without turning to them', () => {
    const away = turnToPerson(aSession(), aHeard(forMother)).session
    const turned = turnToPerson(away, aHeard({ ...forMother, entities: [age(60)] }))
    expect(told(turned.session.aside?.slots ?? {})).toEqual({ ageYears: 60 })
    expect(recordFacts(turned.session, turned.heard).slots.ageYears).toBeUndefined()
  })

  test('gives a value of nobody named to the person in focus', () => {
    const away = turnToPerson(aSession(), aHeard(forMother)).session
    const { session, heard } = turnToPerson(away, aHeard({ entities: [age(82, unsaid)] }))
    expect(recordFacts(session, heard).slots.ageYears?.value).toBe(82)
  })

  test('keeps nothing of several others, or of a third one', () => {
    const others = { relation: 'others', pronoun: 'they' } as const
    for (const person of [others, husband, undefined]) {
      const entity = age(80, { about: 'other', ...(person && { person }) })
      const { session, heard } = turnToPerson(
        turnToPerson(aSession(), aHeard(forMother)).session,
        aHeard({ entities: [entity] }),
      )
      expect(recordFacts(session, heard).slots.ageYears).toBeUndefined()
      expect(session.aside?.slots).toEqual({})
    }
  })

  test('remembers who was only mentioned, so that "she" is known, and forgets them for another', () => {
    const heard = aHeard({ isPersonal: true, other: mother, entities: [age(82, hers), age(60)] })
    const { session } = turnToPerson(aSession(), heard)
    expect(session.focus).toBeUndefined()
    expect(session.aside).toMatchObject({ person: mother, isMentioned: true })
    const next = turnToPerson(session, aHeard({ isAboutOther: true, other: husband }))
    expect(next.question).toBeUndefined()
    expect(next.session.focus).toEqual(husband)
    expect(next.session.slots.ageYears).toBeUndefined()
  })

  test('learns who "someone" is', () => {
    const start = turnToPerson(aSession(), aHeard({ isAboutOther: true, other: someone })).session
    const named = turnToPerson(start, aHeard({ ...forMother, entities: [age(82, hers)] })).session
    expect(named.focus).toEqual(mother)
  })

  test('keeps whose the facts are wherever facts are kept', () => {
    const { session } = turnToPerson(aSession({ ageYears: 60 }), aHeard(forMother))
    expect(keptPeople(session)).toEqual({
      slots: session.slots,
      focus: mother,
      aside: session.aside,
    })
  })
})

// Whose a value is shows in its tens: 60s are the writer's, 80s the mother's, 70s the husband's, 40s a third one's.
const anEntity = fc.oneof(
  fc.integer({ min: 60, max: 69 }).map((n) => age(n)),
  fc.integer({ min: 80, max: 89 }).map((n) => age(n, hers)),
  fc.integer({ min: 70, max: 79 }).map((n) => age(n, his)),
  fc.integer({ min: 40, max: 49 }).map((n) => age(n, { about: 'other' })),
)
const anUnderstanding: fc.Arbitrary<Partial<Understanding>> = fc.record({
  entities: fc.array(anEntity, { maxLength: 3 }),
  acts: fc.array(fc.constantFrom('yes' as const, 'no' as const, 'correction' as const), {
    maxLength: 1,
  }),
  isPersonal: fc.boolean(),
  isAboutOther: fc.boolean(),
  isTooLong: fc.boolean(),
  intents: fc.constantFrom(
    [],
    [{ intent: 'score', confidence: 0.9 }],
    [{ intent: 'calcium', confidence: 0.5 }],
  ),
})
const aSpeech = fc
  .record({
    heard: anUnderstanding,
    other: fc.option(fc.constantFrom(mother, husband, someone), { nil: undefined }),
    turnsTo: fc.option(
      fc.record({
        whom: fc.constantFrom('patient' as const, 'other' as const),
        isAll: fc.boolean(),
      }),
      { nil: undefined, freq: 3 },
    ),
  })
  .map(({ heard, other, turnsTo }) =>
    aHeard({ ...heard, ...(other && { other }), ...(turnsTo && { turnsTo }) }),
  )

const TENS = { mother: [8], husband: [7], someone: [7, 8], patient: [6] } as const

function tensOf(slots: Session['slots'] | undefined): number | undefined {
  const value = slots?.ageYears?.value
  return value === undefined ? undefined : Math.floor(value / 10)
}

describe('in any conversation', () => {
  test('nothing told of one person is ever kept as another’s', () => {
    const repertoire = aContent()
    let kept = 0
    fc.assert(
      fc.property(fc.array(aSpeech, { minLength: 1, maxLength: 12 }), (speeches) => {
        let session = aSession({}, { turns: 0 })
        for (const said of speeches) {
          const { question, ...turned } = turnToPerson(session, said)
          const now = recordFacts(turned.session, turned.heard)
          const decision = decide({
            repertoire,
            session: now,
            heard: turned.heard,
            channel: 'web',
            matters: () => true,
            isChanged: () => true,
            personQuestion: question,
          })
          session = remember(now, decision, aReply())
          const { focus, aside, slots } = session
          const people = [
            [focus?.relation ?? 'patient', slots],
            [aside === undefined ? 'patient' : (aside.person?.relation ?? 'patient'), aside?.slots],
          ] as const
          for (const [whose, theirs] of people) {
            const tens = tensOf(theirs)
            if (tens === undefined) continue
            kept += 1
            expect(TENS[whose as keyof typeof TENS]).toContain(tens)
          }
        }
      }),
      { numRuns: 1500, seed: 20260115 },
    )
    expect(kept).toBeGreaterThan(1000)
  })

  const SAYINGS: readonly (readonly [string, number | undefined])[] = [
    ['I am 61, how much calcium do I need?', 61],
    ["I'm 62", 62],
    ['my mother is 82', 82],
    ['my mother is 83, how much calcium does she need?', 83],
    ['she is 84', 84],
    ['my husband is 71, can he lift weights?', 71],
    ['he is 72', 72],
    ['can she do yoga?', undefined],
    ['and my husband?', undefined],
    ['what about me?', undefined],
    ['back to my mother', undefined],
    ['How much calcium do I need?', undefined],
    ['what do you know about me?', undefined],
    ['yes', undefined],
    ['no', undefined],
    ['For me', undefined],
    ['For someone else', undefined],
  ]

  test('the same holds of real words, and of every answer’s reasons', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...SAYINGS), { minLength: 2, maxLength: 8 }),
        (sayings) => {
          for (const { session, reply } of converse('web', ...sayings.map(([words]) => words))) {
            const tens = tensOf(session.slots)
            const whose = session.focus?.pronoun ?? 'patient'
            if (tens !== undefined) {
              expect({ patient: [6], she: [8], he: [7], they: [7, 8] }[whose]).toContain(tens)
            }
            const shown = reply.because.map(({ label }) => label).join()
            if (session.focus === undefined) expect(shown).not.toMatch(/7\d|8\d/)
            else expect(shown).not.toMatch(/6\d/)
          }
        },
      ),
      { numRuns: 60, seed: 20260115 },
    )
  }, 120_000)
})

describe('to forget', () => {
  test('erases both persons', () => {
    const { session } = lastOf('I am 60', 'my mother is 82, can she do yoga?', 'forget me', 'yes')
    expect(session).toMatchObject({ slots: {}, asked: {} })
    expect(session.focus).toBeUndefined()
    expect(session.aside).toBeUndefined()
  })
})
