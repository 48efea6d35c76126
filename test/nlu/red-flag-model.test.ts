import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { redFlagRulesFile } from '../../src/content/red-flag-schema.js'
import { hearRedFlags, type RedFlagEars } from '../../src/nlu/hear-red-flags.js'
import { createSuspect, redFlagLessons } from '../../src/nlu/red-flag/model.js'
import { compileRedFlags } from '../../src/nlu/red-flags.js'
import { trainModel } from '../../src/nlu/classifier/train.js'
import { readyContent } from '../support/ready-content.js'
import { growthOf, LINEAR } from '../support/growth.js'

interface Unseen {
  readonly flags: Readonly<Record<string, readonly string[]>>
  readonly quiet: readonly string[]
}

const read = (path: string): unknown => parse(readFileSync(path, 'utf8'))
const rules = redFlagRulesFile.parse(read('intents/en/_red_flags.yml'))
const unseen = read('test/specs/red_flags_unseen.yml') as Unseen
const hear = (ears: RedFlagEars, utterance: string) =>
  hearRedFlags(ears, { utterance, slots: {}, receivedAt: '2026-09-15T12:00:00Z' })

const LESSONS = {
  intents: new Map([
    [
      'plants',
      {
        intent: 'plants',
        title: 'Plants',
        kind: 'question' as const,
        planned: false,
        slots: [],
        ask: [],
        near: [],
        examples: [
          'how often do I water my roses',
          'which plants like shade',
          'when do tulips flower',
          'my chest feels tight and it will not go away',
        ],
      },
    ],
  ]),
  noneExamples: ['who won the match', 'play a song', 'what is the weather'],
  toldExamples: [],
  actExamples: {},
  redFlagExamples: {
    chest_stroke_pe: {
      positives: [
        'my ticker is conking out',
        'ticker playing up badly',
        'my old ticker is failing',
      ],
      lookalikes: ['the ticker tape parade was great', 'my watch ticker stopped'],
    },
    limb_fracture_now: {
      positives: ['my pinky is mangled', 'mangled my pinky in the mower', 'pinky all mangled up'],
      lookalikes: ['pinky promise', 'the dog mangled my slipper'],
    },
  },
  redFlagRules: rules,
}

describe('redFlagLessons', () => {
  const lessons = redFlagLessons(LESSONS)

  test('teaches positives at their flag and all else as no danger', () => {
    expect(new Set(lessons.map(({ intent }) => intent))).toEqual(
      new Set(['chest_stroke_pe', 'limb_fracture_now', 'none']),
    )
    expect(lessons).toContainEqual({ text: 'pinky promise', intent: 'none' })
    expect(lessons).toContainEqual({ text: 'which plants like shade', intent: 'none' })
  })

  test('teaches nothing as harmless that the rules are sure of', () => {
    expect(lessons.map(({ text }) => text)).not.toContain(
      'my chest feels tight and it will not go away',
    )
  })
})

describe('hearRedFlags with a small model', () => {
  const suspect = createSuspect(trainModel(redFlagLessons(LESSONS)))
  const ears = { detector: compileRedFlags(rules), suspect }

  test('suspects the flag whose words it hears', () => {
    expect(suspect('my ticker is playing up').flag).toBe('chest_stroke_pe')
    expect(suspect('pinky is mangled').flag).toBe('limb_fracture_now')
  })

  test('hears what no rule knows, with the urgency of its flag', () => {
    expect(hear(ears, 'my ticker is conking out now')).toMatchObject([
      { id: 'chest_stroke_pe', urgency: 'emergency' },
    ])
  })

  test('leaves to the rules what they are sure of', () => {
    const found = hear(ears, 'i have chest pain right now and my pinky is mangled')
    expect(found.map(({ id }) => id)).toEqual(['chest_stroke_pe'])
  })

  test.each([
    'what if my ticker is conking out',
    'ticker conking out in 2012',
    'conking out ticker',
  ])('is never certain of what is asked, past or about nobody: %s', (utterance) => {
    expect(hear(ears, utterance).filter(({ certainty }) => certainty === 'certain')).toEqual([])
  })

  test('finds a sign in the middle of a long story', () => {
    const story = 'I water my roses and like shade in the afternoon. '.repeat(6)
    const found = hear(ears, `${story}My ticker is conking out now. ${story}`)
    expect(found.map(({ id }) => id)).toEqual(['chest_stroke_pe'])
  })

  test.each(['', '   ', '🦴🦴', '?!', 'zxcvb', 'how often do I water my roses'])(
    'is quiet on %j',
    (utterance) => {
      expect(hear(ears, utterance)).toEqual([])
    },
  )

  test('refuses a model that knows nothing but danger', () => {
    const model = trainModel([
      { text: 'a b c', intent: 'x' },
      { text: 'd e f', intent: 'y' },
    ])
    expect(() => createSuspect(model)).toThrow(RangeError)
  })
})

describe('hearRedFlags with the real model', () => {
  let ears: RedFlagEars
  beforeAll(() => {
    ears = readyContent().ears.redFlags
  })

  // A share, not each line: the detector shifts a little with every example that anybody adds.
  test('hears at least 95 of 100 wordings that it was not taught', () => {
    const said = Object.values(unseen.flags).flat()
    const missed = said.filter((say) => hear(ears, say).length === 0)
    expect({ share: missed.length / said.length <= 0.05, missed }).toMatchObject({ share: true })
  })

  test.each(rules.flags.map(({ id }) => id))('hears most of the unseen wordings of %s', (id) => {
    const own = unseen.flags[id] ?? []
    expect(own.length).toBeGreaterThanOrEqual(5)
    const heard = own.filter((say) => hear(ears, say).length > 0)
    expect(heard.length / own.length).toBeGreaterThanOrEqual(0.6)
  })

  test('is quiet on ordinary questions, but for 5 in 100', () => {
    const alarmed = unseen.quiet.filter((say) => hear(ears, say).length > 0)
    expect({ share: alarmed.length / unseen.quiet.length <= 0.05, alarmed }).toMatchObject({
      share: true,
    })
  })

  test.each([
    'pain ',
    'cant breathe? ',
    'bread and water ',
    'I fell. ',
    'x',
    'no chest pain but ',
    "'",
    '🦴',
    '<script>alert(1)</script> ',
    '__proto__ constructor ',
    'ﷺ',
  ])('takes no more than linear time for much of %j', (part) => {
    expect(growthOf((text) => hear(ears, text), part)).toBeLessThan(LINEAR)
  })
})
