import { describe, expect, test } from '@jest/globals'
import type { RedFlag, Reply } from '../../src/types.js'
import { aFlag } from '../support/content.js'
import { worded } from '../support/worded.js'

const suicide = aFlag('suicide_self_harm')
const pills = aFlag('suicide_self_harm', { variant: 'pills_taken' })
const danger = aFlag('suicide_self_harm', { variant: 'danger_near' })
const fainting = aFlag('fainting')
const overdose = aFlag('overdose')
const mistake = aFlag('overdose', { urgency: 'same_day' })
const hip = aFlag('hip')
const walking = aFlag('hip', { variant: 'walking', urgency: 'same_day' })
const swelling = aFlag('swelling', { urgency: 'same_day' })

const escalated = (...flags: readonly RedFlag[]): Reply => worded({ kind: 'escalate', flags })
/** The words without citation marks, as one line. */
const said = (reply: Reply): string => reply.paragraphs.join(' | ').replace(/ ?\[\d+\]/g, '')

const NOW = 'Call 911 now.'
const BOT = 'I cannot call for you.'

describe('composeReply, of one sign of danger', () => {
  test.each([
    [fainting, 'FAINTING TEXT', 'FAINTING SMS', 'escalate.fainting'],
    [suicide, 'SUICIDE TEXT', 'SUICIDE SMS', 'escalate.suicide_self_harm'],
    [pills, 'PILLS TEXT', 'PILLS SMS', 'escalate.suicide_self_harm.pills_taken'],
    [walking, 'WALKING TEXT', 'WALKING SMS', 'escalate.hip.walking'],
    [swelling, 'SWELLING TEXT', 'SWELLING SMS', 'escalate.swelling'],
    [aFlag('hip', { variant: 'unheard_of' }), 'HIP TEXT', 'HIP SMS', 'escalate.hip.unheard_of'],
  ])('says its whole text: %j', (flag, ...[text, sms, responseId]) => {
    const reply = escalated(flag)
    expect([said(reply), reply.shortText, reply.responseId]).toEqual([text, sms, responseId])
    expect(reply.urgency).toBe(flag.urgency)
  })

  test('offers to take it back, no notice, and the sources of the sign', () => {
    const reply = escalated(fainting)
    expect(reply).toMatchObject({ because: [], citations: ['made_2020'] })
    expect(reply.suggestions).toEqual([{ text: 'Not now' }])
    expect(reply).not.toHaveProperty('disclaimer')
    expect(escalated(overdose).citations).toEqual([])
  })

  test('is not taken back by a button when it is suicide, or no emergency', () => {
    expect(escalated(suicide).suggestions).toEqual([])
    expect(escalated(swelling).suggestions).toEqual([])
  })

  test('sends to 911 for a flag that has no words any more', () => {
    expect(escalated(aFlag('unheard_of')).paragraphs).toEqual([`${NOW} ${BOT}`])
  })
})

describe('composeReply, of several signs of danger', () => {
  test.each<readonly [string, readonly RedFlag[], string]>([
    ['two, both for 911', [fainting, hip], `${NOW} FAINTING LINE HIP LINE ${BOT}`],
    ['one of two for 911', [fainting, swelling], `${NOW} FAINTING LINE SWELLING LINE ${BOT}`],
    ['three: two lines at most', [fainting, hip, swelling], `${NOW} FAINTING LINE HIP LINE ${BOT}`],
    ['911 behind another', [swelling, hip], `${NOW} SWELLING LINE HIP LINE ${BOT}`],
    ['suicide with 911', [suicide, fainting], `${NOW} FAINTING LINE LIFELINE ${BOT}`],
    [
      'suicide with two for 911: the lifeline is none of the two lines',
      [suicide, fainting, hip],
      `${NOW} FAINTING LINE HIP LINE LIFELINE ${BOT}`,
    ],
    ['suicide with danger near, and a break', [danger, hip], `${NOW} HIP LINE LIFELINE ${BOT}`],
    ['suicide with pills, and swelling', [pills, swelling], `${NOW} SWELLING LINE LIFELINE ${BOT}`],
    ['suicide alone with none for 911', [suicide, swelling], 'SUICIDE TEXT | SWELLING LINE'],
    ['suicide and a mistaken dose', [suicide, mistake], 'SUICIDE TEXT | OVERDOSE LINE'],
    ['suicide, none for 911, three', [suicide, mistake, swelling], 'SUICIDE TEXT | OVERDOSE LINE'],
    ['suicide with pills stands for the overdose', [pills, overdose], 'PILLS TEXT'],
    ['suicide with danger near does, too', [danger, overdose], 'DANGER TEXT'],
    ['also behind it', [overdose, pills], 'PILLS TEXT'],
    ['and for a mistaken one', [pills, mistake], 'PILLS TEXT'],
    [
      'suicide without a variant does not',
      [suicide, overdose],
      `${NOW} OVERDOSE LINE LIFELINE ${BOT}`,
    ],
    ['none for 911', [mistake, swelling], 'OVERDOSE TEXT | SWELLING LINE'],
    ['none for 911, a milder form first', [walking, swelling], 'WALKING TEXT | SWELLING LINE'],
    ['none for 911, three', [walking, mistake, swelling], 'WALKING TEXT | OVERDOSE LINE'],
  ])('%s', (_, flags, text) => {
    expect(said(escalated(...flags))).toBe(text)
  })

  test('names every sign in the id, and is as urgent as the first', () => {
    const reply = escalated(fainting, walking)
    expect(reply.responseId).toBe('escalate.fainting+hip.walking')
    expect(reply.urgency).toBe('emergency')
    expect(escalated(mistake, swelling).urgency).toBe('same_day')
  })

  test('cites the sources of all signs, each once', () => {
    const reply = escalated(fainting, hip, swelling)
    expect(reply.citations).toEqual(['made_2020', 'made_2021'])
    expect(reply.paragraphs.join(' ')).toContain('[1][2]')
  })

  test('has a short text of its own', () => {
    expect(escalated(fainting, hip).shortText).toBe(`${NOW} FAINTING LINE HIP LINE`)
    expect(escalated(suicide, swelling).shortText).toBe('SUICIDE SMS')
    expect(escalated(pills, overdose).shortText).toBe('PILLS SMS')
  })
})

describe('composeReply, of a safety check', () => {
  test('says what to do if it is so, and asks the one question of the sign', () => {
    const flag = aFlag('swelling', { urgency: 'same_day', certainty: 'possible' })
    const reply = worded({ kind: 'ask', slot: 'safetyCheck', flag })
    expect(reply).toMatchObject({
      responseId: 'ask.safetyCheck.swelling',
      shortText: 'Worse? Call 911. Is one leg swollen? Reply YES or NO.',
      suggestions: [{ text: 'Yes' }, { text: 'No' }],
      urgency: 'same_day',
    })
  })

  test('asks whether it goes on when it was certain before', () => {
    const reply = worded({ kind: 'ask', slot: 'safetyCheck', flag: hip })
    expect(reply.paragraphs).toEqual(['Now? Call 911. Is it still so?'])
  })
})
