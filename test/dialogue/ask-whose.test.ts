import { describe, expect, test } from '@jest/globals'
import { turnToPerson } from '../../src/dialogue/person-in-focus.js'
import { recordFacts } from '../../src/dialogue/record-facts.js'
import { slotsOf } from '../../src/slots.js'
import type { Entity, Person, Session } from '../../src/types.js'
import { aHeard, aSession } from '../support/content.js'

const mother: Person = { relation: 'mother', pronoun: 'she' }
const husband: Person = { relation: 'husband', pronoun: 'he' }

const age = (value: number, of: Partial<Entity> = {}): Entity =>
  ({ slot: 'ageYears', value, start: 0, end: 2, about: 'patient', ...of }) as Entity
const his = { about: 'other', person: husband } as const
const unsaid = { isUnsaid: true } as const
const forMother = { isAboutOther: true, other: mother }

describe('the question whose case it is', () => {
  const both = turnToPerson(
    aSession({ ageYears: 60 }),
    aHeard({ ...forMother, entities: [] }),
  ).session
  const knowingBoth: Session = { ...both, slots: { ageYears: { value: 82, toldInTurn: 2 } } }

  test('is asked about a value of nobody named, after both were told of', () => {
    const { question } = turnToPerson(knowingBoth, aHeard({ entities: [age(70, unsaid)] }))
    expect(question).toMatchObject({ about: 'whose', other: mother })
  })

  test('is asked once', () => {
    const asked: Session = { ...knowingBoth, isWhoseAsked: true }
    expect(turnToPerson(asked, aHeard({ entities: [age(70, unsaid)] })).question).toBeUndefined()
  })

  test('is not asked when the value answers a question', () => {
    const asking: Session = {
      ...knowingBoth,
      awaited: { kind: 'slot', slot: 'ageYears', forIntent: 'score' },
    }
    expect(turnToPerson(asking, aHeard({ entities: [age(70, unsaid)] })).question).toBeUndefined()
  })

  test('stores nothing before it is answered', () => {
    const { session, heard } = turnToPerson(knowingBoth, aHeard({ entities: [age(70, unsaid)] }))
    expect(recordFacts(session, heard)).toEqual(knowingBoth)
  })

  test.each([
    ['patient', undefined, 82],
    ['other', 'mother', 60],
  ] as const)('answered with %s stores what was told before', (whom, relation, other) => {
    const question = { kind: 'person', about: 'whose', other: mother } as const
    const { session, heard } = turnToPerson(
      { ...knowingBoth, awaited: { ...question, facts: [age(70, unsaid)] } },
      aHeard({ turnsTo: { whom, isAll: true } }),
    )
    const now = recordFacts(session, heard)
    expect(now.slots.ageYears?.value).toBe(70)
    expect(now.focus?.relation).toBe(relation)
    expect(slotsOf(now.aside?.slots ?? {})).toEqual({ ageYears: other })
  })

  test('is followed by the other when somebody is named in place of one told of', () => {
    const awaited = { kind: 'person', about: 'whose', other: mother, facts: [] } as const
    const named = {
      isAboutOther: true,
      other: husband,
      turnsTo: { whom: 'other', isAll: true },
    } as const
    const { question } = turnToPerson({ ...knowingBoth, awaited }, aHeard(named))
    expect(question).toMatchObject({ about: 'instead', other: husband })
  })

  test('is asked before another takes the place of somebody told of, and a yes lets go', () => {
    const asks = turnToPerson(
      knowingBoth,
      aHeard({ isAboutOther: true, other: husband, entities: [age(71, his)] }),
    )
    expect(asks.question).toMatchObject({ about: 'instead', other: husband })
    const awaited = { kind: 'person', ...asks.question! } as const
    const yes = turnToPerson({ ...knowingBoth, awaited }, aHeard({ acts: ['yes'] }))
    const now = recordFacts(yes.session, yes.heard)
    expect(now.focus).toEqual(husband)
    expect(now.slots.ageYears?.value).toBe(71)
    const no = turnToPerson({ ...knowingBoth, awaited }, aHeard({ acts: ['no'] }))
    expect(no.session.focus).toEqual(mother)
    expect(no.session.slots).toEqual(knowingBoth.slots)
  })

  test('is not asked again of who names the new one again', () => {
    const other = { isAboutOther: true, other: husband }
    const { question } = turnToPerson(knowingBoth, aHeard(other))
    const again = turnToPerson(
      { ...knowingBoth, awaited: { kind: 'person', ...question! } },
      aHeard(other),
    )
    expect(again.question).toBeUndefined()
    expect(again.session.focus).toEqual(husband)
  })
})
