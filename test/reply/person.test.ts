import { describe, expect, test } from '@jest/globals'
import { gsmSegments, nonGsmCharacters } from '../../src/channels/gsm.js'
import { relation } from '../../src/content/people-schema.js'
import { slotName } from '../../src/content/schema.js'
import { withPersonLine } from '../../src/reply/person.js'
import type { Decision, Person, Reply, Session, SlotName } from '../../src/types.js'
import { aSession } from '../support/content.js'
import { readyContent } from '../support/ready-content.js'
import { aReply } from '../support/records.js'
import { worded } from '../support/worded.js'

const content = readyContent()
const { people } = content.system
const mother: Person = { relation: 'mother', pronoun: 'she' }

const say = (decision: Decision, session: Partial<Session> = {}): Reply =>
  worded(decision, { content, session: aSession({}, { focus: mother, ...session }) })

const LONGEST: Person = relation.options
  .map((name): Person => ({ relation: name, pronoun: 'they' }))
  .reduce((a, b) =>
    people.names[b.relation].name.length > people.names[a.relation].name.length ? b : a,
  )

describe('an answer for somebody else', () => {
  test('says first whom it is about, in the form of the person', () => {
    const decision: Decision = { kind: 'answer', intents: ['walking_enough'] }
    expect(say(decision).paragraphs[0]).toBe(
      'This is about your mother: where I say “you”, I mean her.',
    )
    const friend: Person = { relation: 'friend', pronoun: 'they' }
    expect(say(decision, { focus: friend }).paragraphs[0]).toContain(
      'your friend: where I say “you”, I mean them',
    )
  })

  test('says so again of the longer answer', () => {
    const more = say({ kind: 'act', act: 'more' }, { topic: ['walking_enough'] })
    expect(more.paragraphs[0]).toContain('your mother')
  })

  test('does not when it is about the clinic, or the patient', () => {
    const service = say({ kind: 'answer', intents: ['bot_capabilities'] })
    expect(service.paragraphs.join(' ')).not.toContain('your mother')
    const own = worded({ kind: 'answer', intents: ['walking_enough'] }, { content })
    expect(own.paragraphs.join(' ')).not.toContain('I mean')
  })

  test('names what was told of them, and not what their name says', () => {
    const slots: Session['slots'] = {
      ageYears: { value: 82, toldInTurn: 1 },
      sex: { value: 'female', toldInTurn: 0 },
    }
    const reply = say({ kind: 'answer', intents: ['calcium_amount'] }, { slots })
    expect(reply.because).toEqual([
      { slot: 'ageYears', label: 'your mother is 82', change: 'Change age' },
    ])
  })
})

describe('the short text of an answer for somebody else', () => {
  const shortOf = (length: number) =>
    withPersonLine(content.system, mother, aReply({ shortText: 'x'.repeat(length) })).shortText

  test('names them where two segments still hold', () => {
    const line = 'For your mother ("you" means her): '
    expect(shortOf(306 - line.length)).toMatch(/^For your mother/)
    expect(shortOf(307 - line.length)).toMatch(/^x+$/)
  })

  test('never grows beyond two segments, and mostly has room', () => {
    const texts = [...content.responses.keys()].map(
      (intent) => say({ kind: 'answer', intents: [intent] }, { focus: LONGEST }).shortText,
    )
    expect(texts.filter((text) => gsmSegments(text) > 2)).toEqual([])
  })
})

describe('a question about somebody else', () => {
  const asked = (slot: SlotName, about?: 'again'): Decision => ({
    kind: 'ask',
    slot,
    forIntent: 'calcium_amount',
    ...(about && { about }),
  })

  test.each(slotName.options)('%s has words of its own', (slot) => {
    expect(people.asks[slot]).toBeDefined()
    expect(people.facts[slot]).toBeDefined()
    const { paragraphs } = say(asked(slot))
    expect(paragraphs.join(' ')).not.toMatch(/[{}]/)
    expect(paragraphs.join(' ')).not.toMatch(/\b(?:are|have|do|did|were) you\b/i)
  })

  test.each(slotName.options)('%s fits a text message, whoever it is about', (slot) => {
    for (const decision of [asked(slot), asked(slot, 'again')]) {
      const { shortText } = say(decision, { focus: LONGEST })
      expect(nonGsmCharacters(shortText)).toEqual([])
      expect([shortText, gsmSegments(shortText)]).toEqual([shortText, expect.any(Number)])
      expect(gsmSegments(shortText)).toBeLessThanOrEqual(2)
    }
  })

  test('without words of its own says who "you" is', () => {
    const bare = { ...content.system, people: { ...people, asks: {} } }
    const reply = worded(asked('ageYears'), {
      content: { ...content, system: bare },
      session: aSession({}, { focus: mother }),
    })
    expect(reply.paragraphs.join(' ')).toMatch(/This is about your mother: .* How old are you\?/)
  })
})

describe('a check question while the talk is about somebody else', () => {
  const checks = Object.entries(content.redFlagWording.flags).flatMap(([id, { urgency }]) =>
    (['possible', 'certain'] as const).map((certainty): Decision => ({
      kind: 'ask',
      slot: 'safetyCheck',
      flag: { id, urgency, certainty },
    })),
  )

  test.each(checks.map((check) => [JSON.stringify(check), check] as const))(
    'asks of them too, and fits a text message: %s',
    (_, check) => {
      const { paragraphs, shortText } = say(check, { focus: LONGEST })
      expect(paragraphs.join(' ')).toContain(people.names[LONGEST.relation].name)
      expect(shortText).toMatch(/Reply YES or NO\.$/)
      expect(gsmSegments(shortText)).toBeLessThanOrEqual(2)
    },
  )

  test('leaves the words of an emergency as they were reviewed', () => {
    const flag = { id: 'hip_fracture_now', urgency: 'emergency', certainty: 'certain' } as const
    const escalate: Decision = { kind: 'escalate', flags: [flag] }
    expect(say(escalate)).toEqual(worded(escalate, { content }))
  })
})

describe('what is known', () => {
  const hers: Session['slots'] = { ageYears: { value: 82, toldInTurn: 1 } }
  const own: Session['slots'] = { ageYears: { value: 58, toldInTurn: 1 } }
  const show: Decision = { kind: 'act', act: 'show_facts' }

  test.each([
    ['hers', { slots: hers, aside: { slots: own, asked: {} } }],
    [
      'the patient’s',
      { focus: undefined, slots: own, aside: { person: mother, slots: hers, asked: {} } },
    ],
  ])('is listed apart, the patient’s first, while it is about %s', (_, session) => {
    const { paragraphs } = say(show, session as Partial<Session>)
    expect(paragraphs[0]).toContain('age 58')
    expect(paragraphs[1]).toContain('your mother is 82')
  })

  test('is one list when only one was told of', () => {
    const { paragraphs } = say(show, { slots: hers, aside: { slots: {}, asked: {} } })
    expect(paragraphs).toHaveLength(1)
    expect(paragraphs[0]).toContain('your mother is 82')
  })
})
