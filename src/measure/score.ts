/** Holds what the bot decided against what would have been right. */
import type { Content } from '../content/content.js'
import type { Decision, RankedIntent } from '../types.js'
import type { Case } from './case.js'
import { flagsRaised, intentsOffered, intentsServed, type Said } from './decided.js'
import { OUTCOMES, type Outcome, type Verdict } from './outcomes.js'
import { serviceOf } from './services.js'

type Intents = Content['intents']

/** A message as the bot took it. */
export interface Played extends Verdict {
  readonly asked: Case
  /** Best first. */
  readonly heard: readonly RankedIntent[]
  readonly decision: Decision
}

/** Says how a message came out. */
export function score(asked: Case, said: Said, intents: Intents): Verdict {
  const outcome = dangerOf(said.decision) ?? outcomeOf(asked, said, intents)
  const isExcused =
    (outcome === 'fell_back' && asked.mayFallBack) ||
    flagsRaised(said.decision).some(
      ({ id }) => id !== asked.mustRaise && asked.mayRaise.includes(id),
    )
  return { outcome, grade: isExcused ? 'right' : (OUTCOMES[asked.task][outcome] ?? 'wrong') }
}

function dangerOf(decision: Decision): Outcome | undefined {
  if (decision.kind === 'escalate') return 'escalated'
  return flagsRaised(decision).length > 0 ? 'checked' : undefined
}

function outcomeOf(asked: Case, said: Said, intents: Intents): Outcome {
  switch (asked.task) {
    case 'question':
    case 'topic':
      return ofQuestion(asked, said, intents)
    case 'two':
      return ofTwo(asked, said, intents)
    case 'service':
      return ofService(asked, said, intents)
    case 'out':
      return ofOut(asked, said, intents)
    case 'urgent':
    case 'lookalike':
      return 'quiet'
  }
}

function ofQuestion({ questions }: Case, said: Said, intents: Intents): Outcome {
  const served = intentsServed(said, intents)
  const isAccepted = (intent: string): boolean => questions.some((own) => own.includes(intent))
  if (served.some(isAccepted)) return 'answered_right'
  if (intentsOffered(said.decision).some(isAccepted)) return 'offered_right'
  if (served.length > 0) return 'answered_wrong'
  return said.decision.kind === 'clarify' ? 'offered_wrong' : 'fell_back'
}

function ofTwo({ questions }: Case, said: Said, intents: Intents): Outcome {
  const shown = [...intentsServed(said, intents), ...intentsOffered(said.decision)]
  const found = questions.filter((accepted) => accepted.some((intent) => shown.includes(intent)))
  if (found.length === questions.length) return 'both_found'
  if (found.length > 0) return 'one_found'
  return said.decision.kind === 'fallback' || said.decision.kind === 'handoff'
    ? 'fell_back'
    : 'none_found'
}

function ofService({ service: label = '' }: Case, said: Said, intents: Intents): Outcome {
  const service = serviceOf(label, intents)
  if (service === undefined) return 'missed'
  const served = intentsServed(said, intents)
  const isTheIntent = served.some((intent) => service.intents.includes(intent))
  // An act beside a question that was answered, such as the yes of "yes, is yoga safe?", was not what counted.
  const isSmall =
    said.decision.kind === 'act' || served.some((intent) => intents.get(intent)?.kind === 'social')
  if (isTheIntent || (isSmall && said.acts.some((act) => service.acts.includes(act))))
    return 'heard'
  const offered = intentsOffered(said.decision)
  return offered.some((intent) => service.intents.includes(intent)) ? 'offered' : 'missed'
}

function ofOut({ questions }: Case, said: Said, intents: Intents): Outcome {
  const { decision } = said
  const served = intentsServed(said, intents)
  const isHarmless = (intent: string): boolean =>
    intents.get(intent)?.kind === 'social' || questions.some((own) => own.includes(intent))
  if (decision.kind === 'clarify') return 'menu'
  const isAnswered = decision.kind === 'answer' || decision.kind === 'ask'
  // Of acts only those that an intent asks for do something; the others are a word in passing.
  const isDone =
    decision.kind === 'act' && [...intents.values()].some(({ act }) => act === decision.act)
  return (isAnswered || isDone) && !served.some(isHarmless) ? 'answered' : 'declined'
}
