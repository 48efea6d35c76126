/** What a patient can tell about themself. */
export type Sex = 'female' | 'male' | 'other'
export type Menopause = 'pre' | 'peri' | 'post'
export type ScanSite = 'hip' | 'spine' | 'wrist' | 'other'
/** Most serious first. */
export const FRACTURE_SITES = [
  'hip',
  'spine',
  'pelvis',
  'upper_arm',
  'wrist',
  'rib',
  'leg',
  'other',
] as const
export type FractureSite = (typeof FRACTURE_SITES)[number]
export type PainRegion =
  | 'back'
  | 'hip_or_groin'
  | 'thigh'
  | 'jaw'
  | 'chest'
  | 'wrist_or_arm'
  | 'knee_or_leg'
  | 'foot'
  | 'neck_or_shoulder'
  | 'all_over'

/** A blood level of 25-OH vitamin D, in the unit of the lab; 1 ng/mL is 2.5 nmol/L. */
export interface VitaminDLevel {
  readonly value: number
  readonly unit: 'ng/mL' | 'nmol/L'
}

/** How much shorter than before, in the unit told: the limits are not the same in both. */
export interface HeightLoss {
  readonly value: number
  readonly unit: 'in' | 'cm'
  /** Since the tallest, or since the last measurement. */
  readonly since: 'tallest' | 'last'
}

/** A food of the table and how many of its servings are eaten on a day. */
export interface DailyFood {
  readonly food: string
  readonly servings: number
}

/** What a patient can tell about themself; each value is in its slot's plausible range. */
export interface SlotValues {
  /** Standard deviations from the young-adult mean, −7…+5; the lowest where several sites are given. */
  readonly tScore: number
  readonly tScoreSite: ScanSite
  /** Standard deviations from the mean of the same age and sex, −6…+6. */
  readonly zScore: number
  /** Completed years, 18…110. */
  readonly ageYears: number
  readonly sex: Sex
  readonly menopause: Menopause
  /** A break from a minor fall after 50, or of the spine at any age. */
  readonly priorFracture: boolean
  readonly fractureSite: FractureSite
  /** Trains, or can train, with a trained professional. */
  readonly supervised: boolean
  /** Is pregnant, or may be. */
  readonly pregnant: boolean
  /** Kidney disease, kidney stones, high calcium, sarcoidosis or a parathyroid problem. */
  readonly kidneyOrCalciumProblem: boolean
  /** Id of a bone medicine that the patient takes, such as `alendronate`. */
  readonly medicine: string
  /** Kilograms, 30…250. */
  readonly weightKg: number
  /** Milligrams of calcium a day from food and pills, 0…6000. */
  readonly calciumMgPerDay: number
  /** What the patient eats on an ordinary day, as far as calcium goes. */
  readonly dailyFoods: readonly DailyFood[]
  readonly vitaminDLevel: VitaminDLevel
  /** Calendar months since the last denosumab shot, 0…60. */
  readonly monthsSinceDose: number
  readonly heightLoss: HeightLoss
  /** Has one of the usual risk factors: parent's hip break, smoking, drinking, low weight, early menopause (rules R5). */
  readonly riskFactor: boolean
  /** Steroid pills for three months or more, or an illness or another medicine that thins bone. */
  readonly secondaryCause: boolean
  /** Times fallen in the last twelve months, 0…50. */
  readonly fallsPastYear: number
  /** Feels unsteady or dizzy on their feet. */
  readonly unsteady: boolean
  /** Heart trouble, fainting, chest pain or breathlessness on effort, or uncontrolled blood pressure. */
  readonly heartTrouble: boolean
  /** An operation or a break in the last three months. */
  readonly recentSurgeryOrBreak: boolean
  /** New or worse back pain, or lost height. */
  readonly newBackPain: boolean
  /** A sign that a pain should be seen today: a fall or knock, no weight on it, weak legs, fever, past cancer. */
  readonly painAlarm: boolean
  readonly painRegion: PainRegion
}
export type SlotName = keyof SlotValues
export type Slots = { readonly [S in SlotName]?: SlotValues[S] }

export interface ToldSlot<S extends SlotName = SlotName> {
  readonly value: SlotValues[S]
  /** Number of the turn in which the patient told it, from 1. */
  readonly toldInTurn: number
}
export type ToldSlots = { readonly [S in SlotName]?: ToldSlot<S> }

/** What an answer supposes and nobody told: "and for men?", "is it the same at 75?". */
export interface Supposition {
  readonly slots: Slots
  /** "With osteopenia": a range without a number. */
  readonly tScoreClass?: 'low' | 'osteoporosis_range'
  /** Of other people: what the patient told of themself does not go with it. */
  readonly isOther?: true
}

/** What a short message says that leans on the last answer; its words are those of `_ellipsis.yml`. */
export interface Ellipsis {
  /** It begins as nothing can that stands alone: "and", "what about", "with". */
  readonly isLeaning: boolean
  /** What it names instead of what was spoken of: "what about vitamin D?". */
  readonly subject?: string
  /** What it asks about it: "how often?". */
  readonly facet?: string
  readonly supposing?: Supposition
  /** "Even at my age?": the same, for the patient's own case. */
  readonly isOwnCase?: true
}

/** The told values without their history. */
export function slotsOf(told: ToldSlots): Slots {
  return Object.fromEntries(Object.entries(told).map(([slot, { value }]) => [slot, value]))
}
