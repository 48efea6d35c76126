/** Reads what a patient answers to a text of a programme; nothing here is kept or sent. */
import type { Programme } from '../content/follow-up-schema.js'
import { withoutMarks, fillPlaceholders } from '../content/marks.js'
import { answerCheckIn } from '../outreach/answer-check-in.js'
import { completeCheckIn, readCheckIn, type CheckIn } from '../outreach/check-in.js'
import { anchorDayOf } from '../outreach/dated-steps.js'
import { readOutboxKey } from '../outreach/outbox-key.js'
import { readAnswer } from '../outreach/read-answer.js'
import type { TextParts } from '../outreach/texts.js'
import type { Enrolments, KeptCheckIn, KeptEnrolment } from '../store/enrolments.js'

const DAY_MS = 86_400_000
/** A week is asked about once; what comes later than this belongs to the next, or to no check-in at all. */
const CHECK_IN_DAYS = 6

/** One of the patient's programmes that has sent a text not long ago. */
export interface LiveProgramme {
  readonly enrolment: KeptEnrolment
  readonly programme: Programme
  readonly lastSentMs: number
}

/** The programmes that a message may be a reply to, the one that wrote last first. */
export function liveProgrammes(
  { enrolments, outbox }: Enrolments,
  { followUps }: TextParts,
  nowMs: number,
): readonly LiveProgramme[] {
  const oldestMs = nowMs - followUps.limits.sameRoundDays * DAY_MS
  return enrolments
    .flatMap((enrolment): readonly LiveProgramme[] => {
      const programme = followUps.programmes[enrolment.programme]
      const times = Object.entries(outbox)
        .filter(([key]) => readOutboxKey(key)?.enrolment === enrolment.id)
        .flatMap(([, { state, atMs }]) => (hasGone(state) ? [atMs] : []))
      const lastSentMs = Math.max(...times)
      const isLive = !enrolment.isEnded && lastSentMs >= oldestMs
      return programme === undefined || !isLive ? [] : [{ enrolment, programme, lastSentMs }]
    })
    .toSorted((a, b) => b.lastSentMs - a.lastSentMs)
}

function hasGone(state: Enrolments['outbox'][string]['state']): boolean {
  return !['due', 'failed', 'opted_out'].includes(state)
}

/** The check-in that was asked for and is not complete: as far as it was read. */
export function openCheckIn(
  record: Enrolments,
  texts: TextParts,
  nowMs: number,
): KeptCheckIn | undefined {
  const programmes = new Map(
    liveProgrammes(record, texts, nowMs)
      .filter(({ programme }) => programme.hasCheckIns)
      .map(({ enrolment, programme }) => [enrolment.id, programme]),
  )
  const asked = Object.entries(record.outbox)
    .filter(([key, { state }]) => {
      const { enrolment = '', step = '' } = readOutboxKey(key) ?? {}
      return hasGone(state) && asks(programmes.get(enrolment), step)
    })
    .map(([key, { atMs }]) => ({ key, atMs }))
    .toSorted((a, b) => b.atMs - a.atMs)
    .at(0)
  if (asked === undefined || nowMs - asked.atMs > CHECK_IN_DAYS * DAY_MS) return undefined
  const { checkIn } = record
  if (checkIn?.key !== asked.key) return { key: asked.key, read: {}, isDone: false }
  return checkIn.isDone ? undefined : checkIn
}

/** Whether a step, by its id in the outbox, ends in a question. */
function asks(programme: Programme | undefined, id: string): boolean {
  return (programme?.steps ?? [])
    .filter((step) => (step.repeat === undefined ? step.id === id : id.startsWith(`${step.id}_`)))
    .some(({ neutral, detailed }) => neutral.ask !== undefined || detailed?.ask !== undefined)
}

/** What a message says to a programme. */
export type ProgrammeReply =
  | { readonly kind: 'checkIn'; readonly before: KeptCheckIn; readonly read: CheckIn }
  | {
      readonly kind: 'answer'
      readonly live: LiveProgramme
      readonly answer: string
      /** The check-in that this answer opens the questions of. */
      readonly checkIn?: KeptCheckIn
    }

export interface Asked {
  readonly texts: TextParts
  readonly nowMs: number
  /** The programme spoke last, so that a bare "2" is an answer to it. */
  readonly isOurTurn: boolean
}

/** Reads a message; undefined for one that is for the bot. */
export function readReply(
  record: Enrolments,
  text: string,
  { texts, nowMs, isOurTurn }: Asked,
): ProgrammeReply | undefined {
  const checkIn = openCheckIn(record, texts, nowMs)
  for (const live of liveProgrammes(record, texts, nowMs)) {
    const answer = readAnswer(text, live.programme)
    if (answer === undefined) continue
    if (!live.programme.hasCheckIns) return { kind: 'answer', live, answer }
    if (checkIn !== undefined) return { kind: 'answer', live, answer, checkIn }
  }
  const read = checkIn && readCheckIn(text, isOurTurn ? checkIn.awaited : undefined)
  return read && checkIn && { kind: 'checkIn', before: checkIn, read }
}

/** The words for a reply, and the record in which it is kept. */
export function answerReply(
  record: Enrolments,
  reply: ProgrammeReply,
  texts: TextParts,
): { readonly text: string; readonly record: Enrolments } {
  switch (reply.kind) {
    case 'checkIn': {
      const { text, checkIn } = takenIn(reply.before, reply.read, texts)
      return { text, record: { ...record, checkIn } }
    }
    case 'answer': {
      const { answer, live, checkIn } = reply
      const words = live.programme.answers[answer]?.reply ?? ''
      const said = fillPlaceholders(withoutMarks(words), texts.valueOf)
      const noted = withAnswer(record, live, answer)
      if (checkIn === undefined) return { text: said, record: noted }
      const next = takenIn(checkIn, {}, texts)
      return { text: `${said} ${next.text}`, record: { ...noted, checkIn: next.checkIn } }
    }
  }
}

function takenIn(before: KeptCheckIn, now: CheckIn, texts: TextParts) {
  const read = completeCheckIn(before.read, now)
  const answer = answerCheckIn(read, texts)
  const { key } = before
  const checkIn: KeptCheckIn =
    answer.kind === 'ask'
      ? { key, read, awaited: answer.part, isDone: false }
      : { key, read, isDone: true }
  return { text: answer.text, checkIn }
}

function withAnswer(
  record: Enrolments,
  { enrolment, programme }: LiveProgramme,
  answer: string,
): Enrolments {
  const anchorDay = anchorDayOf(enrolment, programme)
  if (anchorDay === undefined) return record
  const isKnown = enrolment.answers.some(
    (given) => given.answer === answer && given.anchorDay === anchorDay,
  )
  if (isKnown) return record
  const answers = [...enrolment.answers, { answer, anchorDay }]
  const enrolments = record.enrolments.map((each) =>
    each.id === enrolment.id ? { ...each, answers } : each,
  )
  return { ...record, enrolments }
}
