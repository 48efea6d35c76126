/** What no single file can see: references between files, sources of facts, lengths, duplicates. */
import type { ContentProblem } from '../errors.js'
import { checkEllipsis } from './check-ellipsis.js'
import { checkExamples, checkRedFlagExamples } from './check-examples.js'
import { checkFollowUps } from './check-follow-ups.js'
import { checkBanned, checkWording } from './check-wording.js'
import { isOffered, type Content } from './content.js'
import type { ContentFiles } from './files.js'
import { placeholdersIn } from './marks.js'
import { placeIn } from './place.js'
import { PLACEHOLDERS } from './placeholders.js'
import type { ReadFile } from './read-file.js'
import { textsIn } from './texts.js'

/** Lists everything wrong with content whose files are each valid by themselves. */
export function checkContent(content: Content, files: ContentFiles): readonly ContentProblem[] {
  return [
    ...checkPairs(content, files),
    ...checkExamples(content, files.intents),
    ...[...files.intents].flatMap(([id, read]) => checkIntent(content, id, read)),
    ...[...files.responses].flatMap(([id, read]) => checkResponse(content, id, read)),
    ...checkTopics(content, files.topics),
    ...checkEllipsis(content, files.ellipsis),
    ...checkLines(content, files.lines),
    ...checkRedFlagPairs(content, files.redFlagWording),
    ...checkOtherWords(files.redFlagWording, []),
    ...checkOtherWords(files.system, SYSTEM_VALUES),
    ...checkFollowUps(content, files.followUps),
    ...checkRedFlagExamples(content, files.redFlagExamples),
  ]
}

function checkPairs(content: Content, files: ContentFiles): readonly ContentProblem[] {
  const unanswered = [...files.intents].flatMap(([id, read]) => {
    const intent = content.intents.get(id)
    const isPlanned = intent?.planned === true
    // The words for these acts are in _system.yml.
    const isActed = intent?.act !== undefined && intent.act !== 'handoff'
    if (content.responses.has(id) === (!isPlanned && !isActed)) return []
    if (isActed) return [placeIn(read, ['act'])('is acted on, and has an answer too', 'remove one')]
    return isPlanned
      ? [placeIn(read, ['planned'])('is planned and has an answer', 'remove "planned: true"')]
      : [placeIn(read, [])('has no answer', `write responses/en/${id}.yml, or set planned: true`)]
  })
  const unasked = [...files.responses].flatMap(([id, read]) =>
    content.intents.has(id) ? [] : [placeIn(read, [])(`answers no intent "${id}"`)],
  )
  return [...unanswered, ...unasked]
}

function checkIntent(
  content: Content,
  id: string,
  read: ReadFile<unknown>,
): readonly ContentProblem[] {
  const intent = content.intents.get(id)
  if (intent === undefined) return []
  const notInSlots = intent.ask
    .filter((slot) => !intent.slots.includes(slot))
    .map((slot) => placeIn(read, ['ask'])(`asks for ${slot}, which is not in slots`))
  const notAnswered = intent.near
    .filter((other) => !isOffered(content, other))
    .map((other) => placeIn(read, ['near'])(`offers "${other}", which has no answer`))
  const nothingNear =
    intent.planned && intent.near.length === 0
      ? [placeIn(read, ['planned'])('offers nothing near', 'name answered intents in near')]
      : []
  return [...notInSlots, ...notAnswered, ...nothingNear]
}

function checkResponse(
  content: Content,
  id: string,
  read: ReadFile<unknown>,
): readonly ContentProblem[] {
  const response = content.responses.get(id)
  if (response === undefined) return []
  const suggestions = response.suggest
    .filter((other) => !isOffered(content, other))
    .map((other) => placeIn(read, ['suggest'])(`suggests "${other}", which has no answer`))
  const { disclaimer } = response
  const disclaimers =
    disclaimer !== undefined && content.system.disclaimers[disclaimer] === undefined
      ? [placeIn(read, ['disclaimer'])(`unknown disclaimer "${disclaimer}"`)]
      : []
  const last = response.variants.length - 1
  const variants = response.variants.flatMap((variant, index) => {
    const at = (field: string) => placeIn(read, ['variants', index, field])
    const isNamedTwice = response.variants.findIndex(({ id }) => id === variant.id) !== index
    return [
      ...(isNamedTwice ? [at('id')(`"${variant.id}" is used twice`)] : []),
      ...((variant.when === undefined) === (index === last)
        ? []
        : [at('when')(index === last ? 'the last variant must have no when' : 'is missing')]),
      ...checkWording(content, variant, at),
    ]
  })
  return [...suggestions, ...disclaimers, ...variants]
}

function checkTopics(content: Content, read: ReadFile<unknown>): readonly ContentProblem[] {
  const owners = new Map<string, string>()
  return Object.entries(content.topics).flatMap(([id, { words, offers }]) => [
    ...offers
      .filter((intent) => !isOffered(content, intent))
      .map((intent) => placeIn(read, [id, 'offers'])(`offers "${intent}", which has no answer`)),
    ...words.flatMap((word) => {
      const owner = owners.get(word)
      owners.set(word, id)
      return owner === undefined ? [] : [placeIn(read, [id])(`"${word}" also names "${owner}"`)]
    }),
  ])
}

function checkLines(content: Content, read: ReadFile<unknown>): readonly ContentProblem[] {
  return Object.entries(content.lines).flatMap(([name, variants]) =>
    variants.flatMap((line, index) =>
      checkWording(content, line, (field) => placeIn(read, [name, index, field])),
    ),
  )
}

function checkRedFlagPairs(content: Content, read: ReadFile<unknown>): readonly ContentProblem[] {
  const wordless = content.redFlagRules.flags
    .filter(({ id }) => content.redFlagWording.flags[id] === undefined)
    .map(({ id }) => placeIn(read, ['flags'])(`has no words for the flag "${id}"`))
  const unsourced = Object.entries(content.redFlagWording.flags).flatMap(([id, { sources }]) =>
    sources
      .filter((source) => content.sources[source]?.citable !== true)
      .map((source) =>
        placeIn(read, ['flags', id, 'sources'])(`"${source}" is no source that may be cited`),
      ),
  )
  return [...wordless, ...unsourced]
}

/** Values that only `_system.yml` may name. */
const SYSTEM_VALUES = [
  ...['value', 'opposite', 'facts', 'number', 'of', 'openNow', 'time'],
  ...['requestContact', 'requestDetails', 'supposed', 'sources', 'topics', 'question'],
  ...['person', 'whom', 'them', 'their', 'before', 'theirs'],
  ...['site', 'normalFrom', 'osteoporosisTo', 'mark', 'total', 'need', 'limit', 'foods'],
  ...['name', 'amount', 'caption', 'rows', 'days', 'what'],
]

/** An unknown value would fail the very turn that needs the words, so it fails the start instead. */
function checkOtherWords(
  read: ReadFile<unknown>,
  alsoKnown: readonly string[],
): readonly ContentProblem[] {
  return textsIn(read.value).flatMap(({ path, text }) => [
    ...checkBanned(text, placeIn(read, path)),
    ...placeholdersIn(text)
      .filter((name) => !PLACEHOLDERS.has(name) && !alsoKnown.includes(name))
      .map((name) => placeIn(read, path)(`unknown placeholder "{${name}}"`)),
  ])
}
