/** Checks of `_follow_ups.yml`: what a text may say, that it fits, and that its steps can all be sent. */
import { nonGsmCharacters, gsmSegments } from '../channels/gsm.js'
import type { ContentProblem } from '../errors.js'
import { checkBanned, checkWording } from './check-wording.js'
import type { Content } from './content.js'
import { checkProgrammeSteps } from './check-programme-steps.js'
import type { Programme } from './follow-up-schema.js'
import { placeholdersIn, withoutMarks } from './marks.js'
import { placeIn, type Place } from './place.js'
import { longestSms, PLACEHOLDERS } from './placeholders.js'
import type { ReadFile } from './read-file.js'

type At = (...path: readonly PropertyKey[]) => Place

/** Lists what is wrong with the programmes. */
export function checkFollowUps(
  content: Content,
  read: ReadFile<unknown>,
): readonly ContentProblem[] {
  const { programmes, checkIn, frame } = content.followUps
  const at: At = (...path) => placeIn(read, path)
  const inProgrammes = Object.entries(programmes).flatMap(([id, programme]) => {
    const inIt: At = (...path) => at('programmes', id, ...path)
    return [
      ...checkProgrammeSteps(programme, inIt),
      ...checkAnswers(content, programme, inIt),
      ...programme.steps.flatMap((step, index) =>
        (['neutral', 'detailed'] as const).flatMap((form) => {
          const wording = step[form]
          const place: At = (...path) => inIt('steps', index, form, ...path)
          return wording === undefined ? [] : checkStepWording(content, wording, place)
        }),
      ),
      ...programme.steps.flatMap(({ neutral }, index) =>
        checkNeutral(content, neutral, (...path) => inIt('steps', index, 'neutral', ...path)),
      ),
    ]
  })
  return [
    ...checkFrame(frame, at),
    ...inProgrammes,
    ...Object.entries(checkIn.asks).flatMap(([name, ask]) =>
      checkPlain(content, ask, at('checkIn', 'asks', name)),
    ),
    ...Object.entries(checkIn.replies).flatMap(([name, text]) =>
      checkWording(content, { text }, () => at('checkIn', 'replies', name)),
    ),
  ]
}

/** Values that a wording may name; a line of an answer depends on facts that no programme has. */
const OF_THE_CLINIC = ['clinicName', 'clinicPhone', 'clinicContactShort', 'emergencyNumber']

function checkFrame(
  { first, later }: Content['followUps']['frame'],
  at: At,
): readonly ContentProblem[] {
  const missing = [
    ['first', first, /\{text\}/, 'does not put in {text}'],
    ['later', later, /\{text\}/, 'does not put in {text}'],
    ['first', first, /\{clinicName\}/, 'does not say who writes'],
    ['later', later, /\{clinicName\}/, 'does not say who writes'],
    ['first', first, /\bSTOP\b/, 'does not say how to stop'],
  ] as const
  return missing
    .filter(([, text, wanted]) => !wanted.test(text))
    .map(([name, , , problem]) => at('frame', name)(problem))
}

function checkStepWording(
  content: Content,
  { text, ask }: Programme['steps'][number]['neutral'],
  at: At,
): readonly ContentProblem[] {
  const { frame } = content.followUps
  const said = [withoutMarks(text), ask ?? ''].join(' ').trim()
  const longest = longestSms(content, frame.first.replace('{text}', said))
  return [
    // The length is that of the text in its frame, so only the words are checked here.
    ...checkWording(content, { text, sms: 'ok' }, (field) => at(field)),
    ...(ask === undefined ? [] : checkPlain(content, ask, at('ask'))),
    ...checkValues([text, ask ?? ''], at('text')),
    ...checkFits(longest, at('text')),
  ]
}

function checkPlain(content: Content, text: string, at: Place): readonly ContentProblem[] {
  const keyword = CARRIER_WORDS.find((word) => new RegExp(`\\bReply ${word}\\b`, 'i').test(text))
  return [
    ...checkBanned(text, at),
    ...checkValues([text], at),
    ...checkFits(longestSms(content, text), at),
    ...(keyword === undefined ? [] : [at(`asks for "${keyword}", which the carrier takes itself`)]),
    ...(/\[(?:@|-\])/.test(text) ? [at('has marks', 'an instruction states no fact')] : []),
  ]
}

function checkValues(texts: readonly string[], at: Place): readonly ContentProblem[] {
  return [...new Set(texts.flatMap(placeholdersIn))]
    .filter((name) => PLACEHOLDERS.has(name) && !OF_THE_CLINIC.includes(name))
    .concat(texts.flatMap(placeholdersIn).filter((name) => !PLACEHOLDERS.has(name)))
    .map((name) => at(`"{${name}}" cannot be put in here`, `known: ${OF_THE_CLINIC.join(', ')}`))
}

const MAX_SEGMENTS = 2

function checkFits(longest: string, at: Place): readonly ContentProblem[] {
  const odd = nonGsmCharacters(longest)
  const segments = gsmSegments(longest)
  return [
    ...(odd.length === 0 ? [] : [at(`not in GSM-7: ${odd.join(' ')}`)]),
    ...(segments <= MAX_SEGMENTS
      ? []
      : [
          at(
            `${segments} SMS segments as a first text (${longest.length} characters), at most ${MAX_SEGMENTS}`,
            'the words around it are in frame',
          ),
        ]),
  ]
}

/** Other people see a telephone's screen, so what was not agreed to is not said there. */
function checkNeutral(
  { followUps }: Content,
  { text, ask = '' }: Programme['steps'][number]['neutral'],
  at: At,
): readonly ContentProblem[] {
  const found = [
    ...new RegExp(`\\b(?:${followUps.detailWords.join('|')})\\w*`, 'gi')[Symbol.matchAll](
      `${withoutMarks(text)} ${ask}`,
    ),
  ]
  return found.map(([word]) =>
    at('text')(`"${word}" gives away what it is about`, 'say it in detailed only'),
  )
}

/** The carrier acts on these itself, whatever was asked; Twilio takes a lone YES for START. */
const CARRIER_WORDS = [
  ...['stop', 'stopall', 'stop all', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout'],
  ...['opt out', 'help', 'info', 'start', 'unstop', 'yes'],
]

function checkAnswers(content: Content, programme: Programme, at: At): readonly ContentProblem[] {
  const owners = new Map<string, string>()
  const own = Object.entries(programme.answers).flatMap(([id, { phrases, reply }]) => [
    ...checkWording(content, { text: reply }, () => at('answers', id, 'reply')),
    ...phrases.flatMap((phrase, index) => {
      const place = at('answers', id, 'phrases', index)
      const owner = owners.get(phrase)
      owners.set(phrase, id)
      return [
        ...(owner === undefined ? [] : [place(`"${phrase}" also means "${owner}"`)]),
        ...(CARRIER_WORDS.includes(phrase)
          ? [place(`"${phrase}" is taken by the carrier itself`)]
          : []),
      ]
    }),
  ])
  const unknown = (ids: readonly string[], place: Place) =>
    ids
      .filter((id) => programme.answers[id] === undefined)
      .map((id) => place(`unknown answer "${id}"`, 'name it in answers'))
  return [
    ...own,
    ...unknown(programme.endedBy, at('endedBy')),
    ...programme.steps.flatMap(({ silencedBy }, index) =>
      unknown(silencedBy, at('steps', index, 'silencedBy')),
    ),
  ]
}
