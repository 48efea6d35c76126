/** Any message: what people write, mutated; what nobody writes; and signs of danger in the middle of noise. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { parse } from 'yaml'
import { readyContent } from '../support/ready-content.js'

export interface AnyMessage {
  readonly text: string
  /** The sign of danger in it, as an id in `_red_flags.yml`; absent where none was put there on purpose. */
  readonly mustFire?: string
  /** Whole minutes since the message before; below zero where a clock was set back. */
  readonly minutesLater: number
}

const SPECS = 'test/specs'
const MAX_LENGTH = 5000

interface Spec {
  readonly say?: string
  readonly flags?: readonly string[]
  readonly slots?: unknown
  readonly gap?: true
}

/** Some files are lists, and some have lists under names. */
function specsIn(path: string): readonly Spec[] {
  const file = parse(readFileSync(path, 'utf8')) as object
  const lines = (Array.isArray(file) ? file : Object.values(file).flat()) as (Spec | string)[]
  return lines.map((line) => (typeof line === 'string' ? { say: line } : line))
}

const phrasings = readdirSync(SPECS)
  .flatMap((name) => specsIn(join(SPECS, name)))
  .flatMap(({ say }) => say ?? [])

/** What stands by itself; a short form such as "kms" means something else inside a sentence. */
const SHORT_FORM_WORDS = 4

const dangers = specsIn(join(SPECS, 'red_flags.yml')).flatMap(({ say, flags, slots, gap }) => {
  const [flag, another] = flags ?? []
  const isPlain = gap === undefined && slots === undefined && another === undefined
  if (say === undefined || flag === undefined || !isPlain || flag.endsWith('?')) return []
  if (say.split(' ').length <= SHORT_FORM_WORDS) return []
  return [{ say, flag: flag.split('.')[0] ?? flag }]
})

const COMMANDS = [
  ...[
    'yes',
    'no',
    'not sure',
    'skip',
    'more',
    'shorter',
    'why',
    'repeat',
    '1',
    '2',
    '3',
    '9',
    'ok',
  ],
  ...['forget me', 'STOP', 'START', 'HELP', 'start over', 'cancel', 'what do you know about me?'],
  ...['talk to a nurse', 'call me at 212-555-0199', 'mary@example.org', 'Mary Jones', 'mornings'],
  ...[
    'my mother',
    'for me',
    'change my age',
    'and for men?',
    'what if I am 80?',
    'thanks',
    'safe now',
  ],
]

const INSERTED = [
  ...[
    '🦴',
    '👩‍⚕️',
    '\u202E',
    '\u200B',
    '\u200D',
    '\u2066',
    '\uFEFF',
    '\u0301',
    'é̂̃',
    '\0',
    '\n',
    '\t',
    '  ',
  ],
  ...[
    '-2.5',
    '−',
    '1/2',
    '99999999999999999999',
    '12 mg',
    '°',
    '½',
    '"',
    "'",
    '<b>',
    '{{x}}',
    '[@who_1994]',
  ],
  ...[
    '[1]',
    '${1}',
    '__proto__',
    '%s',
    '\\',
    'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    '骨',
    'NaN',
    'null',
  ],
]

type Mutation = (text: string, at: number, more: string) => string

/** Units of UTF-16 are cut as they come, so that half a sign may be left. */
const MUTATIONS: readonly Mutation[] = [
  (text, at) => text.slice(0, at) + text.slice(at + 1),
  (text, at) => text.slice(0, at) + text.slice(at, at + 2).repeat(3) + text.slice(at + 2),
  (text, at) => text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2),
  (text, at, more) => text.slice(0, at) + more + text.slice(at),
  (text, at) => text.slice(0, at) + text.slice(at).toUpperCase(),
  (text) => [...text].reverse().join(''),
  (text) => text.split(' ').reverse().join(' '),
  (text, at) => text.slice(at),
  (text) => text.repeat(1 + Math.floor(MAX_LENGTH / (text.length + 1))).slice(0, MAX_LENGTH),
  (text) => text.replaceAll(' ', ''),
  (text, at) => text.replaceAll(/\d/g, (digit) => String((Number(digit) + at) % 10)),
]

const mutation = fc.record({
  change: fc.constantFrom(...MUTATIONS),
  place: fc.double({ min: 0, max: 1, noNaN: true }),
  more: fc.constantFrom(...INSERTED),
})

const heard = () => {
  const examples = [...readyContent().intents.values()].flatMap((intent) => intent.examples)
  return fc.constantFrom(...examples, ...phrasings)
}

const mutated = () =>
  fc
    .tuple(heard(), fc.array(mutation, { maxLength: 3 }))
    .map(([text, mutations]) =>
      mutations.reduce(
        (now, { change, place, more }) => change(now, Math.floor(place * now.length), more),
        text,
      ),
    )

const NEUTRAL = [
  'Please also tell the office that parking was easy.',
  'I like the yoga class on Mondays and the soup recipe with beans was nice.',
  '🦴🦴',
  '...',
  '\n\n',
  'Hello there.',
  '',
]

const loud: Readonly<Record<string, (text: string) => string>> = {
  asIs: (text) => text,
  capitals: (text) => text.toUpperCase(),
  exclaimed: (text) => `${text}!!!`,
  spaced: (text) => text.replaceAll(' ', '  '),
  marked: (text) => `\u200F${text}\u200B`,
}

const inNoise = fc
  .record({
    danger: fc.constantFrom(...dangers),
    before: fc.constantFrom(...NEUTRAL),
    after: fc.constantFrom(...NEUTRAL),
    way: fc.constantFrom(...Object.values(loud)),
  })
  .map(({ danger, before, after, way }) => ({
    text: `${before} ${way(danger.say)}. ${after}`.trim(),
    mustFire: danger.flag,
  }))

const later = fc.oneof(
  { weight: 6, arbitrary: fc.constant(1) },
  { weight: 1, arbitrary: fc.constantFrom(0, 61, 60 * 24, 60 * 24 * 89, -1, -60 * 24) },
)

/** One message and the time since the one before. */
export function anyMessage(): fc.Arbitrary<AnyMessage> {
  const plain = (texts: fc.Arbitrary<string>) => texts.map((text) => ({ text }))
  const said = fc.oneof(
    { weight: 10, arbitrary: plain(mutated()) },
    { weight: 6, arbitrary: plain(fc.constantFrom(...COMMANDS)) },
    { weight: 2, arbitrary: plain(fc.tuple(heard(), heard()).map((both) => both.join(' and '))) },
    { weight: 2, arbitrary: plain(fc.string({ unit: 'binary', maxLength: 60 })) },
    { weight: 2, arbitrary: plain(fc.string({ unit: 'grapheme', maxLength: 200 })) },
    { weight: 2, arbitrary: inNoise },
  )
  return fc.tuple(said, later).map(([each, minutesLater]) => ({ ...each, minutesLater }))
}
