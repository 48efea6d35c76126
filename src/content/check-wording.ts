/** Checks of the words themselves: marks, sources, numbers, length, characters, banned phrases. */
import { nonGsmCharacters, gsmSegments } from '../channels/gsm.js'
import type { ContentProblem } from '../errors.js'
import { checkPicture } from './check-picture.js'
import type { Content } from './content.js'
import { paragraphsOf, placeholdersIn, sentencesOf, withoutMarks } from './marks.js'
import type { Place } from './place.js'
import type { VariantPicture } from './picture-schema.js'
import type { Table } from './schema.js'
import { longestSms, PLACEHOLDERS } from './placeholders.js'

interface Words {
  readonly text: string
  readonly more?: string | undefined
  readonly sms?: string | undefined
  readonly table?: Table | undefined
  readonly picture?: VariantPicture | undefined
  readonly card?: readonly string[] | undefined
}

const MAX_WORDS = 90
const MAX_SEGMENTS = 2

const PROMISE = 'promise nothing: say how often, or for whom'

/** What is never said, and why; a question or a condition around it may make it right. */
const BANNED: readonly (readonly [RegExp, string])[] = [
  [/\bsafe for you\b/i, 'nobody can promise that from here'],
  [/\byou (do not |don't )?have (osteoporosis|osteopenia)\b/i, 'only a clinician can say so'],
  [
    /(?<!\b(?:if|when|whether|unless|that|how) )\byou(?:'re| are) (?:not )?at (?:an? )?(?:very )?(?:high|higher|low|lower|great|increased|no) risk\b/i,
    'only a clinician can say so; "if you\'re at high risk" is fine',
  ],
  [/\bonly osteopenia\b/i, 'after a break the label counts for less than the break'],
  [/\bstop taking\b/i, 'medicines are never stopped here'],
  [/\bcures?\b/i, 'nothing here is a cure'],
  [/\bguarantee/i, PROMISE],
  [/(?<!\bpromise\b[^.?]*)\b(?:will|you'll|it'll|they'll) (?:never|always)\b/i, PROMISE],
  [/\balways (?:works?|helps?|heals?|prevents?|safe)\b/i, PROMISE],
  [/\bnever (?:fails|breaks|fractures|harms|causes)\b/i, PROMISE],
  [/\b(?:will|it'll|they'll) (?:prevent|reverse|rebuild|fix|protect)\b/i, 'say "can" or "may"'],
  [/\b100 ?(?:%|percent) (?:safe|sure|certain|effective|free)\b/i, PROMISE],
  [/\b(?:completely|totally|perfectly|absolutely|entirely) (?:safe|harmless)\b/i, PROMISE],
  [/\brisk[- ]free\b/i, 'nothing here is without risk'],
  [
    /(?<!\bif\b[^.?]*)\b(?:no|without|without any|free of) side effects\b/i,
    'say which ones are common and which are rare',
  ],
  [/\b(?:nothing to worry about|no need to worry)\b/i, 'say what is known, and whom to ask'],
  [/[—!]/, 'no dashes that long and no exclamation marks'],
]

/** Lists what is wrong with the words of one variant. */
export function checkWording(
  content: Content,
  words: Words,
  at: (field: string) => Place,
): readonly ContentProblem[] {
  const { text, more, sms, table, card } = words
  return [
    ...checkSaid(content, text, at('text')),
    ...checkMarked(content, text, at('text')),
    ...(more === undefined ? [] : checkSaid(content, more, at('more'))),
    ...(more === undefined ? [] : checkMarked(content, more, at('more'))),
    ...(card === undefined ? [] : checkCard(content, card, at('card'))),
    ...(table === undefined ? [] : checkTable(content, table, at('table'))),
    ...checkPicture(content, words, at('picture')),
    ...checkLength(text, at('text')),
    ...(sms === undefined ? [] : checkSaid(content, sms, at('sms'))),
    ...checkSms(content, sms ?? withoutMarks(text), at(sms === undefined ? 'text' : 'sms')),
  ]
}

/** Lists phrases that are never said, in whatever the bot says. */
export function checkBanned(text: string, at: Place): readonly ContentProblem[] {
  return BANNED.flatMap(([pattern, hint]) => {
    const found = pattern.exec(text.replaceAll('’', "'"))?.[0]
    return found === undefined ? [] : [at(`"${found}" is not said here`, hint)]
  })
}

function checkSaid(content: Content, text: string, at: Place): readonly ContentProblem[] {
  const unknown = placeholdersIn(text)
    .filter((name) => !PLACEHOLDERS.has(name) && content.lines[name] === undefined)
    .map((name) => at(`unknown placeholder "{${name}}"`))
  return [...checkBanned(text, at), ...unknown]
}

function checkMarked(content: Content, text: string, at: Place): readonly ContentProblem[] {
  return paragraphsOf(text)
    .flatMap(sentencesOf)
    .flatMap(({ words, sources, isGeneral }) => {
      const own = words.replace(/\{[a-z_]+_(line)\}/g, '').trim()
      if (own === '') return []
      const shown = own.length > 50 ? `${own.slice(0, 50)}…` : own
      return [
        ...sources.flatMap((id) => checkSource(content, id, at)),
        ...(sources.length === 0 && !isGeneral
          ? [at(`no mark after "${shown}"`, 'end it in [@source_id], or [-] for general advice')]
          : []),
        ...(/\d/.test(own) && sources.length === 0 && isGeneral
          ? [at(`a number without a source: "${shown}"`)]
          : []),
        ...(/[.?]["')]? +[A-Z]/.test(own.replace(/\b(U\.S|Dr|e\.g|i\.e)\. /g, ''))
          ? [at(`two sentences share a mark: "${shown}"`, 'mark each sentence')]
          : []),
      ]
    })
}

/** A row is read as one sentence, so its last cell carries the marks. */
function checkTable(content: Content, { rows }: Table, at: Place): readonly ContentProblem[] {
  return rows
    .map((cells) => cells.join(' '))
    .flatMap((row) => [...checkSaid(content, row, at), ...checkMarked(content, row, at)])
}

/** The questions of a card state no fact, so they carry no marks. */
function checkCard(
  content: Content,
  card: readonly string[],
  at: Place,
): readonly ContentProblem[] {
  return card.flatMap((question) => [
    ...checkSaid(content, question, at),
    ...(/[[\]\d]/.test(question) ? [at(`a mark or a number in the question "${question}"`)] : []),
  ])
}

function checkSource(content: Content, id: string, at: Place): readonly ContentProblem[] {
  const source = content.sources[id]
  if (source === undefined)
    return [at(`unknown source "${id}"`, 'add it to responses/_sources.yml')]
  return source.citable ? [] : [at(`the source "${id}" may not be cited`)]
}

function checkLength(text: string, at: Place): readonly ContentProblem[] {
  const count = withoutMarks(text).split(' ').length
  return count <= MAX_WORDS ? [] : [at(`${count} words, at most ${MAX_WORDS}`, 'move some to more')]
}

function checkSms(content: Content, sms: string, at: Place): readonly ContentProblem[] {
  const longest = longestSms(content, sms)
  const odd = nonGsmCharacters(longest)
  const segments = gsmSegments(longest)
  return [
    ...(odd.length === 0 ? [] : [at(`not in GSM-7: ${odd.join(' ')}`)]),
    ...(segments <= MAX_SEGMENTS
      ? []
      : [at(`${segments} SMS segments (${longest.length} characters), at most ${MAX_SEGMENTS}`)]),
  ]
}
