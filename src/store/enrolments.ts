/** The programmes of one telephone number, and every text of theirs that was ever begun. */
import { z } from 'zod'
import type { ShelfKind } from './shelf.js'

// Wider than the types where these may change with a deploy: ids of programmes, steps and days.

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const atMs = z.int()

const enrolment = z.object({
  id: z.string().regex(/^[\w-]{1,64}$/),
  programme: z.string(),
  anchors: z.record(z.string(), day),
  zone: z.string(),
  hour: z.int().min(0).max(23),
  consent: z.enum(['none', 'neutral', 'details']),
  enrolledAtMs: atMs,
  pause: z.object({ fromMs: atMs, untilMs: atMs.exactOptional() }).exactOptional(),
  isEnded: z.boolean(),
  endedAtMs: atMs.exactOptional(),
  answers: z.array(z.object({ answer: z.string(), anchorDay: day })).readonly(),
})

const outboxEntry = z.object({
  programme: z.string(),
  /**
   * `due`: to be tried again; `sending`: handed over, or about to be; `unknown`: it may have gone out, and is
   * never sent again.
   */
  state: z.enum(['due', 'sending', 'accepted', 'delivered', 'failed', 'unknown', 'opted_out']),
  /** When the last try began; steps of one text share it. */
  atMs,
  /** Of a text that is under way: who sends it, so that others know when nobody does any more. */
  sender: z
    .object({
      /** Of one outbox. */
      id: z.string(),
      process: z.object({
        pid: z.int(),
        place: z.string(),
        startTicks: z.number().exactOptional(),
      }),
    })
    .exactOptional(),
  attempts: z.int().min(1),
  /** Of a step that is due: not before this. */
  notBeforeMs: atMs.exactOptional(),
  providerId: z.string().exactOptional(),
  /** What the provider told last. */
  delivery: z.enum(['queued', 'sent', 'delivered', 'undelivered', 'failed']).exactOptional(),
  /** The provider's. */
  code: z.string().exactOptional(),
})

const checkIn = z.object({
  /** Key in the outbox of the step that asked. */
  key: z.string(),
  read: z.object({
    sessions: z.int().exactOptional(),
    painOf10: z.number().exactOptional(),
    isMuchPain: z.boolean().exactOptional(),
    hasFallen: z.boolean().exactOptional(),
  }),
  awaited: z.enum(['sessions', 'pain', 'fall']).exactOptional(),
  isDone: z.boolean(),
})

const replied = z.object({ messageId: z.string(), atMs, texts: z.array(z.string()).readonly() })

const enrolments = z.object({
  schemaVersion: z.literal(1),
  /** Keyed hash of the number, as of its phone. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
  enrolments: z.array(enrolment).readonly(),
  /** By enrolment, step and due day: `id/step/2026-11-22`. */
  outbox: z.record(z.string(), outboxEntry),
  /** The last week that was reported, or is being reported. */
  checkIn: checkIn.exactOptional(),
  /** What messages were answered with, so that the same one again gets the same; oldest first. */
  replied: z.array(replied).readonly(),
})

/** All programmes of one number in one record: what is sent counts over all of them, and changes at once. */
export type Enrolments = Readonly<z.infer<typeof enrolments>>
export type KeptEnrolment = Readonly<Enrolments['enrolments'][number]>
export type OutboxEntry = Readonly<Enrolments['outbox'][string]>
export type TextSender = NonNullable<OutboxEntry['sender']>
export type KeptCheckIn = Readonly<NonNullable<Enrolments['checkIn']>>

export const ENROLMENTS: ShelfKind<Enrolments> = { name: 'enrolments', schema: enrolments }

/** The record of a number that is in no programme yet. */
export function noEnrolments(key: string): Enrolments {
  return { schemaVersion: 1, key, enrolments: [], outbox: {}, replied: [] }
}
