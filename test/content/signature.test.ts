import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { PLACEHOLDERS } from '../../src/content/placeholders.js'
import {
  isSignedOn,
  shareSignedOn,
  signatureOf,
  signedUntil,
  stateOf,
  statesOf,
} from '../../src/content/signature.js'
import {
  FOLLOW_UPS,
  RED_FLAGS,
  signedWording,
  SYSTEM,
  unitsOf,
} from '../../src/content/signed-wording.js'
import type { Content } from '../../src/content/content.js'
import { aContentCopy, type ContentCopy } from '../support/content-copy.js'
import { aContent } from '../support/content.js'

const en = 'responses/en'
type Edit = readonly [file: string, from: string, to: string]

let copy: ContentCopy
beforeEach(() => void (copy = aContentCopy()))
afterEach(() => copy.remove())

const hashesOf = (content: Content) =>
  Object.fromEntries(unitsOf(content).map((unit) => [unit, signatureOf(content, unit)]))

/** The units whose signature an edit voids. */
function voidedBy([file, from, to]: Edit): readonly string[] {
  const before = hashesOf(copy.load())
  copy.edit(file, from, to)
  const after = hashesOf(copy.load())
  return Object.keys(before).filter((unit) => before[unit] !== after[unit])
}

describe('signatureOf', () => {
  test.each<readonly [what: string, edit: Edit, voided: readonly string[]]>([
    ['a word', [`${en}/lifting.yml`, 'Start light. [-]', 'Start slowly. [-]'], ['lifting']],
    ['the longer answer', [`${en}/lifting.yml`, 'Rest for a day', 'Rest for two'], ['lifting']],
    ['the short text', [`${en}/lifting.yml`, 'people. Start light.\n', 'people.\n'], ['lifting']],
    ['a condition', [`${en}/lifting.yml`, 'Caution: true', 'Caution: false'], ['lifting']],
    ['the name of a variant', [`${en}/lifting.yml`, 'id: caution', 'id: care'], ['lifting']],
    ['a paragraph', [`${en}/lifting.yml`, ' [-]\n\n      Small', ' [-] Small'], ['lifting']],
    ['which notice', [`${en}/calcium.yml`, 'disclaimer: general', 'disclaimer: none'], ['calcium']],
    ['a notice', [`${en}/_system.yml`, 'GENERAL SMS', 'OTHER SMS'], [SYSTEM, 'calcium']],
    ['a shared line', [`${en}/_lines.yml`, 'is very low', 'is quite low'], ['score']],
    ['whom a line is for', [`${en}/_lines.yml`, 'tScore: low', 'tScore: normal'], ['score']],
    ['an emergency', [`${en}/_red_flags.yml`, 'FAINTING LINE', 'FAINT LINE'], [RED_FLAGS]],
    ['a programme', [`${en}/_follow_ups.yml`, 'It begins.', 'So it begins.'], [FOLLOW_UPS]],
    ['its hours', [`${en}/_follow_ups.yml`, 'UntilHour: 8', 'UntilHour: 9'], [FOLLOW_UPS]],
    ['another wording', [`${en}/_system.yml`, 'Of which bone?', 'Which bone?'], [SYSTEM]],
    [
      'a word in a drawing',
      [`${en}/_system.yml`, 'low: Low bone', 'low: Less bone'],
      [SYSTEM, 'score'],
    ],
    ['which drawing', [`${en}/score.yml`, 'picture: t_score', 'picture: calcium'], ['score']],
    ['a calcium number', ['responses/_facts.yml', 'womenMg: 1204', 'womenMg: 1205'], ['calcium']],
    [
      'a caution',
      ['responses/_facts.yml', 'Hundredths: -350', 'Hundredths: -300'],
      ['lifting', 'score'],
    ],
    ['a number nobody says', ['responses/_facts.yml', 'needIu: 609', 'needIu: 600'], []],
    ['an unused source', ['responses/_sources.yml', 'A withdrawn paper', 'A paper'], []],
    [
      'the title of a source',
      ['responses/_sources.yml', 'A made-up guide', 'A guide'],
      [RED_FLAGS, 'lifting', 'score'],
    ],
    [
      'its year',
      ['responses/_sources.yml', 'year: 2021', 'year: 2022'],
      [RED_FLAGS, 'lifting', 'score'],
    ],
    [
      'its address',
      ['responses/_sources.yml', 'example.org/2021', 'example.org/new'],
      [RED_FLAGS, 'lifting', 'score'],
    ],
    [
      'that it was opened',
      ['responses/_sources.yml', 'status: partial', 'status: verified'],
      [RED_FLAGS, 'lifting', 'score'],
    ],
    [
      'the source of an emergency',
      ['responses/_sources.yml', 'A made-up lifeline', 'A line'],
      [RED_FLAGS],
    ],
    [
      'how the clinic is named',
      [`${en}/_system.yml`, 'without_phone: call your', 'without_phone: ring your'],
      [SYSTEM, 'person'],
    ],
    [
      'what is offered next',
      [`${en}/lifting.yml`, '[calcium, score, person, my_facts]', '[score]'],
      [],
    ],
  ])('voids, for an edit of %s', (_, edit, voided) => {
    expect(voidedBy(edit)).toEqual(voided)
  })

  test.each<readonly [what: string, edit: Edit]>([
    ['a comment', [`${en}/lifting.yml`, 'variants:', '# read it\nvariants: # first fits']],
    [
      'the order of keys',
      [
        `${en}/thanks.yml`,
        '  - id: general\n    text: You are welcome. [-]',
        '  - text: You are welcome. [-]\n    id: general',
      ],
    ],
    ['quotes', [`${en}/thanks.yml`, 'text: You are welcome. [-]', 'text: "You are welcome. [-]"']],
    [
      'a block',
      [
        `${en}/thanks.yml`,
        'text: You are welcome. [-]',
        'text: |\n      You are\n      welcome.   [-]',
      ],
    ],
    [
      'the order of sources',
      [
        'responses/_sources.yml',
        '  organisation: A made-up society\n  year: 2021',
        '  year: 2021\n  organisation: A made-up society',
      ],
    ],
    [
      'what a source is noted for',
      ['responses/_sources.yml', 'status: partial', 'status: partial\n  supports: much'],
    ],
    ['how people ask', ['intents/en/lifting.yml', 'can i lift weights', 'may i lift weights']],
  ])('stays the same, for an edit of %s', (_, edit) => {
    expect(voidedBy(edit)).toEqual([])
  })

  test('follows a line that names another line', () => {
    copy.edit(`${en}/_lines.yml`, 'is very low.', 'is very low, {deep_line}.')
    copy.write(
      `${en}/_lines.yml`,
      `${copy.read(`${en}/_lines.yml`)}deep_line:\n  - text: Deep. [@made_2021]\n`,
    )
    expect(voidedBy([`${en}/_lines.yml`, 'Deep.', 'Deeper.'])).toEqual(['score'])
  })

  test('is a SHA-256, and the same for the signed file', () => {
    const before = signatureOf(copy.load(), 'lifting')
    expect(before).toMatch(/^sha256-[0-9a-f]{64}$/)
    copy.sign('lifting')
    expect(signatureOf(copy.load(), 'lifting')).toBe(before)
  })

  test('knows no other units', () => {
    expect(() => signatureOf(copy.load(), 'pills')).toThrow(RangeError)
  })
})

test('every number that is looked up stands in what is signed', () => {
  // From a table alone; `vitaminDLevel` shows what the patient told.
  const looked = [...PLACEHOLDERS.keys()].filter((name) =>
    /^(calcium|vitaminD)\w*(Rda|Ul)/.test(name),
  )
  expect(looked.length).toBeGreaterThan(5)
  for (const name of looked) {
    const variants = [{ id: 'general', text: `Take {${name}}. [-]`, sms: '' }]
    const content = aContent({
      responses: new Map([['thanks', { intent: 'thanks', suggest: [], variants }]]),
    })
    const table = name.startsWith('calcium') ? 'calcium' : 'vitaminD'
    expect(Object.keys(signedWording(content, 'thanks')?.facts ?? {})).toEqual([table])
  }
})

describe('stateOf', () => {
  test('is unsigned, signed until the due day, then overdue, and void after an edit', () => {
    expect(stateOf(copy.load(), 'lifting', '2026-01-15')).toBe('unsigned')
    copy.sign('lifting', SYSTEM, RED_FLAGS)
    const signed = copy.load()
    expect(stateOf(signed, 'lifting', '2026-01-15')).toBe('signed')
    expect(stateOf(signed, 'lifting', '2027-01-15')).toBe('signed')
    expect(stateOf(signed, 'lifting', '2027-01-16')).toBe('overdue')
    expect(stateOf(signed, SYSTEM, '2026-01-15')).toBe('signed')
    expect(stateOf(signed, RED_FLAGS, '2026-01-15')).toBe('signed')
    copy.edit(`${en}/lifting.yml`, 'Start light. [-]', 'Start slowly. [-]')
    expect(stateOf(copy.load(), 'lifting', '2026-01-15')).toBe('void')
    // A void signature is void, however old.
    expect(stateOf(copy.load(), 'lifting', '2030-01-15')).toBe('void')
  })

  test('says the same of all units at once', () => {
    copy.sign('lifting', 'score')
    copy.edit(`${en}/lifting.yml`, 'Start light. [-]', 'Start slowly. [-]')
    const content = copy.load()
    const each = unitsOf(content).map((unit) => [unit, stateOf(content, unit, '2026-02-01')])
    expect([...statesOf(content, '2026-02-01')]).toEqual(each)
    expect(Object.fromEntries(each)).toMatchObject({ lifting: 'void', score: 'signed' })
  })
})

describe('signedUntil', () => {
  test('counts a valid signature until its due day, and no other', () => {
    copy.sign('lifting', 'score')
    copy.edit(`${en}/score.yml`, 'compares bones. [', 'compares. [')
    const signed = signedUntil(copy.load())
    expect(isSignedOn(signed, 'lifting', '2027-01-15')).toBe(true)
    expect(isSignedOn(signed, 'lifting', '2027-01-16')).toBe(false)
    expect(isSignedOn(signed, 'score', '2026-01-15')).toBe(false)
    expect(isSignedOn(signed, 'thanks', '2026-01-15')).toBe(false)
    expect(isSignedOn(signed, 'nothing', '2026-01-15')).toBe(false)
  })

  test('tells how much is signed', () => {
    expect(shareSignedOn(signedUntil(copy.load()), '2026-01-15')).toBe('none')
    copy.sign('lifting')
    expect(shareSignedOn(signedUntil(copy.load()), '2026-01-15')).toBe('some')
    copy.sign(...unitsOf(copy.load()))
    expect(shareSignedOn(signedUntil(copy.load()), '2026-01-15')).toBe('all')
    expect(shareSignedOn(signedUntil(copy.load()), '2028-01-15')).toBe('none')
  })
})
