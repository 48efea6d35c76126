import { z } from 'zod'
import { contact } from './handoff-schema.js'
import { picture } from './picture-schema.js'
import type { Conversation, Exchange } from './store.js'

// Wider than the types where they may change with a deploy (a slot or an act that is gone):
// an old record must not count as damaged for that. Never narrower: see `parseRecord`.

const count = z.int().min(0)
const strings = z.array(z.string()).readonly()
const urgency = z.enum(['emergency', 'same_day', 'soon'])
const slotValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.object({ value: z.number(), unit: z.string(), since: z.string().exactOptional() }),
  z.array(z.object({ food: z.string(), servings: z.number() })).readonly(),
])

const instant = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'must be ISO 8601')

const redFlag = z.object({
  id: z.string(),
  variant: z.string().exactOptional(),
  urgency,
  certainty: z.enum(['certain', 'possible']),
})

const person = z.object({ relation: z.string(), pronoun: z.enum(['she', 'he', 'they']) })

const entity = z.object({
  slot: z.string(),
  value: slotValue,
  start: count,
  end: count,
  about: z.enum(['patient', 'other']),
  person: person.exactOptional(),
  isUnsaid: z.literal(true).exactOptional(),
  doubt: z.string().exactOptional(),
})

const isOld = z.boolean().exactOptional()

const awaited = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('slot'),
    slot: z.string(),
    forIntent: z.string(),
    doubted: entity.exactOptional(),
    isOld,
  }),
  z.object({
    kind: z.literal('safetyCheck'),
    flag: redFlag,
    forIntent: z.string().exactOptional(),
    isOld,
  }),
  z.object({ kind: z.literal('choice'), candidates: strings, isOld }),
  z.object({ kind: z.literal('confirmForget'), isOld }),
  z.object({ kind: z.literal('keepFacts'), isOld }),
  z.object({ kind: z.literal('handoff'), step: z.string(), tries: count, isOld }),
  z.object({
    kind: z.literal('person'),
    about: z.enum(['whose', 'instead']),
    other: person,
    facts: z.array(entity).readonly(),
    forIntent: z.string().exactOptional(),
    isOld,
  }),
])

const supposition = z.object({
  slots: z.record(z.string(), slotValue),
  tScoreClass: z.string().exactOptional(),
  isOther: z.literal(true).exactOptional(),
})

const handoffDraft = z.object({
  reason: z.string(),
  sharesFacts: z.boolean(),
  name: z.string().exactOptional(),
  contact: contact.exactOptional(),
  bestTime: z.string().exactOptional(),
  about: z.string().exactOptional(),
  settled: strings,
  returns: count,
})

const reply = z.object({
  responseId: z.string(),
  paragraphs: strings,
  card: z
    .object({
      facts: z.array(z.object({ slot: z.string(), label: z.string() })).readonly(),
      questions: strings,
    })
    .exactOptional(),
  table: z
    .object({ caption: z.string(), columns: strings, rows: z.array(strings).readonly() })
    .exactOptional(),
  picture: picture.exactOptional(),
  shortText: z.string(),
  citations: strings,
  disclaimer: z.string().exactOptional(),
  because: z
    .array(z.object({ slot: z.string(), label: z.string(), change: z.string().exactOptional() }))
    .readonly(),
  suggestions: z
    .array(z.object({ text: z.string(), intent: z.string().exactOptional() }))
    .readonly(),
  urgency: urgency.exactOptional(),
  isLong: z.literal(true).exactOptional(),
  isReviewed: z.literal(true).exactOptional(),
})

const told = z.record(z.string(), z.object({ value: slotValue, toldInTurn: count }))

const session = z.object({
  schemaVersion: z.literal(1),
  turns: count,
  locale: z.string(),
  focus: person.exactOptional(),
  aside: z
    .object({
      person: person.exactOptional(),
      slots: told,
      asked: z.record(z.string(), count),
      isMentioned: z.literal(true).exactOptional(),
    })
    .exactOptional(),
  isWhoseAsked: z.literal(true).exactOptional(),
  slots: told,
  spokenOf: z.object({ value: z.string(), toldInTurn: count }).exactOptional(),
  asked: z.record(z.string(), count),
  awaited: awaited.exactOptional(),
  topic: strings,
  talk: z

    .object({
      intent: z.string(),
      slot: z.string(),
      question: count,
      suspendedBy: redFlag.exactOptional(),
    })
    .exactOptional(),
  lastReply: reply.exactOptional(),
  fallbacks: count,
  openEmergency: redFlag.exactOptional(),
  handoff: handoffDraft.exactOptional(),
  supposing: supposition.exactOptional(),
  keepsFacts: z.boolean().exactOptional(),
  topicBefore: strings.exactOptional(),
  saidBefore: z.string().exactOptional(),
  lastAt: instant.exactOptional(),
  expiresAt: instant,
})

const exchange = z.object({
  seq: z.int().min(1),
  messageId: z.string(),
  utterance: z.string(),
  receivedAt: instant,
  decision: z.enum(['escalate', 'answer', 'ask', 'clarify', 'act', 'handoff', 'fallback']),
  reply,
})

const feedback = z.object({
  seq: z.int().min(1),
  isHelpful: z.boolean(),
  reason: z.string().exactOptional(),
  givenAt: instant,
})

const conversation = z.object({
  schemaVersion: z.literal(1),
  id: z.string(),
  tokenHash: z.string(),
  channel: z.enum(['web', 'sms', 'console']),
  createdAt: instant,
  session,
  exchanges: z.array(exchange).readonly(),
  olderMessages: strings.exactOptional(),
  feedback: z.array(feedback).readonly(),
  revision: count.exactOptional(),
})

/** Does not compile unless every record that we can write is one that we can read back. */
type ReadBackBy<Shape, Written extends Shape> = Written

export type Damage = 'not_json' | 'wrong_shape' | 'newer_version'

export type ParsedRecord =
  | { readonly kind: 'record'; readonly record: Conversation }
  | { readonly kind: 'damaged'; readonly damage: Damage }

/** Checks the text of one stored conversation; an empty or a cut text is damaged, not an error. */
export function parseRecord(text: string): ParsedRecord {
  const value = parsed(text)
  if (value === undefined) return { kind: 'damaged', damage: 'not_json' }
  if (versionSchema.safeParse(value).success) return { kind: 'damaged', damage: 'newer_version' }
  if (!conversation.safeParse(value).success) return { kind: 'damaged', damage: 'wrong_shape' }
  // The value itself, not zod's copy of it: a field that we do not know must outlive our next write.
  return {
    kind: 'record',
    record: value as ReadBackBy<z.input<typeof conversation>, Conversation>,
  }
}

/** Checks the text of one exchange; undefined for what is damaged. */
export function parseExchange(text: string): Exchange | undefined {
  const value = parsed(text)
  return exchange.safeParse(value).success
    ? (value as ReadBackBy<z.input<typeof exchange>, Exchange>)
    : undefined
}

/** Reads once more what this process has found well-formed before. */
export function readAgain(text: string): Omit<Conversation, 'exchanges'> {
  return JSON.parse(text) as Omit<Conversation, 'exchanges'>
}

const versionSchema = z.object({ schemaVersion: z.int().min(2) })

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
