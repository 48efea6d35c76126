/** Answers what patients reply to the clinic's programmes, and tells the staff what is worrying in it. */
import type { InboundSms } from '../channels/sms-channel.js'
import { completeCheckIn } from '../outreach/check-in.js'
import type { TextParts } from '../outreach/texts.js'
import { sayWorries, worriesIn, type Worry } from '../outreach/worry.js'
import type { Enrolments } from '../store/enrolments.js'
import type { DeliveryWay, HandoffStore } from '../store/handoff.js'
import type { Shelf } from '../store/shelf.js'
import { handoffOf } from './handoff-record.js'
import { answerReply, liveProgrammes, readReply, type ProgrammeReply } from './programme-reply.js'
import type { Weighed } from './weigh.js'

export interface ProgrammeDeskParts {
  readonly enrolments: Shelf<Enrolments>
  readonly requests: Pick<HandoffStore, 'writeHandoff'>
  /** How requests to the staff go out. */
  readonly deliveryWays: readonly DeliveryWay[]
  /** Hears that a request was kept; must not throw. */
  readonly onRequest: () => void
  readonly texts: TextParts
  readonly clock: () => Date
  /** A request is kept for so many days. */
  readonly retentionDays: number
}

export interface ProgrammeDesk {
  /**
   * The texts to answer with; undefined where the bot is to answer. The same message again gets the same.
   *
   * @param weigh What the message would come to in the conversation of its number.
   * @throws {StoreError} when nothing could be kept.
   */
  readonly answer: (
    key: string,
    inbound: InboundSms,
    weigh: () => Promise<Weighed>,
  ) => Promise<readonly string[] | undefined>
  /** Holds all programmes of a number for a day: who is in danger is not asked about habits. */
  readonly pauseForADay: (key: string) => Promise<void>
  /** Erases all that is kept of a number's programmes. */
  readonly forget: (key: string) => Promise<void>
}

const DAY_MS = 86_400_000
/** Providers send a message again for a day at most. */
const KEEP_REPLIES_MS = 3 * DAY_MS
const MAX_REPLIES = 100

export function createProgrammeDesk(parts: ProgrammeDeskParts): ProgrammeDesk {
  const { enrolments, clock } = parts
  return {
    answer: (key, inbound, weigh) => answer(parts, { key, inbound, weigh }),
    pauseForADay: async (key) => {
      const fromMs = clock().getTime()
      const isOpen = (before: Enrolments) => before.enrolments.some(({ isEnded }) => !isEnded)
      const known = await enrolments.read(key)
      if (known === undefined || !isOpen(known)) return
      await enrolments.change(key, (before) => before && paused(before, fromMs))
    },
    forget: async (key) => {
      await enrolments.change(key, () => undefined)
    },
  }
}

function paused(record: Enrolments, fromMs: number): Enrolments {
  const untilMs = fromMs + DAY_MS
  const enrolments = record.enrolments.map((each) => {
    const end = each.pause === undefined ? fromMs : (each.pause.untilMs ?? Infinity)
    // A longer pause of the clinic's stays.
    return end >= untilMs ? each : { ...each, pause: { fromMs, untilMs } }
  })
  return { ...record, enrolments }
}

interface Message {
  readonly key: string
  readonly inbound: InboundSms
  readonly weigh: () => Promise<Weighed>
}

async function answer(
  parts: ProgrammeDeskParts,
  { key, inbound, weigh }: Message,
): Promise<readonly string[] | undefined> {
  const { enrolments, texts, clock } = parts
  const nowMs = clock().getTime()
  const record = await enrolments.read(key)
  if (record === undefined) return undefined
  const earlier = record.replied.find(({ messageId }) => messageId === inbound.messageId)
  if (earlier !== undefined) return earlier.texts
  const [live] = liveProgrammes(record, texts, nowMs)
  if (live === undefined) return undefined
  const weighed = await weigh()
  if (weighed.isAnswered || weighed.isLeaving) return undefined
  const spokeAtMs = Math.max(live.lastSentMs, record.replied.at(-1)?.atMs ?? 0)
  const isOurTurn = (weighed.spokeAtMs ?? 0) < spokeAtMs
  const reply = readReply(record, inbound.text, { texts, nowMs, isOurTurn })
  const worries = worriesOf(reply, weighed)
  if (worries.length > 0) await tellStaff(parts, { inbound, weighed, worries })
  const isForTheBot = isDanger(weighed) || isQuestion(inbound.text)
  if (reply === undefined || isForTheBot || (weighed.isAwaiting && !isOurTurn)) {
    if (reply?.kind === 'checkIn' && worries.length > 0) await note(parts, key, reply)
    return undefined
  }
  let said: readonly string[] = []
  await enrolments.change(key, (before) => {
    if (before === undefined) return undefined
    const { text, record: after } = answerReply(before, reply, texts)
    said = [text]
    return withReply(after, { messageId: inbound.messageId, atMs: nowMs, texts: [text] })
  })
  return said
}

function isDanger({ urgency }: Weighed): boolean {
  return urgency === 'emergency' || urgency === 'same_day'
}

const QUESTION =
  /\?|^\s*(?:what|how|why|when|where|who|which|is|are|am|can|could|should|do|does|did you|may|will|would)\b/i

/** "Is 3 sessions enough" asks, and tells nothing of a week. */
function isQuestion(text: string): boolean {
  return QUESTION.test(text)
}

function worriesOf(reply: ProgrammeReply | undefined, weighed: Weighed): readonly Worry[] {
  const read = reply?.kind === 'checkIn' ? reply.read : {}
  return worriesIn(read, isDanger(weighed) ? weighed.redFlags : [])
}

interface Worrying {
  readonly inbound: InboundSms
  readonly weighed: Weighed
  readonly worries: readonly Worry[]
}

/** Before any reply says so. */
async function tellStaff(
  parts: ProgrammeDeskParts,
  { inbound, weighed, worries }: Worrying,
): Promise<void> {
  const { requests, deliveryWays: ways, onRequest, clock, retentionDays } = parts
  const now = clock()
  const { from, messageId, text } = inbound
  const request = {
    contact: { kind: 'phone', value: from, shown: from },
    about: `Reply to a follow-up text: ${sayWorries(worries)}`,
    reason: 'danger',
  } as const
  const message = {
    // Apart from a request that the bot itself may make of this message.
    messageId: `${messageId} follow-up`,
    channel: 'sms',
    sessionId: weighed.conversationId,
    utterance: text,
    receivedAt: now.toISOString(),
  } as const
  const expiresAt = new Date(now.getTime() + retentionDays * DAY_MS).toISOString()
  await requests.writeHandoff(handoffOf(request, { message, ways, expiresAt }))
  onRequest()
}

/** Keeps a week that the bot answers; what is worrying ends its questions. */
async function note(
  { enrolments }: ProgrammeDeskParts,
  key: string,
  { before, read }: Extract<ProgrammeReply, { kind: 'checkIn' }>,
): Promise<void> {
  const checkIn = { key: before.key, read: completeCheckIn(before.read, read), isDone: true }
  await enrolments.change(key, (record) => record && { ...record, checkIn })
}

function withReply(record: Enrolments, reply: Enrolments['replied'][number]): Enrolments {
  const fresh = record.replied.filter(({ atMs }) => reply.atMs - atMs < KEEP_REPLIES_MS)
  return { ...record, replied: [...fresh, reply].slice(-MAX_REPLIES) }
}
