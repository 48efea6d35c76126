/** The policy, top to bottom: what happens first stands first. */
import type { Repertoire } from '../content/content.js'
import type { Awaited, Decision, RedFlag, Understanding } from '../types.js'
import { answerOrAsk } from './answer-or-ask.js'
import { decideByAct } from './by-act.js'
import { decideByAwaited } from './by-awaited.js'
import { decideByChange } from './by-change.js'
import { decideByEllipsis } from './by-ellipsis.js'
import { decideByFacts } from './by-facts.js'
import { decideByOpenEmergency } from './by-open-emergency.js'
import { decideByPerson } from './by-person.js'
import { decideByQuestions, decideByTopic } from './by-questions.js'
import { bringInPerson, withReturn } from './handoff-draft.js'
import { decideByReturn } from './by-return.js'
import {
  candidatesNear,
  candidatesOf,
  endsAsQuestion,
  MAX_ASKS,
  MAX_CANDIDATES,
  pendingIntent,
  sureIntent,
  wordsIn,
  type Situation,
} from './policy.js'
import { toldNow } from './record-facts.js'

/** Most urgent first. */
const URGENCIES = ['emergency', 'same_day', 'soon']

/** Decides what to do about an utterance. */
export function decide(situation: Situation): Decision {
  return withReturn(situation, decideAlone(situation))
}

function decideAlone(situation: Situation): Decision {
  return (
    decideByDanger(situation) ??
    decideByOpenEmergency(situation) ??
    decideByPerson(situation) ??
    decideByChange(situation) ??
    decideByReturn(situation) ??
    decideByEllipsis(situation) ??
    decideByAwaited(situation) ??
    decideByAct(situation) ??
    decideByDoubt(situation) ??
    decideByTopic(situation) ??
    decideByQuestions(situation) ??
    decideByFacts(situation) ??
    decideByIntent(situation)
  )
}

/** A certain sign of danger escalates in every state; one in doubt is asked about once. */
function decideByDanger(situation: Situation): Decision | undefined {
  const { session, heard } = situation
  const certain = heard.redFlags.filter(({ certainty }) => certainty === 'certain')
  const flags = withConfirmed(certain, session.awaited, heard)
  if (flags.length > 0) return { kind: 'escalate', flags }
  const [flag] = heard.redFlags
  // "The ambulance is coming" tells how an emergency goes on, not of a new one.
  const isOpen = session.openEmergency !== undefined || session.awaited?.kind === 'safetyCheck'
  if (flag === undefined || (isOpen && heard.acts.includes('safe'))) return undefined
  const forIntent = pendingIntent(situation)
  return { kind: 'ask', slot: 'safetyCheck', flag, ...(forIntent !== undefined && { forIntent }) }
}

/** Adds the sign that was asked about, when the patient confirms it; emergencies stay first. */
function withConfirmed(
  certain: readonly RedFlag[],
  awaited: Awaited | undefined,
  { acts, redFlags }: Understanding,
): readonly RedFlag[] {
  if (awaited?.kind !== 'safetyCheck') return certain
  const asked = awaited.flag
  if (certain.some(({ id }) => id === asked.id)) return certain
  // Not sure whether it is an emergency, or said again instead of "no": both are a yes.
  const isConfirmed =
    acts.includes('yes') ||
    acts.includes('notSure') ||
    redFlags.some(({ id, certainty }) => id === asked.id && certainty === 'possible')
  if (!isConfirmed) return certain
  const [first] = certain
  return first !== undefined && URGENCIES.indexOf(first.urgency) < URGENCIES.indexOf(asked.urgency)
    ? [...certain, asked]
    : [asked, ...certain]
}

/** A value in doubt is asked back before anything is built on it. */
function decideByDoubt({ heard, session, repertoire }: Situation): Decision | undefined {
  const doubted = heard.entities.find(
    ({ doubt, about }) => doubt !== undefined && about === 'patient',
  )
  if (doubted === undefined || (session.asked[doubted.slot] ?? 0) >= MAX_ASKS) return undefined
  // The number may be all that was said clearly: what would have asked for it is what is meant.
  const forIntent =
    sureIntent(repertoire, heard) ??
    // "Actually 84", after the grams for 82 kilos.
    session.topic.find((intent) => repertoire.intents.get(intent)?.slots.includes(doubted.slot)) ??
    heard.intents.find(({ intent }) => repertoire.intents.get(intent)?.ask.includes(doubted.slot))
      ?.intent ??
    heard.intents[0]?.intent
  return forIntent === undefined
    ? undefined
    : { kind: 'ask', slot: doubted.slot, forIntent, doubted }
}

function decideByIntent(situation: Situation): Decision {
  const { repertoire, heard, session } = situation
  if (heard.utterance.trim() === '') return { kind: 'fallback', reason: 'empty', candidates: [] }
  const sure = sureIntent(repertoire, heard)
  if (sure !== undefined) return answerOrAsk(situation, sure)
  if (heard.isTooLong) return { kind: 'fallback', reason: 'too_long', candidates: [] }
  const candidates = candidatesOf(repertoire, heard)
  if (heard.isComplex === true) return offerPerson(repertoire, candidates)
  if (candidates.length > 0) return { kind: 'clarify', candidates }
  if (isOnlyTold(situation)) return { kind: 'act', act: 'acknowledge' }
  return session.fallbacks > 0
    ? bringInPerson(situation, 'two_fallbacks')
    : { kind: 'fallback', reason: 'unknown', candidates: candidatesNear(repertoire, heard) }
}

/** "No, I've never broken anything" is taken in, where a fallback would say that it was not understood. */
function isOnlyTold({ session, heard }: Situation): boolean {
  const isShort = wordsIn(heard.utterance) <= MAX_TOLD_WORDS
  return isShort && !endsAsQuestion(heard) && toldNow(session).length > 0
}

const MAX_TOLD_WORDS = 16

/** The intent that brings in a person. */
const PERSON = 'talk_to_a_person'

/** Several illnesses or medicines at once: no ready-made answer weighs them, but one may still be of use. */
function offerPerson({ intents }: Repertoire, candidates: readonly string[]): Decision {
  const others = candidates.filter((intent) => intent !== PERSON)
  const isKnown = intents.has(PERSON)
  const offered = isKnown ? [PERSON, ...others].slice(0, MAX_CANDIDATES) : others
  return offered.length === 0
    ? { kind: 'fallback', reason: 'unknown', candidates: [] }
    : { kind: 'clarify', candidates: offered, about: 'complex' }
}
