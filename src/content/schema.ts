/** Shapes of the files that clinicians own: intents and responses. Types are inferred from the schemas. */
import { z } from 'zod'
import { FRACTURE_SITES } from '../slots.js'
import { picture } from './picture-schema.js'

export const id = z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be lower_snake_case')

export const slotName = z.enum([
  'tScore',
  'tScoreSite',
  'zScore',
  'ageYears',
  'sex',
  'menopause',
  'priorFracture',
  'fractureSite',
  'supervised',
  'pregnant',
  'kidneyOrCalciumProblem',
  'medicine',
  'weightKg',
  'calciumMgPerDay',
  'dailyFoods',
  'vitaminDLevel',
  'monthsSinceDose',
  'heightLoss',
  'riskFactor',
  'secondaryCause',
  'fallsPastYear',
  'unsteady',
  'heartTrouble',
  'recentSurgeryOrBreak',
  'newBackPain',
  'painAlarm',
  'painRegion',
])

const oneOrMore = <T extends z.ZodType>(item: T) => z.union([item, z.array(item).min(1)])

export const painRegion = z.enum([
  'back',
  'hip_or_groin',
  'thigh',
  'jaw',
  'chest',
  'wrist_or_arm',
  'knee_or_leg',
  'foot',
  'neck_or_shoulder',
  'all_over',
])

/**
 * When a variant fits. A closed list of keys, all of which must hold; never an expression.
 * A slot that was not told fits no key but `unknown`.
 */
export const when = z.strictObject({
  /** Class of the T-score (rules R1); only ever matches when T-scores apply to the patient. */
  tScore: oneOrMore(
    z.enum(['normal', 'line_at_normal', 'low', 'line_at_osteoporosis', 'osteoporosis_range']),
  ).optional(),
  /** Whether T-score classes apply: past menopause, or a man of 50 or more. */
  tScoreApplies: z.boolean().optional(),
  zScore: z.enum(['below_expected', 'within_expected']).optional(),
  /** Completed years, both ends included. */
  age: z
    .strictObject({ min: z.number().int().optional(), max: z.number().int().optional() })
    .optional(),
  sex: oneOrMore(z.enum(['female', 'male', 'other'])).optional(),
  menopause: oneOrMore(z.enum(['pre', 'peri', 'post'])).optional(),
  priorFracture: z.boolean().optional(),
  fractureSite: oneOrMore(z.enum(FRACTURE_SITES)).optional(),
  /** A break of hip, spine or pelvis, or a T-score of −3.5 or lower: no heavy lifting or jumps before clearance. */
  fractureCaution: z.boolean().optional(),
  supervised: z.boolean().optional(),
  pregnant: z.boolean().optional(),
  kidneyOrCalciumProblem: z.boolean().optional(),
  medicine: oneOrMore(id).optional(),
  /** Row of the testing rules (R5) that holds for the patient. */
  screening: oneOrMore(
    z.enum([
      'monitoring',
      'fracture',
      'secondary_cause',
      'woman_65',
      'risk_check',
      'early_menopause',
      'not_yet',
      'man_70',
      'man_with_risk',
      'not_routine',
    ]),
  ).optional(),
  /** How a patient may begin to exercise, by what was told. */
  readiness: oneOrMore(
    z.enum(['prenatal', 'clinician_first', 'therapist_first', 'start_gently']),
  ).optional(),
  /** What weight and age alone say about the risk (OST, R5). */
  ost: z.enum(['higher', 'lower']).optional(),
  /** How the day's calcium that was told compares with the need. */
  calciumIntake: oneOrMore(z.enum(['below', 'enough', 'many_pills', 'above_limit'])).optional(),
  vitaminDLevel: oneOrMore(
    z.enum(['low', 'may_be_low', 'enough', 'higher', 'call_today', 'toxic']),
  ).optional(),
  denosumabTiming: oneOrMore(z.enum(['not_due', 'due', 'late', 'overdue'])).optional(),
  heightLoss: oneOrMore(z.enum(['ask_for_xray', 'ask_soon', 'small'])).optional(),
  /** Whether the study of how soon to scan again was of people like the patient (R9). */
  rescan: z.boolean().optional(),
  /** Falls in the last twelve months, both ends included. */
  falls: z
    .strictObject({ min: z.number().int().optional(), max: z.number().int().optional() })
    .optional(),
  unsteady: z.boolean().optional(),
  heartTrouble: z.boolean().optional(),
  recentSurgeryOrBreak: z.boolean().optional(),
  newBackPain: z.boolean().optional(),
  painAlarm: z.boolean().optional(),
  painRegion: oneOrMore(painRegion).optional(),
  /** Slots that have been told, whatever their value. */
  known: z.array(slotName).min(1).optional(),
  /** Slots that have not been told. */
  unknown: z.array(slotName).min(1).optional(),
})

export const intentFile = z.strictObject({
  intent: id,
  /** A short question; also the text of its button. */
  title: z.string().min(3).max(60),
  /**
   * `question`: about bones. `service`: about the bot and the clinic. `social`: greetings and the
   * like, which are never offered as a button and cost little when heard wrongly.
   */
  kind: z.enum(['question', 'service', 'social']).default('question'),
  /** Understood, but without a reviewed answer yet: the bot says so and offers what is near. */
  planned: z.boolean().default(false),
  /** The intent is a request to do something. Only `handoff` has an answer; the others' words are in _system.yml. */
  act: z.enum(['forget', 'show_facts', 'opt_out', 'handoff']).optional(),
  /** Slots that change the answer. */
  slots: z.array(slotName).default([]),
  /** Of those, the ones worth a question first when patients ask about themselves; at most twice each. */
  ask: z.array(slotName).default([]),
  /** So many of those, told or left aside, are enough to answer; all of them if absent. */
  enough: z.number().int().min(1).optional(),
  /** Answered intents to offer while this one is planned. */
  near: z.array(id).default([]),
  examples: z.array(z.string().min(1).max(900)).min(1),
})

const wording = z.string().min(1)

/** A week, a sum: what is easier to look up than to read. */
export const table = z
  .strictObject({
    caption: wording,
    columns: z.array(wording).min(2).max(4),
    rows: z.array(z.array(wording)).min(2).max(12),
  })
  .refine(({ columns, rows }) => rows.every(({ length }) => length === columns.length), {
    path: ['rows'],
    message: 'must each have one cell a column',
  })

export const variant = z.strictObject({
  id,
  when: when.optional(),
  /** The answer, 90 words at most; each sentence ends in [@source_id] marks, or [-] for general advice. */
  text: wording,
  /** Shown under the answer where there is room; each row ends in its marks. A text message has its own words. */
  table: table.optional(),
  /** Drawn where it is meant for the patient and all that it shows was told. */
  picture: picture.optional(),
  /** Questions to take along to a visit, shown as a card with what the patient told, to be printed. */
  card: z.array(wording).min(2).max(8).optional(),
  /** The longer answer for "tell me more". */
  more: wording.optional(),
  /** GSM-7, two segments at most, no marks. */
  sms: wording,
})

/** A clinician's sign-off of exactly these words; absent until one has signed. Written by `npm run sign`. */
export const reviewed = z
  .strictObject({
    /** Name and role. */
    by: z.string().min(1),
    on: z.iso.date(),
    /** The last day on which the signature holds. */
    due: z.iso.date(),
    hash: z.string().regex(/^sha256-[0-9a-f]{64}$/, 'must be written by npm run sign'),
  })
  .refine(({ on, due }) => due > on, { path: ['due'], message: 'must be after on' })

export const responseFile = z.strictObject({
  intent: id,
  reviewed: reviewed.optional(),
  disclaimer: id.optional(),
  /** Intents that patients ask next; three at most are shown. */
  suggest: z.array(id).default([]),
  variants: z.array(variant).min(1),
})

/** A sentence or two shared by answers, put in where a text says {its_name}. No variant fits: nothing is put in. */
export const linesFile = z.record(
  id,
  z.array(z.strictObject({ when: when.optional(), text: wording, sms: wording.optional() })).min(1),
)

export const sourcesFile = z.record(
  id,
  z.strictObject({
    title: wording,
    organisation: wording,
    /** Absent for pages and labels that are kept up to date without one. */
    year: z.number().int().min(1980).max(2030).optional(),
    kind: wording,
    url: z.url({ protocol: /^https$/ }),
    /** verified: seen in a copy; partial: seen in part; memory: nobody has opened it yet. */
    status: z.enum(['verified', 'partial', 'memory']),
    /** What it may be used for, in one line, for the reviewer. */
    supports: z.string().optional(),
    /** May be shown to patients. */
    citable: z.boolean(),
  }),
)

export type Reviewed = Readonly<z.infer<typeof reviewed>>
export type When = z.infer<typeof when>
export type Intent = Readonly<z.infer<typeof intentFile>>
export type Table = Readonly<z.infer<typeof table>>
export type Variant = Readonly<z.infer<typeof variant>>
export type Response = Readonly<z.infer<typeof responseFile>>
export type Lines = Readonly<z.infer<typeof linesFile>>
export type Sources = Readonly<z.infer<typeof sourcesFile>>
export type Source = Sources[string]
