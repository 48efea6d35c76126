/** Reads an utterance as the answer to the question that the bot has asked. */
import type { Awaited, Decision } from '../types.js'
import { answerOrAsk, askNext, isGuided } from './answer-or-ask.js'
import { afterHandoffQuestion } from './by-handoff.js'
import {
  endsAsQuestion,
  isSenseless,
  MAX_ASKS,
  MAX_WORDS_BESIDE,
  sureIntent,
  wordsBeside,
  wordsIn,
  type Situation,
} from './policy.js'
import { toldNow } from './record-facts.js'

/** "No thanks, not now". */
const MAX_BARE_WORDS = 4

const DECLINES = ['notSure', 'ratherNotSay', 'skip'] as const

/** Undefined when no question is open, or when the utterance is about something else. */
export function decideByAwaited(situation: Situation): Decision | undefined {
  const { awaited } = situation.session
  switch (awaited?.kind) {
    case undefined:
    case 'person':
      return undefined
    case 'safetyCheck':
      return afterSafetyCheck(situation, awaited)
    case 'confirmForget':
      return afterConfirmForget(situation)
    case 'choice':
      return afterChoice(situation, awaited)
    case 'handoff':
      return afterHandoffQuestion(situation, awaited)
    case 'keepFacts':
      return afterKeepFacts(situation)
    case 'slot':
      return afterSlotQuestion(situation, awaited)
  }
}

type AwaitedOf<K extends Awaited['kind']> = Extract<Awaited, { kind: K }>

/** "No, it is not so"; a yes has escalated before. */
function afterSafetyCheck(
  situation: Situation,
  { forIntent }: AwaitedOf<'safetyCheck'>,
): Decision | undefined {
  const { acts } = situation.heard
  if (!acts.includes('no') && !acts.includes('safe')) return undefined
  return forIntent === undefined
    ? { kind: 'act', act: 'acknowledge', about: 'safe' }
    : proceed(situation, forIntent)
}

function afterConfirmForget({ heard }: Situation): Decision | undefined {
  if (heard.acts.includes('yes')) return { kind: 'act', act: 'forget' }
  return heard.acts.includes('no') ? { kind: 'act', act: 'cancel', about: 'forget' } : undefined
}

/** A bare yes or no, and nothing else: the question stood aside, below an answer. */
function afterKeepFacts({ heard, session }: Situation): Decision | undefined {
  const [act, ...others] = heard.acts
  const isBare = others.length === 0 && heard.entities.length === 0
  if (!isBare || session.awaited?.isOld === true || wordsIn(heard.utterance) > MAX_BARE_WORDS) {
    return undefined
  }
  if (act === 'yes') return { kind: 'act', act: 'remember_me' }
  return act === 'no' ? { kind: 'act', act: 'cancel', about: 'remember' } : undefined
}

/** "2", to the second of the choices offered, or "yes" to the only one. */
function afterChoice(
  situation: Situation,
  { candidates }: AwaitedOf<'choice'>,
): Decision | undefined {
  const number = /^\W*([1-9])\W*$/.exec(situation.heard.utterance)?.[1]
  const isTheOne = candidates.length === 1 && situation.heard.acts.includes('yes')
  const chosen = candidates[isTheOne ? 0 : Number(number) - 1]
  return chosen === undefined ? undefined : answerOrAsk(situation, chosen)
}

function afterSlotQuestion(situation: Situation, awaited: AwaitedOf<'slot'>): Decision | undefined {
  const { slot, forIntent, isOld } = awaited
  const { heard, session, repertoire } = situation
  const told = session.slots[slot]
  const sure = sureIntent(repertoire, heard)
  const asked = session.asked[slot] ?? 0
  // Known already, of somebody else to whom the talk has turned.
  const isKnown = told !== undefined && asked === 0
  if (isKnown || told?.toldInTurn === session.turns + 1 || isSenseless(session, slot)) {
    // "67, but is yoga OK for me?": the new question goes first.
    const isElsewhere = sure !== undefined && sure !== forIntent && endsAsQuestion(heard)
    return isElsewhere ? answerOrAsk(situation, sure) : proceed(situation, forIntent)
  }
  if (isAddedToTalk(situation, forIntent)) return takeIn(situation, forIntent)
  // After an hour only what says by itself what it is answers it.
  if (isOld === true) return undefined
  const doubted = heard.entities.find(
    (entity) => entity.slot === slot && entity.doubt && entity.about === 'patient',
  )
  if (doubted !== undefined && asked < MAX_ASKS) return { kind: 'ask', slot, forIntent, doubted }
  // "None", to which medicine is taken: there is no value for it.
  const isNone = slot === 'medicine' && heard.acts.includes('no') && sure === undefined
  const isDeclined = isNone || DECLINES.some((act) => heard.acts.includes(act))
  if (isDeclined) return proceedWithout(situation, awaited)
  // "Let's add it up", in the talk that does: the question still stands.
  const isOfTalk = sure === forIntent && isGuided(situation, forIntent) && !endsAsQuestion(heard)
  const isElsewhere =
    heard.acts.some((act) => act !== 'yes' && act !== 'no') || (sure !== undefined && !isOfTalk)
  // The talk has turned to somebody who was not asked yet.
  if (asked === 0 && !isElsewhere) return proceed(situation, forIntent)
  const isWhy = heard.acts.includes('why')
  if (isElsewhere && !isWhy) return undefined
  return asked < MAX_ASKS && repertoire.responses.has(forIntent)
    ? { kind: 'ask', slot, forIntent, about: isWhy ? 'why' : 'again' }
    : proceedWithout(situation, awaited)
}

/** "Actually, I did break my hip", some questions later: the talk takes it in and goes on. */
function isAddedToTalk(situation: Situation, intent: string): boolean {
  const { repertoire, session, heard } = situation
  const slots = repertoire.intents.get(intent)?.slots ?? []
  const isOfTalk = toldNow(session).some((slot) => slots.includes(slot))
  const isAll = wordsBeside(heard) <= MAX_WORDS_BESIDE || heard.acts.includes('correction')
  return isGuided(situation, intent) && isOfTalk && isAll && !endsAsQuestion(heard)
}

function takeIn(situation: Situation, intent: string): Decision {
  const next = askNext(situation, intent)
  if (next === undefined) return generalAnswer(situation, intent)
  return { ...next, noted: toldNow(situation.session) }
}

/** The next question of the intent, or its answer. */
function proceed(situation: Situation, intent: string): Decision {
  return askNext(situation, intent) ?? generalAnswer(situation, intent)
}

/** Goes on without the value: a talk has other questions, and elsewhere who declines one is not asked the next. */
function proceedWithout(situation: Situation, { slot, forIntent }: AwaitedOf<'slot'>): Decision {
  if (!isGuided(situation, forIntent)) return generalAnswer(situation, forIntent)
  const { session } = situation
  const asked = { ...session.asked, [slot]: MAX_ASKS }
  const next = askNext({ ...situation, session: { ...session, asked } }, forIntent)
  return next === undefined ? generalAnswer(situation, forIntent) : { ...next, declined: slot }
}

/** The answer with what is known. */
function generalAnswer({ repertoire }: Situation, intent: string): Decision {
  return repertoire.responses.has(intent)
    ? { kind: 'answer', intents: [intent] }
    : { kind: 'act', act: 'acknowledge' }
}
