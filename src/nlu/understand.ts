import type {
  Classify,
  DialogueAct,
  Entity,
  InboundMessage,
  RankedIntent,
  Understanding,
} from '../types.js'
import { slotToRead } from './awaited-slot.js'
import { hearChange, type FactNames } from './changed-fact.js'
import { chosenReply, type AskedQuestions } from './chosen-reply.js'
import { findActs, type ActPhrases } from './dialogue-acts.js'
import { hearConsentWords, type ConsentWords } from './consent-words.js'
import { isComplexCase } from './complex-case.js'
import type { Context } from './context.js'
import { hearDetails } from './details.js'
import { findEntities } from './entities.js'
import { hearEllipsis, type EllipsisWords } from './ellipsis.js'
import type { PhoneCountry } from './entity/contact.js'
import type { Lexicon } from './entity/lexicon.js'
import { findJointQuestions, type JointSubjects } from './joint-subjects.js'
import { hearRedFlags, type RedFlagEars } from './hear-red-flags.js'
import { actsIn, isGrave, withoutActs } from './learned-acts.js'
import { MAX_READ_LENGTH } from './normalize.js'
import { findQuestions } from './questions.js'
import { slotsAtRisk } from './slots-at-risk.js'
import { hearTopic, type Topics } from './topics.js'
import { hearPersons } from './who-is-meant.js'

/** What utterances are understood with; made once at start. */
export interface Ears {
  readonly classify: Classify
  readonly redFlags: RedFlagEars
  readonly lexicon: Lexicon
  readonly actPhrases: ActPhrases
  /** Heard only where messages are sent. */
  readonly consentWords: ConsentWords
  readonly topics: Topics
  readonly questions: AskedQuestions
  readonly ellipsis: EllipsisWords
  readonly factNames: FactNames
  readonly jointSubjects: JointSubjects
  /** Intents by their titles in lower case: a pressed button means exactly its intent. */
  readonly titles: ReadonlyMap<string, string>
  /** Its telephone numbers need no country code. */
  readonly phoneCountry: PhoneCountry
}

/** How many of the ranked intents are worth keeping. */
const KEPT_INTENTS = 5

/** Hears what an utterance says: signs of danger, values, acts, and what is asked. */
export function understand(ears: Ears, message: InboundMessage, context: Context): Understanding {
  const { utterance, receivedAt } = message
  const typed = utterance.slice(0, MAX_READ_LENGTH)
  const chosen = chosenReply(ears.questions, context.awaited, typed)
  const read = chosen ?? typed
  const ranked = ears.classify(withoutGreeting(read))
  const pressed = ears.titles.get(read.trim().toLowerCase())
  const { focus, aside } = context
  const known = focus ?? aside?.person
  const persons = hearPersons(read, {
    isInFocus: focus !== undefined,
    isPressed: pressed !== undefined,
    ...(known !== undefined && { known }),
  })
  const { acts: found, isBareReply } = findActs(ears.actPhrases, read)
  const phrased = message.channel === 'sms' ? withConsent(ears, found, utterance) : found
  const isTurn = persons.turnsTo?.isAll === true
  const isGuessed = phrased.length === 0 && !isTurn && !isGrave(context.awaited)
  const acts = isGuessed ? actsIn(ranked, read) : phrased
  const isFresh = context.awaited?.isOld !== true
  const doubted = isFresh && context.awaited?.kind === 'slot' ? context.awaited.doubted : undefined
  const awaited = slotToRead(context, acts, read)
  const entities = inPlaceOf(
    chosen === undefined ? undefined : utterance,
    findEntities(ears.lexicon, {
      utterance: chosen ?? utterance,
      receivedAt,
      ...(awaited !== undefined && { awaited }),
      ...(doubted !== undefined && { doubted }),
      ...(known !== undefined && { known }),
      foodsBefore: context.slots.dailyFoods,
    }),
  )
  const isOpen = context.hasTopic === true && phrased.length === 0 && pressed === undefined
  const isAnswer = entities.some(({ slot }) => slot === awaited)
  const ellipsis =
    isOpen && !isAnswer ? hearEllipsis(ears.ellipsis, utterance, entities) : undefined
  const changes = hearChange(ears.factNames, read)
  return {
    utterance,
    intents: rankIntents(ranked, pressed),
    questions: questionsIn(ears, read),
    topic: hearTopic(ears.topics, read),
    ...(ellipsis !== undefined && { ellipsis }),
    ...(changes !== undefined && { changes }),
    // What is only supposed is never stored.
    entities: ellipsis?.supposing === undefined ? entities : [],
    acts,
    // All of it, not only what is read: a cry for help may stand at the end of a long message.
    redFlags: hearRedFlags(ears.redFlags, {
      utterance,
      receivedAt,
      // "STOP" stops the bot, and no medicine that was told.
      slots: isBareReply && acts.includes('optOut') ? {} : slotsAtRisk(context, persons),
      ...(pressed === undefined && { before: context.saidBefore }),
      // "Help me" may be a cry.
      isBareReply:
        ((isBareReply || isTurn) && !acts.includes('help')) || isBarePlace(read, entities),
    }),
    ...persons,
    isTooLong: utterance.length > MAX_READ_LENGTH,
    ...(isComplexCase(ears.lexicon, read, entities) && { isComplex: true }),
    ...(context.awaited?.kind === 'handoff' && { details: hearDetails(ears.phoneCountry, read) }),
  }
}

const ACT_OF_CONSENT = { stop: 'optOut', start: 'optIn', help: 'help' } as const

/** Where messages are sent, a word of consent is never an answer, nor is anything else a word of consent. */
function withConsent(
  { consentWords }: Ears,
  found: readonly DialogueAct[],
  utterance: string,
): readonly DialogueAct[] {
  const consent = hearConsentWords(consentWords, utterance)
  return consent === undefined
    ? found.filter((act) => act !== 'optOut' && act !== 'optIn')
    : [ACT_OF_CONSENT[consent]]
}

/** Longest answer that is nothing but a place: "my upper leg". */
const MAX_PLACE_WORDS = 3

/** "My thigh", to where it hurts: what is to be feared there is asked next, or follows from the place itself. */
function isBarePlace(read: string, entities: readonly Entity[]): boolean {
  const [only, ...others] = entities
  const isPlace = only?.slot === 'painRegion' && others.length === 0
  return (
    isPlace && read.trim().split(/\s+/).length <= MAX_PLACE_WORDS && !/hurt|pain|ache/i.test(read)
  )
}

/** Questions side by side, or one question about two subjects. */
function questionsIn(
  { classify, jointSubjects }: Ears,
  read: string,
): readonly (readonly RankedIntent[])[] {
  const classifyPart: Classify = (part) => withoutActs(classify(part))
  const apart = findQuestions(classifyPart, read)
  return apart.length > 0 ? apart : findJointQuestions(classifyPart, jointSubjects, read)
}

/** The values of a button that was meant stand in the whole of what was typed. */
function inPlaceOf(typed: string | undefined, entities: readonly Entity[]): readonly Entity[] {
  if (typed === undefined) return entities
  return entities.map((entity) => ({ ...entity, start: 0, end: typed.length }))
}

/** What is heard when nothing is: the understanding that stands for a turn that failed. */
export function nothingHeard(utterance: string): Understanding {
  return {
    utterance,
    intents: [],
    questions: [],
    topic: [],
    entities: [],
    acts: [],
    redFlags: [],
    isPersonal: false,
    isAboutOther: false,
    isTooLong: false,
  }
}

/** A greeting that is a sentence of its own, with a message after it. */
const GREETING =
  /^\W*(?:hello|hi|hey|good (?:morning|afternoon|evening))(?: \w+)?\s*[.!]+\s+(?=\S+ \S+ \S+)/i

/** "Hello. They say I have osteoporosis, and I'm terrified": what is said after it counts. */
function withoutGreeting(utterance: string): string {
  return utterance.replace(GREETING, '')
}

/** A pressed button, or its very words, means its intent and nothing else. */
function rankIntents(
  heard: readonly RankedIntent[],
  pressed: string | undefined,
): readonly RankedIntent[] {
  const ranked = withoutActs(heard)
  if (pressed === undefined) return ranked.slice(0, KEPT_INTENTS)
  const others = ranked.filter(({ intent }) => intent !== pressed)
  return [{ intent: pressed, confidence: 1 }, ...others].slice(0, KEPT_INTENTS)
}
