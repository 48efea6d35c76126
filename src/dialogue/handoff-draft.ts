/** What is kept of a request to the staff while it is being taken. */
import type {
  Awaited,
  Decision,
  HandoffDraft,
  HandoffQuestion,
  HandoffReason,
  HandoffStep,
  Session,
} from '../types.js'
import type { Situation } from './policy.js'

export const HANDOFF_STEPS: readonly HandoffStep[] = [
  'consent',
  'name',
  'contact',
  'bestTime',
  'about',
  'confirm',
]

/** After so many questions about other things the request waits until the patient comes back to it. */
const MAX_RETURNS = 2

/** What a patient was told about before asking for a person says what the request is for. */
const REASON_OF_TOPIC: Readonly<Partial<Record<string, HandoffReason>>> = {
  complaint: 'complaint',
  book_appointment: 'appointment',
  cost_and_insurance: 'cost',
}

/** Brings in a person: takes up a request where it was left, begins one, or names the telephone. */
export function bringInPerson(
  { session, takesRequests }: Situation,
  reason: 'asked' | 'two_fallbacks',
  intent?: string,
): Decision {
  if (takesRequests !== true) {
    return { kind: 'handoff', reason, ...(intent !== undefined && { intent }) }
  }
  const draft = session.handoff ?? {
    reason: reason === 'asked' ? (reasonBefore(session) ?? reason) : reason,
    sharesFacts: false,
    settled: [],
    returns: 0,
  }
  return askForRequest({ ...draft, returns: 0 })
}

/** What led to the wish for a person, so that the staff see at once what is urgent. */
function reasonBefore({ topic, lastReply, openEmergency }: Session): HandoffReason | undefined {
  if (openEmergency !== undefined) return 'danger'
  if (lastReply?.responseId === 'clarify.complex') return 'complex'
  return topic.flatMap((intent) => REASON_OF_TOPIC[intent] ?? [])[0]
}

/** Asks the first question that is still open. */
export function askForRequest(draft: HandoffDraft): Decision {
  return { kind: 'handoff', reason: draft.reason, ask: openQuestion(draft) }
}

function openQuestion(draft: HandoffDraft): HandoffQuestion {
  const step = HANDOFF_STEPS.find((each) => !isSettled(draft, each)) ?? 'confirm'
  return { step, draft, tries: 0 }
}

function isSettled(draft: HandoffDraft, step: HandoffStep): boolean {
  const hasValue = step !== 'consent' && step !== 'confirm' && draft[step] !== undefined
  return hasValue || draft.settled.includes(step)
}

const RETURNING_ACTS = ['help', 'show_facts', 'more', 'acknowledge', 'correct_fact', 'opt_in']

/** Adds the open question of a request to a reply about something else; not in danger, nor right after it. */
export function withReturn({ session }: Situation, decision: Decision): Decision {
  const draft = session.handoff
  if (draft === undefined || draft.returns >= MAX_RETURNS) return decision
  if (session.openEmergency !== undefined) return decision
  const isReturning =
    decision.kind === 'answer' || (decision.kind === 'act' && RETURNING_ACTS.includes(decision.act))
  if (!isReturning) return decision
  return { ...decision, returnTo: openQuestion({ ...draft, returns: draft.returns + 1 }) }
}

/** The draft after a turn: it goes once it is sent or given up. */
export function draftAfter(session: Session, decision: Decision): HandoffDraft | undefined {
  const asked = questionOf(decision)
  if (asked !== undefined) return asked.draft
  const isOver =
    (decision.kind === 'handoff' && decision.end !== undefined) ||
    (decision.kind === 'act' && decision.about === undefined && OVER_ACTS.includes(decision.act))
  return isOver ? undefined : session.handoff
}

const OVER_ACTS = ['cancel', 'opt_out']

/** What a request waits for after a turn; undefined where it waits for nothing. */
export function awaitedOfHandoff(decision: Decision): Awaited | undefined {
  const asked = questionOf(decision)
  if (asked === undefined) return undefined
  return { kind: 'handoff', step: asked.step, tries: asked.tries + 1 }
}

function questionOf(decision: Decision): HandoffQuestion | undefined {
  if (decision.kind === 'handoff') return decision.ask
  return decision.kind === 'answer' || decision.kind === 'act' ? decision.returnTo : undefined
}
