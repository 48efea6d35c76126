/** Walks every way through a guided talk, as patients would type it. */
import { newSession } from '../../src/dialogue/session.js'
import { takeTurn } from '../../src/turn.js'
import type { Session, SlotName, Slots, Turn } from '../../src/types.js'
import { slotsOf } from '../../src/slots.js'
import { readyContent } from './ready-content.js'

const NOW = '2026-01-15T12:00:00.000Z'

/** One way through a talk. */
export interface Path {
  readonly asked: readonly SlotName[]
  readonly said: readonly string[]
  /** What was told on the way. */
  readonly told: Slots
  /** Id of the last reply: the answer, or what ended the talk before it. */
  readonly end: string
}

/** What may be answered to a question; a check of a possible danger is answered with no. */
export type Answers = (slot: SlotName) => readonly string[]

/** Every way from an opening to the end of its talk. */
export function pathsFrom(opening: string, answersTo: Answers): readonly Path[] {
  const begin: Path = { asked: [], said: [opening], told: {}, end: '' }
  return walk(newSession(NOW, 'en'), begin, answersTo)
}

function walk(session: Session, path: Path, answersTo: Answers): readonly Path[] {
  const turn = take(session, path.said.at(-1) ?? '')
  const { decision, reply } = turn
  if (decision.kind !== 'ask') {
    return [{ ...path, told: slotsOf(turn.session.slots), end: reply.responseId }]
  }
  if (decision.slot === 'safetyCheck') {
    return walk(turn.session, { ...path, said: [...path.said, 'no'] }, answersTo)
  }
  const { slot } = decision
  if (slot === 'person') throw new Error(`asked whom it is about: ${path.said.join(' | ')}`)
  const asked = [...path.asked, slot]
  return answersTo(slot).flatMap((answer) =>
    walk(turn.session, { ...path, asked, said: [...path.said, answer] }, answersTo),
  )
}

function take(session: Session, utterance: string): Turn {
  const message = {
    messageId: `m${session.turns}`,
    channel: 'web',
    sessionId: 's',
    utterance,
    receivedAt: NOW,
  } as const
  return takeTurn(readyContent(), session, message)
}
