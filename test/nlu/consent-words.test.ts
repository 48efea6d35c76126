import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { consentWordsFile } from '../../src/content/consent-words-schema.js'
import { loadContent } from '../../src/content/load.js'
import { hearConsentWords, makeConsentWords } from '../../src/nlu/consent-words.js'
import { readYaml } from './entity-specs.js'

interface Specs {
  readonly stop: readonly string[]
  readonly start: readonly string[]
  readonly help: readonly string[]
  readonly none: readonly string[]
  /** Not heard by now; one that is moves up to the opt-outs. */
  readonly known_gap: readonly string[]
}

const file = consentWordsFile.parse(readYaml('intents/en/_consent_words.yml'))
const words = makeConsentWords(file)
const hear = (utterance: string) => hearConsentWords(words, utterance)
const specs = readYaml('test/specs/opt_out.yml') as Specs

/** Lines that are heard as something else, so that a failure names them all. */
const notHeardAs = (meant: 'stop' | 'start' | 'help' | undefined, lines: readonly string[]) =>
  lines.filter((line) => hear(line) !== meant)

describe('hearConsentWords', () => {
  test('has enough sentences to hear', () => {
    const { stop, start, help, none } = specs
    expect([stop, start, help, none].map((lines) => new Set(lines).size >= 40)).not.toContain(false)
    expect(new Set(stop).size).toBeGreaterThanOrEqual(250)
    expect(new Set(none).size).toBeGreaterThanOrEqual(400)
  })

  test('hears every opt-out', () => {
    expect(notHeardAs('stop', specs.stop)).toEqual([])
  })

  test('knows its gaps', () => {
    expect(notHeardAs(undefined, specs.known_gap)).toEqual([])
  })

  test('hears every word that subscribes again', () => {
    expect(notHeardAs('start', specs.start)).toEqual([])
  })

  test('hears who asks who writes', () => {
    expect(notHeardAs('help', specs.help)).toEqual([])
  })

  test('hears nothing in talk of health, appointments and the like', () => {
    expect(notHeardAs(undefined, specs.none)).toEqual([])
  })

  test('hears nothing in any question that the bot answers', () => {
    const questions = [...loadContent('.').intents.values()].filter(
      ({ kind }) => kind === 'question',
    )
    const examples = questions.flatMap(({ examples }) => examples)
    expect(examples.length).toBeGreaterThan(5000)
    expect(notHeardAs(undefined, examples)).toEqual([])
  })
})

const carrierWord = fc.constantFrom(
  ...(['stop', 'start', 'help'] as const).flatMap((meant) => {
    const carriers = {
      stop: [
        'stop',
        'stopall',
        'unsubscribe',
        'cancel',
        'end',
        'quit',
        'revoke',
        'optout',
        'opt out',
      ],
      start: ['start', 'unstop'],
      help: ['help', 'info'],
    }
    return carriers[meant].map((word) => [word, meant] as const)
  }),
)
const around = fc.stringMatching(/^[\s.,!?"'“”‘’()*_~:;…-]{0,8}$/)
const emoji = fc.constantFrom('', '🙏', '😡😡', '👍🏽', '❤️', '🤬', '📵', '👩‍⚕️')
const polite = fc.constantFrom('', 'please ', 'Pls, ', 'ok ')

describe('a carrier’s word', () => {
  test('is heard in any case, with any signs, spaces and emoji around it', () => {
    fc.assert(
      fc.property(
        carrierWord,
        fc.tuple(emoji, around, polite, around, emoji),
        fc.array(fc.boolean(), { minLength: 11, maxLength: 11 }),
        ([word, meant], [sign, before, asked, after, last], isUpper) => {
          const cased = [...word]
            .map((letter, at) => (isUpper[at] === true ? letter.toUpperCase() : letter))
            .join('')
          expect(hear(`${sign}${before}${asked}${cased}${after}${last}`)).toBe(meant)
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('is heard at the width of other alphabets, and spelled out', () => {
    expect(['ＳＴＯＰ', 'S T O P', 's.t.o.p', 'STOOOOP', '𝐒𝐓𝐎𝐏'].map(hear)).toEqual(
      Array.from({ length: 5 }, () => 'stop'),
    )
  })

  test('cannot be left out of the words', () => {
    const without = {
      ...file,
      keywords: { ...file.keywords, stop: file.keywords.stop.filter((word) => word !== 'revoke') },
    }
    expect(consentWordsFile.safeParse(without).error?.issues[0]?.message).toMatch('"revoke"')
  })
})

describe('hearConsentWords, of anything', () => {
  test('neither fails nor takes long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (utterance) => {
        expect([undefined, 'stop', 'start', 'help']).toContain(hear(utterance))
      }),
    )
    const bad = ['no thanks ', 'please ', 'i want to stop ', 'dont want any more of the ', 'a.b ']
    for (const piece of bad) {
      const started = performance.now()
      hear(piece.repeat(Math.ceil(2000 / piece.length)))
      expect(performance.now() - started).toBeLessThan(200)
    }
  })

  test('hears an opt-out at the end of a long story', () => {
    expect(
      hear(`${'I walk to the shop and back every day. '.repeat(30)}Please stop texting me.`),
    ).toBe('stop')
  })
})
