/** A request to the staff, as patients give it; ids and records, not wording. */
import { describe, expect, test } from '@jest/globals'
import { gsmSegments, nonGsmCharacters } from '../../src/channels/gsm.js'
import {
  idsOf,
  last,
  turnsOf,
  UP_TO_ABOUT,
  UP_TO_CONFIRM,
  UP_TO_CONTACT,
  UP_TO_TIME,
} from '../support/request-talk.js'

describe('a request to the staff', () => {
  test('is asked for one thing at a time, shown, and sent', () => {
    expect(idsOf([...UP_TO_CONFIRM, 'yes'])).toEqual([
      'handoff.name',
      'handoff.contact',
      'handoff.bestTime',
      'handoff.about',
      'handoff.confirm',
      'handoff.sent',
    ])
    const { request, session } = last([...UP_TO_CONFIRM, 'yes'])
    expect(request).toEqual({
      reason: 'asked',
      name: 'Mary',
      contact: { kind: 'phone', value: '+12125550199', shown: '(212) 555-0199' },
      bestTime: 'mornings',
      about: 'my scan',
    })
    expect([session.handoff, session.awaited]).toEqual([undefined, undefined])
  })

  test('goes out at the confirmation alone', () => {
    const turns = turnsOf(['talk to a person', ...UP_TO_CONFIRM])
    expect(turns.filter(({ request }) => request !== undefined)).toEqual([])
  })

  test.each(['maybe', 'hmm', 'i guess', 'ok but first, is yoga safe?', 'what?', 'no', 'later'])(
    'is not sent on "%s"',
    (said) => expect(last([...UP_TO_CONFIRM, said]).request).toBeUndefined(),
  )

  test('carries what was told only where the patient agreed', () => {
    const told = (consent: string) =>
      turnsOf([
        "I'm a 67 year old woman",
        'talk to a person',
        consent,
        ...UP_TO_CONFIRM.slice(1),
        'send it',
      ]).at(-1)?.request?.facts
    expect(told('Yes, with what I told you')).toEqual(['age 67', 'a woman'])
    expect(told('yes')).toBeUndefined()
  })

  test.each([
    ['i want to book an appointment', 'appointment'],
    ['this is terrible service, i want to complain', 'complaint'],
    ['how much does a visit cost?', 'cost'],
    ['is yoga ok?', 'asked'],
  ])('after "%s" it is about %s, and the answer stays', (before, reason) => {
    const [first, second] = turnsOf([before, 'talk to a person'])
    expect(first?.decision.kind).toBe('answer')
    expect(second?.decision).toMatchObject({ kind: 'handoff', reason, ask: { step: 'consent' } })
    if (reason !== 'asked') expect(first?.reply.suggestions[0]?.intent).toBe('talk_to_a_person')
  })

  test('is offered after two messages in a row that were not understood', () => {
    const [, second] = turnsOf(['florble grumph', 'xyzzy plugh blorb'])
    expect(second?.decision).toMatchObject({ reason: 'two_fallbacks', ask: { step: 'consent' } })
  })

  test.each(['skip', "i'd rather not say", 'no'])('goes on without a name on "%s"', (said) => {
    expect(idsOf(['yes', said]).at(-1)).toBe('handoff.contact')
  })

  test.each(['skip', 'not sure', 'no'])('goes on without a time on "%s"', (said) => {
    expect(idsOf([...UP_TO_TIME, said]).at(-1)).toBe('handoff.about')
  })

  test('needs a contact, and gives the telephone after two tries', () => {
    expect(idsOf([...UP_TO_CONTACT, '555-0199', 'skip'])).toEqual([
      'handoff.name',
      'handoff.contact',
      'handoff.contact.again',
      'handoff.unreachable',
    ])
    const { reply, session } = last([...UP_TO_CONTACT, '555-0199', '12'])
    expect(reply.paragraphs.join(' ')).toContain('555-010-0199')
    expect(session.handoff).toBeUndefined()
  })

  test.each([
    [UP_TO_TIME, 'no, my number is 212 555 0188', 'handoff.bestTime'],
    [UP_TO_ABOUT, 'sorry, it is 212 555 0188', 'handoff.about'],
    [UP_TO_CONFIRM, '212 555 0188', 'handoff.confirm'],
    [[...UP_TO_CONFIRM, 'no', 'the number'], '212 555 0188', 'handoff.confirm'],
  ])('takes a corrected number at any step', (before, said, id) => {
    const { reply, session } = last([...before, said])
    expect(reply.responseId).toBe(id)
    expect(session.handoff?.contact?.value).toBe('+12125550188')
  })

  test('goes back a step', () => {
    expect(idsOf([...UP_TO_TIME, 'go back', 'mary@example.com']).slice(-2)).toEqual([
      'handoff.contact',
      'handoff.bestTime',
    ])
    expect(idsOf([...UP_TO_CONTACT, 'back', 'back', 'back']).at(-1)).toBe('handoff.consent')
  })

  test.each(['cancel', 'never mind', "don't send it"])('sends nothing after "%s"', (said) => {
    const { reply, session } = last([...UP_TO_CONFIRM, said])
    expect(reply.responseId).toBe('handoff.dropped')
    expect(session.handoff).toBeUndefined()
  })

  test('answers a question in between, and comes back to the step, twice', () => {
    const questions = ['is walking enough?', 'what is osteopenia?', 'what is osteoporosis?']
    const turns = turnsOf(['talk to a person', ...UP_TO_CONTACT, ...questions]).slice(-3)
    expect(turns.map(({ decision }) => decision.kind)).toEqual(['answer', 'answer', 'answer'])
    expect(turns.map(({ session }) => session.awaited?.kind)).toEqual([
      'handoff',
      'handoff',
      undefined,
    ])
    const [, again] = turnsOf(['talk to a person', '212 555 0199'], {
      session: turns[2]!.session,
    })
    expect(again?.reply.responseId).toBe('handoff.bestTime')
  })

  test('takes anything as what it is about', () => {
    const about = 'is yoga ok for me? and how much calcium do i need?'
    expect(last([...UP_TO_ABOUT, about]).session.handoff?.about).toBe(about)
  })

  test.each([1, 2, 3, 4, 5, 6])('waits while there is danger, at step %i', (count) => {
    const before = ['talk to a person', ...UP_TO_CONFIRM].slice(0, count)
    const turns = turnsOf([...before, 'i have crushing chest pain', 'yes', 'i am safe now'])
    expect(turns[count]?.decision.kind).toBe('escalate')
    expect(turns.at(-1)?.request).toBeUndefined()
    expect(turns.slice(count).some(({ session }) => session.awaited?.kind === 'handoff')).toBe(
      false,
    )
    const [resumed] = turnsOf(['talk to a person'], { session: turns.at(-1)!.session })
    expect(resumed?.decision).toEqual(
      expect.objectContaining({ ask: expect.objectContaining({ tries: 0 }) }),
    )
    expect(resumed?.session.awaited).toEqual(turns[count - 1]?.session.awaited)
  })

  test('obeys STOP at any step', () => {
    for (let count = 0; count <= UP_TO_CONFIRM.length; count += 1) {
      const { decision, session } = last([...UP_TO_CONFIRM.slice(0, count), 'STOP'], {
        channel: 'sms',
      })
      expect([decision, session.handoff]).toEqual([{ kind: 'act', act: 'opt_out' }, undefined])
    }
  })

  test('fits two text messages at every step, whatever was given', () => {
    const long = [
      'yes',
      'Mary',
      `${'m'.repeat(60)}@example.com`,
      '🦴'.repeat(200),
      '“🦴”'.repeat(99),
    ]
    const clinic = {
      phone: '+1 555 010 0199',
      openingTimes: [{ weekday: 3, opensMinute: 510, closesMinute: 520 }],
    }
    const setting = { channel: 'sms', clinic } as const
    const endings = [['yes'], ['no', 'no', 'no'], ['hmm', 'hmm'], ['cancel']]
    for (const ending of endings) {
      for (const { reply } of turnsOf(['talk to a person', ...long, ...ending], setting)) {
        expect([reply.shortText, nonGsmCharacters(reply.shortText)]).toEqual([reply.shortText, []])
        expect([reply.shortText, gsmSegments(reply.shortText) <= 2]).toEqual([
          reply.shortText,
          true,
        ])
      }
    }
  })

  test.each(['this is terrible service, i want to complain', 'florble', 'i want an appointment'])(
    'asks for consent in 90 words at most, with facts and hours, after "%s"',
    (before) => {
      const clinic = { openingTimes: [{ weekday: 3, opensMinute: 510, closesMinute: 520 }] }
      const said = ["I'm a 67 year old woman", before, 'talk to a person']
      const words = turnsOf(said, { clinic }).at(-1)!.reply.paragraphs.join(' ').split(' ')
      expect(words.length).toBeLessThanOrEqual(90)
    },
  )

  test('lets no mark or value be slipped in by what a patient writes', () => {
    const { reply } = last([...UP_TO_ABOUT, 'see [@bhof_2022] [1] {clinicPhone} [-] thanks'])
    expect(reply.citations).toEqual([])
    expect(reply.paragraphs.join(' ')).not.toMatch(/[[\]{}]/)
  })
})

describe('a clinic that takes no requests', () => {
  const clinic = { takesRequests: false }

  test.each([
    ['can a nurse call me back?'],
    ['talk to a person'],
    ['i want to complain about the staff'],
    ['i want to book an appointment'],
    ['how much does a visit cost?'],
  ])('gives its telephone on "%s", and begins nothing', (said) => {
    for (const channel of ['web', 'sms'] as const) {
      const [turn] = turnsOf([said], { channel, clinic })
      const words = [...turn!.reply.paragraphs, turn!.reply.shortText].join(' ')
      expect(words).toContain('555-010-0199')
      expect(words).not.toMatch(
        /pass (?:a request|what you)|(?:someone|we|they|staff) (?:will|'ll) call/i,
      )
      expect(turn?.session.handoff).toBeUndefined()
    }
  })

  test('ends a request that was begun before', () => {
    const begun = last(UP_TO_CONFIRM).session
    const [turn] = turnsOf(['yes'], { session: begun, clinic })
    expect(turn?.reply.responseId).toBe('handoff.unreachable')
    expect(turn?.request).toBeUndefined()
  })
})
