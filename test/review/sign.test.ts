import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { stateOf } from '../../src/content/signature.js'
import { SignError } from '../../src/errors.js'
import { signUnits, type SignRequest } from '../../src/review/sign.js'
import { aContentCopy, type ContentCopy } from '../support/content-copy.js'

const lifting = 'responses/en/lifting.yml'
const asked: SignRequest = {
  units: ['lifting'],
  by: 'Ann Bone, rheumatologist',
  due: undefined,
  today: '2026-01-15',
}

let copy: ContentCopy
beforeEach(() => void (copy = aContentCopy()))
afterEach(() => copy.remove())

const sign = (changes: Partial<SignRequest> = {}) =>
  signUnits(copy.root, copy.load(), { ...asked, ...changes })

const withoutReviewed = (text: string) => text.replace(/^reviewed:\r?\n(?: {2}.*\r?\n)+/m, '')

describe('signUnits', () => {
  test('writes the signature after the intent and leaves every other byte as it was', () => {
    const text = `# Read by Ann\n${copy
      .read(lifting)
      .replace('disclaimer', '# why: knees\ndisclaimer')
      .replace('id: caution', 'id:   caution # odd')}\n# end`
    copy.write(lifting, text)
    const [signed] = sign()
    const written = copy.read(lifting)
    expect(written).toContain(
      `intent: lifting\nreviewed:\n  by: Ann Bone, rheumatologist\n  on: 2026-01-15\n` +
        `  due: 2027-01-15\n  hash: ${signed!.reviewed.hash}\n# why: knees\n`,
    )
    expect(withoutReviewed(written)).toBe(text)
    expect(stateOf(copy.load(), 'lifting', '2026-01-15')).toBe('signed')
  })

  test('replaces an older signature, whatever stands in it and around it', () => {
    sign()
    const first = copy.read(lifting)
    copy.edit(lifting, 'Start light.\n', 'Start slowly.\n')
    copy.edit(lifting, '  on: 2026-01-15', '  on: 2026-01-15 # a Thursday')
    sign({ by: 'Bo Joint, GP', today: '2026-03-01', due: '2026-09-01' })
    const second = copy.read(lifting)
    expect(second.match(/^reviewed:/gm)).toHaveLength(1)
    expect(second).toMatch(/by: Bo Joint, GP\n {2}on: 2026-03-01\n {2}due: 2026-09-01\n/)
    expect(withoutReviewed(second)).toBe(
      withoutReviewed(first).replace('Start light.\n', 'Start slowly.\n'),
    )
    sign({ by: 'Bo Joint, GP', today: '2026-03-01', due: '2026-09-01' })
    expect(copy.read(lifting)).toBe(second)
  })

  test('replaces a signature in braces at the end of a file', () => {
    const hash = `sha256-${'0'.repeat(64)}`
    const text = copy.read(lifting)
    const old = `reviewed: { by: 'A, b', on: 2025-01-01, due: 2026-01-01, hash: ${hash} } # old`
    copy.write(lifting, text + old)
    sign()
    expect(copy.read(lifting).startsWith(`${text}reviewed:\n  by: Ann Bone`)).toBe(true)
    expect(copy.read(lifting).endsWith(' # old')).toBe(true)
    expect(stateOf(copy.load(), 'lifting', '2026-01-15')).toBe('signed')
  })

  test.each([
    ['line breaks of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['no line break at its end', (text: string) => text.trimEnd()],
    ['a comment behind the intent', (text: string) => text.replace('lifting\n', 'lifting # x\n')],
    [
      'the intent at its end',
      (text: string) => `${text.replace('intent: lifting\n', '')}intent: lifting`,
    ],
  ])('keeps a file with %s', (_, change) => {
    const text = change(copy.read(lifting))
    copy.write(lifting, text)
    sign()
    expect(stateOf(copy.load(), 'lifting', '2026-01-15')).toBe('signed')
    expect(withoutReviewed(copy.read(lifting)).trimEnd()).toBe(text.trimEnd())
    expect(copy.read(lifting).split('\r\n').length > 1).toBe(text.includes('\r'))
  })

  test('writes nothing into a file in which the signature would not fit', () => {
    const flow = '{ intent: thanks, variants: [{ id: a, text: You are welcome. [-], sms: Yes. }] }'
    copy.write('responses/en/thanks.yml', flow.replace('You are welcome. [-]', '"Yes. [-]"'))
    const before = copy.read('responses/en/thanks.yml')
    expect(() => sign({ units: ['lifting', 'thanks'] })).toThrow(
      expect.objectContaining({ code: 'SIGN_NOT_WRITTEN' }),
    )
    expect(copy.read('responses/en/thanks.yml')).toBe(before)
    expect(copy.read(lifting)).not.toContain('reviewed')
  })

  test('signs the shared files too, each before its first field', () => {
    sign({ units: ['_red_flags', '_system'] })
    expect(copy.read('responses/en/_red_flags.yml')).toMatch(/^reviewed:\n( {2}.*\n){4}general:/)
    expect(copy.read('responses/en/_system.yml')).toMatch(/^reviewed:\n( {2}.*\n){4}disclaimers:/)
    const content = copy.load()
    expect(stateOf(content, '_red_flags', '2026-01-15')).toBe('signed')
    expect(stateOf(content, '_system', '2026-01-15')).toBe('signed')
  })

  test('takes a name as it is written', () => {
    const by = `Dr. Ann O'Bone: "MD", #1 – rheumatology`
    sign({ by })
    expect(copy.load().responses.get('lifting')?.reviewed?.by).toBe(by)
  })

  test('a year after a 29th of February is a day that there is', () => {
    const [signed] = sign({ today: '2028-02-29' })
    expect(signed?.reviewed.due).toBe('2029-03-01')
  })
})

describe('signUnits refuses', () => {
  test.each<readonly [string, Partial<SignRequest>, string]>([
    ['an unknown intent', { units: ['lifting', 'flying'] }, 'SIGN_UNIT_UNKNOWN'],
    ['a path', { units: ['../_facts'] }, 'SIGN_UNIT_UNKNOWN'],
    ['a planned intent', { units: ['pills'] }, 'SIGN_UNIT_UNANSWERED'],
    ['an intent that is acted on', { units: ['forget_me'] }, 'SIGN_UNIT_UNANSWERED'],
    ['nothing', { units: [] }, 'SIGN_NOTHING_NAMED'],
    ['nobody', { by: undefined }, 'SIGN_BY_MISSING'],
    ['a name without a role', { by: 'Ann Bone' }, 'SIGN_BY_MISSING'],
    ['a role without a name', { by: ', rheumatologist' }, 'SIGN_BY_MISSING'],
    ['two lines', { by: 'Ann, MD\nhash: x' }, 'SIGN_BY_MISSING'],
    ['today as the due day', { due: '2026-01-15' }, 'SIGN_DUE_WRONG'],
    ['a day that there is not', { due: '2026-02-30' }, 'SIGN_DUE_WRONG'],
    ['another way to write a day', { due: '1/2/2027' }, 'SIGN_DUE_WRONG'],
  ])('%s, with a hint, and writes nothing', (_, changes, code) => {
    const before = copy.read(lifting)
    const refused = () => sign(changes)
    expect(refused).toThrow(SignError)
    expect(refused).toThrow(expect.objectContaining({ code, hint: expect.stringMatching(/./) }))
    expect(copy.read(lifting)).toBe(before)
  })
})
