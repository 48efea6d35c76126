import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { redFlagResponsesFile, redFlagRulesFile } from '../../src/content/red-flag-schema.js'
import { compileRedFlags, findRedFlags } from '../../src/nlu/red-flags.js'
import type { RedFlag, Slots } from '../../src/types.js'
import { growthOf, LINEAR } from '../support/growth.js'

interface Spec {
  readonly say: string
  readonly flags: readonly string[]
  readonly slots?: Slots
  readonly gap?: true
}

const RECEIVED_AT = '2026-09-15T12:00:00Z'

const read = (path: string): unknown => parse(readFileSync(path, 'utf8'))
const rules = redFlagRulesFile.parse(read('intents/en/_red_flags.yml'))
const responses = redFlagResponsesFile.parse(read('responses/en/_red_flags.yml'))
const specs = read('test/specs/red_flags.yml') as readonly Spec[]
const detector = compileRedFlags(rules)

const find = (utterance: string, slots: Slots = {}) =>
  findRedFlags(detector, { utterance, slots, receivedAt: RECEIVED_AT })

/** `id`, `id.variant` where the spec names one, and "?" where only possible. */
function isFound(expected: string, found: readonly RedFlag[]): boolean {
  const certainty = expected.endsWith('?') ? 'possible' : 'certain'
  const [id, variant] = expected.replace('?', '').split('.')
  return found.some(
    (flag) =>
      flag.id === id &&
      flag.certainty === certainty &&
      (variant === undefined || flag.variant === variant),
  )
}

describe('findRedFlags', () => {
  test.each(specs.filter((spec) => spec.gap === undefined))('$say', ({ say, flags, slots }) => {
    const found = find(say, slots)
    if (flags.length === 0) expect(found).toEqual([])
    for (const expected of flags)
      expect([expected, isFound(expected, found)]).toEqual([expected, true])
  })

  test('knows when a gap has closed', () => {
    const closed = specs
      .filter(({ gap, say, slots, flags }) => {
        const found = find(say, slots)
        const isRight =
          flags.length === 0 ? found.length === 0 : flags.every((f) => isFound(f, found))
        return gap === true && isRight
      })
      .map(({ say }) => say)
    expect(closed).toEqual([])
  })

  test.each(specs.filter(({ flags, gap }) => flags.length === 1 && gap === undefined))(
    'finds it in the middle of other text: $say',
    ({ say, flags, slots }) => {
      const before =
        'I like the yoga class on Mondays and the soup recipe with beans was nice. '.repeat(4)
      const after = ' Please also tell the office that parking was easy. '.repeat(4)
      const found = find(`${before}\n${say}.\n${after}`, slots)
      for (const expected of flags.filter((id) => !id.endsWith('unclear?'))) {
        const isShortForm = say.split(' ').length <= 4
        if (!isShortForm) expect([expected, isFound(expected, found)]).toEqual([expected, true])
      }
    },
  )

  test('tells emergencies first', () => {
    const found = find('my leg is swollen and now im short of breath')
    expect(found.map(({ id }) => id)).toEqual(['chest_stroke_pe', 'leg_clot'])
  })

  test('lets one text stand for suicide and overdose', () => {
    const found = find('i want to die i just took all my pills')
    expect(found.map(({ id, variant }) => [id, variant])).toEqual([
      ['suicide_self_harm', 'pills_taken'],
    ])
  })

  test('reads months since a dose from month names and the day of the message', () => {
    const variant = (utterance: string) => find(utterance)[0]?.variant
    expect(variant('last prolia was in january')).toBe('seven_months')
    expect(find('last prolia was in july')).toEqual([])
  })

  test.each([
    'cant ',
    'no chest pain ',
    'fell hip ',
    '12 ',
    'what if i ',
    'my leg is swollen and ',
    'or,',
    'hit my head if ',
    "'",
    ' - ',
    'x',
    'took pills ',
  ])('takes no more than linear time for much of %j', (part) => {
    expect(growthOf(find, part)).toBeLessThan(LINEAR)
  })
})

describe('compileRedFlags', () => {
  test('refuses a rule that names an unknown concept', () => {
    const [flag] = rules.flags
    const broken = { ...flag!, rules: [{ ...flag!.rules[0]!, all: ['nonsense'] }] }
    expect(() => compileRedFlags({ ...rules, flags: [broken] })).toThrow(/nonsense/)
  })

  test('refuses a concept that names itself', () => {
    const concepts = { ...rules.concepts, pain: ['<pain>'] }
    expect(() => compileRedFlags({ ...rules, concepts })).toThrow(/names itself/)
  })
})

describe('the wording of red flags', () => {
  test.each(rules.flags)('has a text for $id and each of its variants', ({ id, rules: own }) => {
    const wording = responses.flags[id]
    expect(wording).toBeDefined()
    for (const { variant } of own) {
      if (variant !== undefined) expect(Object.keys(wording!.variants)).toContain(variant)
    }
  })

  test.each(Object.entries(responses.flags))('%s is at most 90 words', (_, { text, variants }) => {
    for (const words of [text, ...Object.values(variants).map((variant) => variant.text)]) {
      expect(words.split(/\s+/).length).toBeLessThanOrEqual(90)
    }
  })

  test.each(Object.entries(responses.flags))(
    '%s names no emergency number of one country',
    (_, wording) => {
      expect(JSON.stringify(wording)).not.toMatch(/\b911\b/)
    },
  )
})
