/** Shape of `_follow_ups.yml`: the texts that a clinic's programmes send, and when. */
import { z } from 'zod'
import { id, reviewed } from './schema.js'

/** A day of the patient's own from which a programme is counted. */
export const anchor = z.enum(['scan', 'appointment', 'firstDose', 'start', 'lastDose'])

const text = z.string().min(1)

const wording = z.strictObject({
  /** Each sentence ends in its marks, as in an answer; they are taken out before it is sent. */
  text,
  /** What to reply, after the text; an instruction and no fact, so it carries no marks. */
  ask: text.optional(),
})

const step = z.strictObject({
  id,
  /** Calendar months first (the 31st becomes the last day of a shorter month), then days. */
  after: z.strictObject({
    months: z.number().int().min(0).max(60).default(0),
    days: z.number().int().min(-90).max(366).default(0),
  }),
  /** The same words again, each time so many days after the last. */
  repeat: z
    .strictObject({
      everyDays: z.number().int().min(1).max(90),
      times: z.number().int().min(2).max(52),
    })
    .optional(),
  /** Days after its own day on which it may still go out; the window closes with the quiet hours. */
  windowDays: z.number().int().min(1).max(90),
  /** 1 goes before 2 and 3 when several fall on one day. */
  priority: z.number().int().min(1).max(3).default(3),
  /** What becomes of this text when another goes first: left out, joined to it, or sent on a later day. */
  collide: z.enum(['skip', 'merge', 'send']),
  /** Answers that make it needless. */
  silencedBy: z.array(id).default([]),
  /** What a patient may read to anyone who looks over a shoulder: nothing about health. */
  neutral: wording,
  /** Sent instead to those who agreed to details. */
  detailed: wording.optional(),
})

const answer = z.strictObject({
  /** The whole message, in small letters and without its marks. */
  phrases: z.array(z.string().regex(/^[a-z0-9' ]+$/, 'must be small letters')).min(1),
  /** Marked like the text of a step. */
  reply: text,
})

const programme = z.strictObject({
  title: z.string().min(3).max(80),
  /** The first of these days that is known counts. */
  from: z.array(anchor).min(1),
  /** It is for patients whose doses are given so, and refuses all others. */
  regimen: z.enum(['six_monthly']).optional(),
  /** Its texts ask for a check-in, so a reply may be one. */
  hasCheckIns: z.boolean().default(false),
  answers: z.record(id, answer).default({}),
  /** Answers after which nothing more is sent. */
  endedBy: z.array(id).default([]),
  steps: z.array(step).min(1),
})

export const followUpsFile = z.strictObject({
  reviewed: reviewed.optional(),
  /** A clinic may be stricter than these, and no laxer. */
  limits: z.strictObject({
    /** Local hours; nothing is sent from the first up to the second. */
    quietFromHour: z.number().int().min(12).max(21),
    quietUntilHour: z.number().int().min(8).max(11),
    /** To one patient, over all programmes. */
    perDay: z.literal(1),
    perSevenDays: z.number().int().min(1).max(3),
    /** A step that went out is not sent again when its day is moved by less than this. */
    sameRoundDays: z.number().int().min(28).max(120),
  }),
  /** Around each text; `{text}` is the wording of the step. */
  frame: z.strictObject({
    /** The first of an enrolment says who writes, and how to stop. */
    first: text,
    later: text,
  }),
  /** Words that give away what a text is about; no neutral wording holds one. */
  detailWords: z.array(z.string().regex(/^[a-z -]+$/)).min(1),
  checkIn: z.strictObject({
    /** Asked where a reply left it out. */
    asks: z.strictObject({ sessions: text, pain: text, fall: text }),
    /** Marked; the first that fits is said: a fall, much pain, some pain, nothing done, a good week. */
    replies: z.strictObject({
      fall: text,
      muchPain: text,
      somePain: text,
      nothingDone: text,
      goodWeek: text,
    }),
  }),
  programmes: z.record(id, programme),
})

export type Anchor = z.infer<typeof anchor>
export type FollowUps = Readonly<z.infer<typeof followUpsFile>>
export type FollowUpLimits = FollowUps['limits']
export type Programme = Readonly<z.infer<typeof programme>>
export type ProgrammeStep = Readonly<z.infer<typeof step>>
export type StepWording = Readonly<z.infer<typeof wording>>
