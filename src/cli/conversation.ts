/** Conversations that are played, whatever for: the lines of a patient, on a channel, at a time. */
import { newSession } from '../dialogue/session.js'
import { takeTurn, type ReadyContent } from '../turn.js'
import type { ChannelName, InboundMessage, OpeningTimes, Session, Turn } from '../types.js'

/** Where and when a conversation takes place. */
export interface Setting {
  readonly channel: ChannelName
  /** ISO 8601. */
  readonly now: string
  /** The clinic takes requests to its staff. */
  readonly takesRequests?: boolean
}

export const USUAL_SETTING: Setting = { channel: 'web', now: '2026-01-15T12:00:00.000Z' }

export interface Conversation extends Setting {
  readonly utterances: readonly string[]
  /** Milliseconds that pass before each utterance; none if absent. */
  readonly pausesMs?: readonly number[]
}

/** Monday to Friday, 8 to 5. */
const OFFICE_HOURS: OpeningTimes = [1, 2, 3, 4, 5].map((weekday) => ({
  weekday,
  opensMinute: 8 * 60,
  closesMinute: 17 * 60,
}))

const USER = 'user> '

/** The setting of a transcript: its `channel:`, `now:` and `requests:` lines hold for the whole of it. */
export function settingOf(lines: readonly string[]): Setting {
  const now = lines.find((line) => line.startsWith('now: '))?.slice('now: '.length)
  return {
    channel: lines.includes('channel: sms') ? 'sms' : USUAL_SETTING.channel,
    now: now ?? USUAL_SETTING.now,
    ...(lines.includes('requests: taken') && { takesRequests: true }),
  }
}

/** Whether a line of a transcript says what is shown, which begins a new conversation. */
export function isBeginning(line: string): boolean {
  return line.startsWith('#')
}

/** What the patient says in a line of a transcript, if it is one of theirs. */
export function utteranceOf(line: string): string | undefined {
  return line.startsWith(USER) ? line.slice(USER.length) : undefined
}

const UNITS_MS: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
}

/** How long a line such as `(1 hour later)` lets pass, in milliseconds; 0 for any other. */
export function pauseOf(line: string): number {
  const [, count, unit = ''] = /^\((\d+) (minute|hour|day)s? later\)$/.exec(line) ?? []
  return Number(count ?? 0) * (UNITS_MS[unit] ?? 0)
}

/** Lists the conversations of a transcript. */
export function conversationsOf(lines: readonly string[]): readonly Conversation[] {
  const conversations: { utterance: string; pauseMs: number }[][] = [[]]
  let pauseMs = 0
  for (const line of lines) {
    if (isBeginning(line)) conversations.push([])
    pauseMs += pauseOf(line)
    const utterance = utteranceOf(line)
    if (utterance === undefined) continue
    conversations.at(-1)?.push({ utterance, pauseMs })
    pauseMs = 0
  }
  return conversations
    .filter(({ length }) => length > 0)
    .map((said) => ({
      ...settingOf(lines),
      utterances: said.map(({ utterance }) => utterance),
      pausesMs: said.map(({ pauseMs }) => pauseMs),
    }))
}

/** Begins a conversation; the function returned takes its next turn, some time after the last. */
export function beginConversation(
  content: ReadyContent,
  { channel, now, takesRequests = false }: Setting,
  take: (content: ReadyContent, session: Session, message: InboundMessage) => Turn = takeTurn,
): (utterance: string, pauseMs?: number) => Turn {
  const { clinic } = content
  const own = takesRequests
    ? { ...content, clinic: { ...clinic, takesRequests, openingTimes: OFFICE_HOURS } }
    : content
  let session: Session = newSession(now, 'en')
  let at = Date.parse(now)
  return (utterance, pauseMs = 0) => {
    at += pauseMs
    const turn = take(own, session, {
      messageId: '',
      channel,
      sessionId: '',
      utterance,
      receivedAt: new Date(at).toISOString(),
    })
    session = turn.session
    return turn
  }
}
