/** The policy, top to bottom: what happens first stands first. */
import type { Awaited, Decision, RedFlag, Understanding } from '../types.js'
import { answerOrAsk } from './answer-or-ask.js'
import { decideByAct } from './by-act.js'
import { decideByAwaited } from './by-awaited.js'
import { candidatesOf, MAX_ASKS, sureIntent, type Situation } from './policy.js'

/** Decides what to do about an utterance. */
export function decide(situation: Situation): Decision {
  return (
    decideByDanger(situation) ??
    decideByAwaited(situation) ??
    decideByAct(situation) ??
    decideByDoubt(situation) ??
    decideByIntent(situation)
  )
}

/** A certain sign of danger escalates in every state; one in doubt is asked about once. */
function decideByDanger({ session, heard, repertoire }: Situation): Decision | undefined {
  const certain = heard.redFlags.filter(({ certainty }) => certainty === 'certain')
  const flags = withConfirmed(certain, session.awaited, heard)
  if (flags.length > 0) return { kind: 'escalate', flags }
  const [flag] = heard.redFlags
  if (flag === undefined) return undefined
  const sure = sureIntent(repertoire, heard)
  const isAnswerable = sure !== undefined && repertoire.responses.has(sure)
  return {
    kind: 'ask',
    slot: 'safetyCheck',
    flag,
    ...(isAnswerable && { forIntent: sure }),
  }
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
  return first?.urgency === 'emergency' && asked.urgency !== 'emergency'
    ? [...certain, asked]
    : [asked, ...certain]
}

/** A value in doubt is asked back before anything is built on it. */
function decideByDoubt({ heard, session }: Situation): Decision | undefined {
  const doubted = heard.entities.find(
    ({ doubt, about }) => doubt !== undefined && about === 'patient',
  )
  if (doubted === undefined || (session.asked[doubted.slot] ?? 0) >= MAX_ASKS) return undefined
  const forIntent = heard.intents[0]?.intent
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
  if (candidates.length > 0) return { kind: 'clarify', candidates }
  return session.fallbacks > 0
    ? { kind: 'handoff', reason: 'two_fallbacks' }
    : { kind: 'fallback', reason: 'unknown', candidates: [] }
}
