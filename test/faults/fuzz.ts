/** Random and mutated messages in conversations that go on: what holds for every single turn. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { gsmSegments, nonGsmCharacters } from '../../src/channels/gsm.js'
import { partsOf } from '../../src/channels/sms-parts.js'
import { newSession } from '../../src/dialogue/session.js'
import { withTurn } from '../../src/server/conversation-record.js'
import { parseRecord } from '../../src/store/record-schema.js'
import type { Conversation } from '../../src/store/store.js'
import { takeTurn, type ReadyContent } from '../../src/turn.js'
import type { ChannelName, Turn } from '../../src/types.js'
import { readyContent } from '../support/ready-content.js'
import { aConversation } from '../support/records.js'
import { anyMessage, type AnyMessage } from './any-message.js'
import type { Report } from './talk.js'

const START = Date.parse('2026-06-15T12:00:00.000Z')
const MAX_TURNS = 8
const MAX_SHOWN = 6_000
const MAX_SUGGESTIONS = 8
const MAX_SESSION = 30_000
const MAX_PARTS = 12

interface Setting {
  readonly channel: ChannelName
  readonly takesRequests: boolean
}

/** Plays so many messages, or a few more; throws with the shortest conversation in which something does not hold. */
export function fuzz(messages: number, seed: number): Report {
  const content = readyContent()
  const counts = { messages: 0, conversations: 0, escalated: 0, dangerFirst: 0, longestReply: 0 }
  const settings = fc.record({
    channel: fc.constantFrom<ChannelName>('web', 'sms'),
    takesRequests: fc.boolean(),
  })
  const talks = fc.array(anyMessage(), { minLength: 1, maxLength: MAX_TURNS, size: 'max' })
  const isHeld = fc.property(settings, talks, (setting, talk) => {
    const turns = play(content, setting, [...talk, ...ENDINGS])
    if (checkEnding(turns.slice(talk.length), setting)) counts.dangerFirst++
    counts.conversations++
    counts.messages += turns.length
    for (const { decision, reply } of turns) {
      if (decision.kind === 'escalate') counts.escalated++
      counts.longestReply = Math.max(counts.longestReply, reply.paragraphs.join('').length)
    }
  })
  for (let round = 0; counts.messages < messages; round++)
    fc.assert(isHeld, { numRuns: 100, seed: seed + round })
  return counts
}

function play(
  content: ReadyContent,
  setting: Setting,
  talk: readonly AnyMessage[],
): readonly Turn[] {
  const { channel, takesRequests } = setting
  const ready = { ...content, clinic: { ...content.clinic, takesRequests } }
  let at = START
  let kept = aConversation({ channel, session: newSession(new Date(START).toISOString(), 'en') })
  const told = new Set<string>()
  return talk.map(({ text, mustFire, minutesLater }, n) => {
    at += minutesLater * 60_000
    const receivedAt = new Date(at).toISOString()
    const message = { messageId: `m${n}`, channel, sessionId: 's', utterance: text, receivedAt }
    const turn = takeTurn(ready, kept.session, message)
    checkReply(content, turn)
    checkCited(content, turn)
    if (mustFire !== undefined) checkDanger(turn, { flag: mustFire, told })
    for (const { id } of turn.understanding.redFlags) told.add(id)
    kept = keptOf(kept, turn)
    return turn
  })
}

/** Words that must be understood whatever was said before. */
const ENDINGS: readonly AnyMessage[] = [
  'STOP',
  'forget me',
  'yes',
  'what do you know about me?',
].map((text) => ({ text, minutesLater: 1 }))

/** @returns whether danger went first, so that there was nothing to check. */
function checkEnding(ending: readonly Turn[], { channel }: Setting): boolean {
  // An emergency that is still open comes before all else.
  const isDangerFirst = ending.some(
    ({ decision }) =>
      decision.kind === 'escalate' || (decision.kind === 'ask' && decision.slot === 'safetyCheck'),
  )
  if (isDangerFirst) return true
  const [stop, forget, yes, known] = ending
  if (channel === 'sms') assert.equal(actOf(stop), 'opt_out')
  assert.equal(actOf(forget), 'forget', `"forget me" was answered by ${forget?.reply.responseId}`)
  assert.equal(actOf(yes), 'forget', `"yes" was answered by ${yes?.reply.responseId}`)
  assert.deepEqual(yes?.session.slots, {})
  assert.equal(yes?.session.aside, undefined)
  assert.equal(yes?.session.handoff, undefined)
  assert.equal(known?.reply.responseId, 'act.show_facts_none')
  return false
}

function actOf(turn: Turn | undefined): string | undefined {
  return turn?.decision.kind === 'act' ? turn.decision.act : turn?.decision.kind
}

/** Nothing unbounded, nothing unfilled, no source that is not there. */
function checkReply({ sources }: ReadyContent, { reply, message }: Turn): void {
  const shown = [...reply.paragraphs, reply.shortText, ...reply.suggestions.map(({ text }) => text)]
  const all = shown.join('\n')
  assert.ok(reply.paragraphs.length > 0 && reply.paragraphs.every((text) => text !== ''), 'empty')
  assert.ok(all.length <= MAX_SHOWN, `${all.length} characters`)
  assert.doesNotMatch(all, /[{}]|undefined|\bNaN\b|\[object|\[@/)
  assert.ok(reply.suggestions.length <= MAX_SUGGESTIONS, `${reply.suggestions.length} suggestions`)
  const marks = [...reply.paragraphs.join(' ').matchAll(/\[(\d+)\]/g)].map(([, n]) => Number(n))
  assert.ok(
    marks.every((n) => n >= 1 && n <= reply.citations.length),
    `marks ${marks.join()}`,
  )
  assert.ok(
    reply.citations.every((id) => Object.hasOwn(sources, id)),
    'an unknown source',
  )
  if (message.channel !== 'sms') return
  assert.deepEqual(nonGsmCharacters(reply.shortText), [], reply.shortText)
  assert.ok(gsmSegments(reply.shortText) <= 2, reply.shortText)
  if (reply.isLong === true) assert.ok(partsOf(reply.paragraphs).length <= MAX_PARTS)
}

/** A fact is never told without its source. */
function checkCited({ responses }: ReadyContent, { decision, reply }: Turn): void {
  if (decision.kind !== 'answer') return
  const isCited = decision.intents.some((intent) =>
    responses.get(intent)?.variants.every(({ text }) => text.includes('[@')),
  )
  assert.ok(!isCited || reply.citations.length > 0, `${reply.responseId} names no source`)
}

/** Two dangers may be heard in one message, as the months go by; one that was told before need not be heard anew. */
function checkDanger(
  { decision, reply, understanding }: Turn,
  { flag, told }: { readonly flag: string; readonly told: ReadonlySet<string> },
): void {
  assert.equal(decision.kind, 'escalate', `${flag} was answered by ${reply.responseId}`)
  const heard = understanding.redFlags.map(({ id }) => id)
  assert.ok(heard.includes(flag) || told.has(flag), `${flag} was taken for ${heard.join()}`)
}

/** The conversation as it comes back from a store: what a turn leaves must be what a store can read. */
function keptOf(before: Conversation, turn: Turn): Conversation {
  const { conversation } = withTurn(before, { message: turn.message, turn })
  const text = JSON.stringify(conversation)
  assert.ok(JSON.stringify(turn.session).length <= MAX_SESSION, 'the session grows')
  const parsed = parseRecord(text)
  assert.equal(parsed.kind, 'record', `a store would call it damaged: ${text}`)
  return JSON.parse(text) as Conversation
}
