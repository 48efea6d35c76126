import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { signedUntil } from '../../src/content/signature.js'
import { unitsOf } from '../../src/content/signed-wording.js'
import { dayIn } from '../../src/review/day.js'
import { reviewList } from '../../src/review/list.js'
import { requireSigned } from '../../src/review/require-signed.js'
import { reviewSheet } from '../../src/review/sheet.js'
import { sayWhen } from '../../src/review/when-words.js'
import { aContentCopy, type ContentCopy } from '../support/content-copy.js'

const DAY = '2026-02-01'

let copy: ContentCopy
beforeEach(() => void (copy = aContentCopy()))
afterEach(() => copy.remove())

describe('reviewList', () => {
  test('counts the states and lists what is void, overdue and unsigned, in that order', () => {
    copy.sign('lifting', 'score', 'thanks')
    copy.edit('responses/en/lifting.yml', 'Start light. [-]', 'Start slowly. [-]')
    const lines = reviewList(copy.load(), DAY).split('\n')
    expect(lines[0]).toBe('8 to sign: 1 void, 0 overdue, 5 unsigned, 2 signed')
    expect(lines.slice(2, 10).map((line) => line.split(/ {2,}/).slice(0, 3))).toEqual([
      ['state', 'name', 'title'],
      ['void', 'lifting', 'Is lifting safe?'],
      ['unsigned', '_red_flags', 'What is said in an emergency'],
      ['unsigned', '_system', 'Everything else that the bot says'],
      ['unsigned', '_follow_ups', 'Texts that the programmes send'],
      ['unsigned', 'calcium', 'How much calcium?'],
      ['unsigned', 'person', 'Talk to a person'],
      [''],
    ])
    expect(lines[3]).toContain('Ann Bone, rheumatologist, 2026-01-15, due 2027-01-15')
  })

  test('lists what is overdue', () => {
    copy.sign('lifting')
    expect(reviewList(copy.load(), '2027-06-01')).toMatch(/^overdue +lifting/m)
  })

  test('is one line when everything is signed', () => {
    copy.sign(...unitsOf(copy.load()))
    expect(reviewList(copy.load(), DAY)).toBe(
      '8 to sign: 0 void, 0 overdue, 0 unsigned, 8 signed\n',
    )
  })
})

describe('reviewSheet', () => {
  test('shows an answer with all that is said and shown with it', () => {
    const sheet = reviewSheet(copy.load(), 'lifting', DAY)
    const parts = [
      'lifting: Is lifting safe?',
      'responses/en/lifting.yml',
      'unsigned: no clinician has signed this yet',
      'For: has broken the hip, spine or pelvis, or has a very low T-score',
      'Text: Wait for your clinician. [@made_2021]',
      'For: everybody else',
      'Lifting helps many people. [@made_2020] Start light. [-]',
      'More: Rest for a day between. [@made_2021]',
      'SMS: Lifting helps many people. Start light.',
      'cautionToHundredths: -350',
      'text: EXERCISE NOTICE',
      'How much calcium? (calcium)',
      'A made-up guide. A made-up society, 2021 (guideline)',
      'https://example.org/2021',
      'partial: seen in part',
    ]
    const places = parts.map((part) => sheet.indexOf(part))
    expect(places).not.toContain(-1)
  })

  test('shows shared lines, with the case in which nothing is put in', () => {
    const sheet = reviewSheet(copy.load(), 'score', DAY)
    expect(sheet).toContain('Put in for {score_line}')
    expect(sheet).toContain('For: the T-score is in the low range (osteopenia)')
    expect(sheet).toContain('For: everybody else, nothing is put in')
    expect(sheet).toMatch(/Notice under the answer .*\nnone/)
  })

  test('says of a source from memory that nobody has opened it', () => {
    copy.edit('responses/_sources.yml', 'status: partial', 'status: memory')
    expect(reviewSheet(copy.load(), 'lifting', DAY)).toContain('nobody has opened this source yet')
  })

  test('says who signed, and that a later edit voids it', () => {
    copy.sign('lifting')
    const by = '(Ann Bone, rheumatologist, 2026-01-15, due 2027-01-15)'
    expect(reviewSheet(copy.load(), 'lifting', DAY)).toContain(
      `signed: these exact words are signed ${by}`,
    )
    copy.edit('responses/en/lifting.yml', 'Start light. [-]', 'Start slowly. [-]')
    expect(reviewSheet(copy.load(), 'lifting', DAY)).toContain(
      `void: changed since it was signed ${by}`,
    )
  })

  test('shows the emergencies and everything else, field by field', () => {
    const emergencies = reviewSheet(copy.load(), '_red_flags', DAY)
    expect(emergencies).toContain('flags.fainting.text: FAINTING TEXT')
    expect(emergencies).toContain('flags.suicide_self_harm.variants.pills_taken.sms: PILLS SMS')
    expect(emergencies).toContain('A made-up lifeline')
    expect(reviewSheet(copy.load(), '_system', DAY)).toContain('disclaimers.general.sms: GENERAL')
  })
})

describe('sayWhen', () => {
  test.each([
    [{}, 'everybody'],
    [{ age: { min: 51, max: 70 } }, 'aged 51 to 70'],
    [{ age: { min: 65 } }, 'aged 65 or older'],
    [{ age: { max: 49 } }, 'aged 49 or younger'],
    [{ pregnant: false, sex: 'female' as const }, 'the sex is female; and is not pregnant'],
    [{ medicine: ['denosumab', 'zoledronic_acid'] }, 'takes denosumab, or zoledronic acid'],
    [
      { tScoreApplies: false },
      'is neither past menopause nor an older man, so that T-scores do not count',
    ],
    [
      { known: ['tScore' as const], unknown: ['ageYears' as const] },
      'has told: T-score; and has not told: age',
    ],
  ])('says %j', (when, said) => {
    expect(sayWhen(when)).toBe(said)
  })
})

describe('requireSigned', () => {
  const required = (day: string) => () => {
    const content = copy.load()
    requireSigned({ ...content, signed: signedUntil(content) }, day)
  }

  test('lets pass what is signed, and names all that is not', () => {
    expect(required(DAY)).toThrow(
      expect.objectContaining({ code: 'CONTENT_UNSIGNED', hint: expect.stringMatching(/sign --/) }),
    )
    copy.sign(...unitsOf(copy.load()))
    expect(required(DAY)).not.toThrow()
    expect(required('2027-01-16')).toThrow(
      /^overdue \(8\): _red_flags, _system, _follow_ups, calcium, /m,
    )
    copy.edit('responses/en/lifting.yml', 'Start light. [-]', 'Start slowly. [-]')
    expect(required(DAY)).toThrow(/^void \(1\): lifting$/m)
  })
})

test('dayIn is the day of the clinic, not of Greenwich', () => {
  expect(dayIn('America/New_York', new Date('2026-01-16T03:00:00Z'))).toBe('2026-01-15')
  expect(dayIn('Europe/Berlin', new Date('2026-01-15T23:30:00Z'))).toBe('2026-01-16')
})
