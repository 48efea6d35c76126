/** Replays conversations from JSON lines: the interface that measurements use. */
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { slotName } from '../content/schema.js'
import { newSession } from '../dialogue/session.js'
import { takeTurn, type ReadyContent } from '../turn.js'
import { slotsOf } from '../slots.js'
import type { ChannelName, Decision, Session, Turn } from '../types.js'

const DEFAULT_NOW = '2026-01-15T12:00:00.000Z'

const settings = {
  channel: z.enum(['web', 'sms']).default('web'),
  /** The bot has just asked for this slot. */
  asked: slotName.optional(),
  now: z.iso.datetime({ offset: true }).default(DEFAULT_NOW),
}
const conversation = z.union([
  z.object({ id: z.string(), turns: z.array(z.object({ user: z.string() })), ...settings }),
  z
    .object({ id: z.string(), text: z.string(), ...settings })
    .transform(({ text, ...rest }) => ({ ...rest, turns: [{ user: text }] })),
])

/** Reads conversations line by line and writes their turns, in order; a bad line becomes an error line. */
export async function replay(
  content: ReadyContent,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<void> {
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line.trim() === '') continue
    const isFull = !output.write(`${JSON.stringify(replayLine(content, line))}\n`)
    if (isFull) await once(output, 'drain')
  }
}

/** Replays one line; never throws. */
export function replayLine(content: ReadyContent, line: string): object {
  const given = parseJson(line)
  const parsed = conversation.safeParse(given)
  if (!parsed.success) {
    const id = z.object({ id: z.string() }).safeParse(given).data?.id
    return { ...(id !== undefined && { id }), error: z.prettifyError(parsed.error) }
  }
  try {
    return replayConversation(content, parsed.data)
  } catch (error) {
    // One conversation that breaks the bot must not hide what it does in all the others.
    return { id: parsed.data.id, error: String(error) }
  }
}

function replayConversation(
  content: ReadyContent,
  { id, turns, channel, asked, now }: z.infer<typeof conversation>,
): object {
  let session = sessionBefore(content, asked, now)
  const replayed = turns.map(({ user }, index) => {
    const turn = takeTurn(content, session, {
      messageId: `${id}-${index + 1}`,
      channel: channel satisfies ChannelName,
      sessionId: id,
      utterance: user,
      receivedAt: now,
    })
    session = turn.session
    return describeTurn(turn)
  })
  return { id, turns: replayed }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** A session in which a slot was just asked for, for the first intent that would ask for it. */
function sessionBefore(
  { intents }: ReadyContent,
  slot: z.infer<typeof slotName> | undefined,
  now: string,
): Session {
  const session = newSession(now, 'en')
  if (slot === undefined) return session
  const asking = [...intents.values()].find(({ ask }) => ask.includes(slot))
  const using = [...intents.values()].find(({ slots }) => slots.includes(slot))
  const forIntent = (asking ?? using)?.intent ?? ''
  return { ...session, asked: { [slot]: 1 }, awaited: { kind: 'slot', slot, forIntent } }
}

function describeTurn({ message, understanding, decision, reply, session }: Turn): object {
  const { intents, entities, acts, redFlags } = understanding
  const [flag] = redFlags
  return {
    user: message.utterance,
    decision: describeDecision(decision),
    understanding: { intents, entities, acts },
    redFlag: flag === undefined ? null : { id: flag.id, urgency: flag.urgency },
    slots: slotsOf(session.slots),
    reply,
  }
}

function describeDecision(decision: Decision): object {
  if (decision.kind !== 'ask') return decision
  const { kind, slot, forIntent } = decision
  return { kind, slot, ...(forIntent !== undefined && { forIntent }) }
}
