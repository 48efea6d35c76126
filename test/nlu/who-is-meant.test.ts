import { describe, expect, test } from '@jest/globals'
import { hearPersons } from '../../src/nlu/who-is-meant.js'

const mother = { relation: 'mother', pronoun: 'she' } as const
const blank = { isInFocus: false }
const carer = { isInFocus: true, known: mother }

describe('hearPersons, whom it is about from now on', () => {
  test.each([
    'For me',
    'me',
    'and me?',
    'what about me?',
    'and what about myself',
    'back to me',
    'ok, back to me please',
    "I'm asking for myself now",
    'no, for me',
    "it's for me",
    'mine',
    'and for myself?',
  ])('the patient, and nothing else: %s', (say) => {
    expect(hearPersons(say, carer).turnsTo).toEqual({ whom: 'patient', isAll: true })
  })

  test.each([
    'For someone else',
    'someone else',
    'not for me',
    'for my mother',
    'my husband',
    'and my husband?',
    'what about my dad?',
    'back to my mother',
    'and for mum?',
    'her',
    'and for her?',
    'what about him',
    "I'm asking for my wife",
    "it's for a friend",
  ])('somebody else, and nothing else: %s', (say) => {
    expect(hearPersons(say, carer).turnsTo).toEqual({ whom: 'other', isAll: true })
  })

  test('oneself and a fact: what about me? I am 58', () => {
    const { turnsTo } = hearPersons("what about me? I'm 58", carer)
    expect(turnsTo).toEqual({ whom: 'patient', isAll: true })
  })

  test.each([
    ["I'm asking for myself now, how much calcium do I need?", 'patient'],
    ['that was for me, not my grandmother', 'patient'],
    ['this is for someone else: can he lift?', 'other'],
    ["it's not for me, my sister wants to know if she can run", 'other'],
  ])('and more: %s', (say, whom) => {
    expect(hearPersons(say, carer).turnsTo).toEqual({ whom, isAll: false })
  })

  test.each([
    'No one has gotten back to me',
    'How do I stop feeling sorry for myself?',
    'is it safe or not for me with weak hips',
    'hey friend',
    'howdy partner',
    'how much calcium do I need?',
    'my mother is 82, can she lift?',
  ])('not said: %s', (say) => {
    expect(hearPersons(say, blank).turnsTo).toBeUndefined()
  })
})

describe('hearPersons, while the talk is about somebody else', () => {
  test.each([
    'should I worry?',
    'what should I do?',
    'how do I help her?',
    'can I give her calcium',
    'should I take her to the hospital',
    'no, I meant -2.9',
    "I don't know",
    'not that I know of',
    'I live two hours away',
    'I have her report here',
  ])('takes "I" for the one who cares: %s', (say) => {
    expect(hearPersons(say, carer).isPersonal).toBe(false)
  })

  test.each([
    'how much calcium do I need?',
    'can I lift weights',
    "I'm 58",
    'and mine is -1.2',
    'my T-score is -2.1',
    'I have osteopenia too',
    'my last prolia shot was 8 months ago',
    'am I at risk',
  ])('knows what is plainly the patient’s own: %s', (say) => {
    expect(hearPersons(say, carer)).toMatchObject({ isPersonal: true, isAboutOther: false })
  })

  test('takes the "I" of a button for the one whom the talk is about', () => {
    const heard = hearPersons('Do I need a calcium pill?', { ...carer, isPressed: true })
    expect(heard).toEqual({ isPersonal: false, isAboutOther: true, other: mother })
  })

  test.each([
    ['can she do yoga?', mother],
    ['her T-score is -3.1', mother],
    ['can he lift?', { relation: 'someone', pronoun: 'he' }],
  ])('knows whom a pronoun is of: %s', (say, other) => {
    expect(hearPersons(say, carer)).toMatchObject({ isAboutOther: true, other })
  })
})
