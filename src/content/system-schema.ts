/** Shape of `_system.yml`: everything the bot says that is not an answer. */
import { z } from 'zod'
import { people } from './people-schema.js'
import { pictureWords } from './picture-schema.js'
import { id, reviewed, slotName } from './schema.js'

const wording = z.strictObject({
  text: z.string().min(1),
  /** GSM-7; the text itself is used when it is absent. */
  sms: z.string().min(1).optional(),
})

const wordingWithSms = z.strictObject({ text: z.string().min(1), sms: z.string().min(1) })

/** One question of a request to the staff. */
const requestStep = z.strictObject({
  text: z.string().min(1),
  /** Why it is asked. */
  why: z.string().min(1),
  sms: z.string().min(1),
  /** Said instead of "I didn't get that". */
  unread: z.string().min(1).optional(),
  replies: z.array(z.string().min(1)).max(4),
})

export const systemFile = z.strictObject({
  reviewed: reviewed.optional(),
  disclaimers: z.record(id, wording),
  /** One question a slot, each with its reason, so that nobody wonders why we ask. */
  asks: z.record(
    slotName,
    z.strictObject({
      text: z.string().min(1),
      why: z.string().min(1),
      sms: z.string().min(1),
      replies: z.array(z.string().min(1)).max(4),
    }),
  ),
  /** Stands before a question that was not answered; `sms` stands before its short form. */
  ask_again: z.strictObject({
    text: z.string().min(1),
    after: z.string().min(1),
    sms: z.string().min(1),
  }),
  /** Stands before each question of a talk: how far it has come. */
  step: z.strictObject({ text: z.string().min(1), sms: z.string().min(1) }),
  /** Stands before that, where something was told out of turn; `{facts}` are those. */
  noted_in_talk: z.strictObject({ text: z.string().min(1), sms: z.string().min(1) }),
  /** Stands before a question that was asked more than an hour ago. */
  asked_before: z.strictObject({ text: z.string().min(1), sms: z.string().min(1) }),
  /** Stands before an answer to "and for men?"; `{supposed}` is what is supposed and was not told. */
  supposing: z.strictObject({
    own: wording,
    other: wording,
    /** It makes no difference to what we have. */
    same: wording,
    phrases: z.partialRecord(
      slotName,
      z.union([z.string().min(1), z.record(z.string(), z.string().min(1))]),
    ),
    ranges: z.strictObject({ low: z.string().min(1), osteoporosis_range: z.string().min(1) }),
  }),
  /** Asked once, below an answer; `reply` is its button. */
  may_keep_facts: z.strictObject({ text: z.string().min(1), reply: z.string().min(1) }),
  /** Stands before the one question about a possible danger: what to do if it is so. */
  if_now: z.strictObject({ emergency: z.string().min(1), same_day: z.string().min(1) }),
  /** Asked when something else is said after an emergency reply. */
  still_happening: z.string().min(1),
  /** A button that takes an emergency back. */
  not_now: z.string().min(1),
  /** How a value in doubt is asked back; `{value}` is the reading to confirm. */
  doubts: z.strictObject({
    missing_sign: wording,
    implausible: wording,
    unlikely: wording,
    /** By slot, for units differ; the replies are buttons. */
    no_unit: z.partialRecord(
      slotName,
      z.strictObject({
        text: z.string().min(1),
        sms: z.string().min(1).optional(),
        replies: z.array(z.string().min(1)),
      }),
    ),
    vague: wording,
    several: wording,
  }),
  /** What a told fact is called, for "Because you told me"; `{value}` is the value. */
  facts: z.record(slotName, z.string().min(1)),
  /** What the patient says to change a told fact; `{value}` is one of the names. */
  change: z.strictObject({ say: z.string().min(1), names: z.record(slotName, z.string().min(1)) }),
  /** How the values of a slot are said, where the value itself is not a word for patients. */
  values: z.partialRecord(slotName, z.record(z.string(), z.string())),
  people,
  pictures: pictureWords,
  /** How a person is reached, in the middle of a sentence. */
  clinic: z.strictObject({
    with_hours: z.string().min(1),
    with_phone: z.string().min(1),
    without_phone: z.string().min(1),
    /** Whether a request can be passed to the staff: {clinicRequests}, {clinicRequestsShort}. */
    with_requests: wordingWithSms,
    without_requests: wordingWithSms,
  }),
  /** Text messages alone. */
  sms: z.strictObject({
    /** Once, after the first answer: who this is, and how to stop. */
    first: z.string().min(1),
    /** Leads to the sources; `{value}` is the address. */
    sources: z.string().min(1),
    /** Once, to a number that sends more texts than are answered. */
    too_fast: z.string().min(1),
  }),
  /** Before what is said next after a sign of danger that needs a call today. */
  call_first: wordingWithSms,
  /** Below what is answered while nothing can be read or kept. */
  unkept: z.string().min(1),
  /** Added to an answer when a message was longer than is read. */
  read_in_part: z.string().min(1),
  clarify: z.strictObject({
    unclear: wording,
    /** When there is but one guess. */
    one: wording,
    /** A bare subject, such as "calcium". */
    topic: wording,
    /** Several questions at once, not all of them surely heard. */
    questions: wording,
    /** Several illnesses or medicines at once: a person stands first among the choices. */
    complex: wording,
  }),
  fallbacks: z.strictObject({
    unknown: wording,
    planned: wording,
    too_long: wording,
    empty: wording,
    trouble: wording,
  }),
  /** After two messages in a row that could not be answered. */
  handoff: wording,
  /** A request to the clinic's staff, where the clinic takes any. */
  request: z.strictObject({
    /** By what led to it, before the first question. */
    openings: z.partialRecord(
      z.enum(['asked', 'two_fallbacks', 'complaint', 'appointment', 'cost', 'complex', 'danger']),
      z.string().min(1),
    ),
    /** Before the first question: how to reach a person without us. */
    lead: wordingWithSms,
    steps: z.strictObject({
      consent: requestStep,
      name: requestStep,
      contact: requestStep,
      bestTime: requestStep,
      about: requestStep,
      confirm: requestStep,
    }),
    /** Added to the question for consent when the patient has told facts. */
    with_facts: z.strictObject({ text: z.string().min(1), reply: z.string().min(1) }),
    /** What the parts of a request are called when it is shown for a check. */
    labels: z.strictObject({
      name: z.string().min(1),
      contact: z.string().min(1),
      bestTime: z.string().min(1),
      about: z.string().min(1),
      facts: z.string().min(1),
    }),
    change: z.strictObject({
      text: z.string().min(1),
      sms: z.string().min(1),
      replies: z.array(z.string().min(1)).max(5),
    }),
    /** Before a question that was left open, after the answer to another one. */
    back: z.string().min(1),
    /** {openNow}: what the usual hours say of this moment. */
    hours: z.strictObject({
      open: z.string().min(1),
      open_until: z.string().min(1),
      closed: z.string().min(1),
    }),
    sent: wording,
    dropped: wording,
    unreachable: wording,
  }),
  acts: z.strictObject({
    opt_out: wording,
    opt_in: wording,
    help: wording,
    forget_confirm: wording,
    forget: wording,
    forget_kept: wording,
    show_facts: wording,
    show_facts_none: wording,
    correct_fact: wording,
    start_over: wording,
    cancel: wording,
    repeat_none: wording,
    more_none: wording,
    more_all: wording,
    acknowledge: wording,
    /** Facts told without a question; `{facts}` are those of this turn. */
    noted: wording,
    safe: wording,
    /** The same, with a guided talk to go back to; `{question}` is its title. */
    safe_in_talk: wording,
    skip_none: wording,
    why_none: wording,
    why_urgent: wording,
    /** What the last answer rests on; `{sources}` are organisations and years. */
    sources: wording,
    remember_me: wording,
    not_remembered: wording,
    /** `{topics}` are titles of questions. */
    welcome_back: wording,
  }),
})

export type System = Readonly<z.infer<typeof systemFile>>
export type Wording = Readonly<z.infer<typeof wording>>
