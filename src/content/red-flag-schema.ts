/** Shapes of the two files about danger signs: how they are found, and what is said. */
import { z } from 'zod'
import { id, reviewed, slotName } from './schema.js'

const urgency = z.enum(['emergency', 'same_day', 'soon'])
const priority = z.number().int().min(1).max(3)
const conceptName = id

/**
 * One way to say a concept: words, where `swell*` is any ending, `a|b` either word, `<name>` another
 * concept, `..` at most one word between, and `...` at most three.
 */
const phrase = z.string().min(1)

/** What must be said together for a flag; the first group is the sign itself. */
export const redFlagRule = z.strictObject({
  /** Groups that must all be there; a list in the list means any of these concepts. */
  all: z.array(z.union([conceptName, z.array(conceptName).min(1)])).min(1),
  /** Where the groups must stand: in one clause, near each other in one sentence, or anywhere. */
  in: z.enum(['clause', 'near', 'sentence', 'message']).default('near'),
  /** Concepts that make the rule silent when they stand in the same sentence. */
  unless: z.array(conceptName).default([]),
  /** Concepts that make the rule silent wherever they stand. */
  unlessAnywhere: z.array(conceptName).default([]),
  /** The rule is only for a message of at most so many words, with nothing else in it. */
  maxWords: z.number().int().min(1).optional(),
  /** Contexts that do not silence this rule. */
  even: z.array(z.enum(['negated', 'past', 'asked'])).default([]),
  certainty: z.enum(['certain', 'possible']).default('certain'),
  urgency: urgency.optional(),
  /** In place of the flag's own, for a milder form of it. */
  priority: priority.optional(),
  variant: id.optional(),
})

export const redFlagRulesFile = z.strictObject({
  /** Short spellings, and the word that each may also stand for. */
  shorthand: z.record(z.string(), z.string()),
  /** Words of 5 letters or more that are also read with one letter wrong. */
  oftenMisspelt: z.array(z.string().min(5)),
  /** Ordinary words that look like a misspelt sign and are not. */
  correctlySpelt: z.array(z.string()),
  /** Words that open a new clause, or a new sentence where punctuation is missing. */
  breaks: z.strictObject({ clause: z.array(phrase), sentence: z.array(phrase) }),
  /** Facts told earlier, and the concept that each stands for. */
  told: z.array(
    z.strictObject({
      slot: slotName,
      is: z.array(z.union([z.string(), z.boolean()])).optional(),
      min: z.number().optional(),
      concept: conceptName,
    }),
  ),
  concepts: z.record(conceptName, z.array(phrase).min(1)),
  /** Most urgent first: the order in which several flags are told. */
  flags: z.array(
    z.strictObject({
      id,
      urgency,
      /** 1 is told first among flags that are not emergencies. */
      priority,
      /** Flags, or `flag.variant`, whose text stands for this one too when they are certain. */
      yieldsTo: z.array(z.string()).default([]),
      rules: z.array(redFlagRule).min(1),
    }),
  ),
})

const messages = z.array(z.string().min(1).max(600)).min(1)

/** What the learned detector is taught, by flag. */
export const redFlagExamplesFile = z.record(
  id,
  z.strictObject({
    /** Messages that a careful triage nurse would want escalated. */
    positives: messages,
    /** Messages that share words with the flag's and must stay quiet, as far as any flag is concerned. */
    lookalikes: messages,
  }),
)

const text = z.string().min(1)
/** One segment of plain GSM-7 at most, counted with the number that stands in for `{emergencyNumber}`. */
const sms = z.string().refine((wording) => {
  const sent = wording.replaceAll('{emergencyNumber}', '911')
  return sent.length > 0 && sent.length <= 160 && /^[\n\x20-\x5A\x5F\x61-\x7A]+$/.test(sent)
}, 'must be at most 160 plain GSM-7 characters')

export const redFlagWording = z.strictObject({
  title: text,
  urgency,
  priority,
  text,
  sms,
  /** One action, for a reply about several flags. */
  line: text,
  variants: z.record(id, z.strictObject({ text, sms })).default({}),
  /** A yes or no question for a sign that may be present. */
  check: text,
  sources: z.array(id),
})

export const redFlagResponsesFile = z.strictObject({
  reviewed: reviewed.optional(),
  general: z.strictObject({
    /** Opens a reply in which any flag is an emergency. */
    opener: text,
    /** Ends such a reply on the web. */
    closer: text,
  }),
  flags: z.record(id, redFlagWording),
})

export type RedFlagRules = Readonly<z.infer<typeof redFlagRulesFile>>
export type RedFlagExamples = Readonly<z.infer<typeof redFlagExamplesFile>>
export type RedFlagRule = Readonly<z.infer<typeof redFlagRule>>
export type RedFlagWording = Readonly<z.infer<typeof redFlagWording>>
export type RedFlagResponses = Readonly<z.infer<typeof redFlagResponsesFile>>
