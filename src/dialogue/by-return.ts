/** Reads the first message after an hour or a day: what was open is asked again, not taken for granted. */
import type { Awaited, Decision } from '../types.js'
import { askForRequest } from './handoff-draft.js'
import { MAX_ASKS, sureIntent, wordsIn, type Situation } from './policy.js'

const MAX_BARE_WORDS = 3
const MAX_GREETING_WORDS = 10

/** Undefined for a patient who was not away, or who says what can be read by itself. */
export function decideByReturn(situation: Situation): Decision | undefined {
  const { awaited } = situation.session
  if (awaited?.isOld === true) return isBare(situation) ? askAnew(situation, awaited) : undefined
  return isGreetingAgain(situation) ? { kind: 'act', act: 'welcome_back' } : undefined
}

/** A new day begins, and the patient only greets. */
function isGreetingAgain({ session, heard, repertoire }: Situation): boolean {
  const { topicBefore = [] } = session
  const isGreeting =
    sureIntent(repertoire, heard) === 'greeting' && wordsIn(heard.utterance) <= MAX_GREETING_WORDS
  const hasTopic = topicBefore.some((intent) => repertoire.intents.get(intent)?.kind === 'question')
  return isGreeting && hasTopic && heard.entities.length === 0
}

const BARE_ACTS: readonly string[] = ['yes', 'no', 'notSure']

/** "Yes", "67": it answers something, and what that was is an hour ago. */
function isBare({ heard, repertoire, session }: Situation): boolean {
  if (wordsIn(heard.utterance) > MAX_BARE_WORDS || heard.topic.length > 0) return false
  if (heard.acts.length > 0) return heard.acts.every((act) => BARE_ACTS.includes(act))
  const isTold = Object.values(session.slots).some(
    ({ toldInTurn }) => toldInTurn === session.turns + 1,
  )
  return !isTold && sureIntent(repertoire, heard) === undefined && heard.utterance.trim() !== ''
}

function askAnew(situation: Situation, awaited: Awaited): Decision | undefined {
  switch (awaited.kind) {
    case 'slot': {
      const { slot, forIntent, doubted } = awaited
      const mayAsk = (situation.session.asked[slot] ?? 0) < MAX_ASKS
      if (mayAsk) {
        return {
          kind: 'ask',
          slot,
          forIntent,
          about: 'resumed',
          ...(doubted !== undefined && { doubted }),
        }
      }
      return situation.repertoire.responses.has(forIntent)
        ? { kind: 'answer', intents: [forIntent] }
        : undefined
    }
    case 'safetyCheck': {
      const { flag, forIntent } = awaited
      return {
        kind: 'ask',
        slot: 'safetyCheck',
        flag,
        ...(forIntent !== undefined && { forIntent }),
      }
    }
    case 'choice':
      return { kind: 'clarify', candidates: awaited.candidates, about: 'topic' }
    case 'confirmForget':
      return { kind: 'act', act: 'forget', about: 'confirm' }
    case 'handoff': {
      const { handoff } = situation.session
      return handoff && askForRequest(handoff)
    }
    case 'person': {
      const { about, other, facts, forIntent } = awaited
      return {
        kind: 'ask',
        slot: 'person',
        about,
        other,
        facts,
        ...(forIntent !== undefined && { forIntent }),
      }
    }
    case 'keepFacts':
      return undefined
  }
}
