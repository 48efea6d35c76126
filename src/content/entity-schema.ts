/** Shapes of the two files of words that all intents share: `_entities.yml` and `_dialogue_acts.yml`. */
import { z } from 'zod'
import { FRACTURE_SITES } from '../slots.js'
import { id, painRegion } from './schema.js'

/** Plain lower-case words; a space also fits a hyphen, "i am" also "i'm", "do not" also "don't". */
const phrase = z
  .string()
  .regex(/^[\p{Ll}\p{M}0-9'/+%;? \p{Emoji}-]+$/u, 'must be plain lower-case words')
const phrases = z.array(phrase).min(1)

const yesNo = z.strictObject({
  /** As people tell it of themselves, asked or not. */
  yes: phrases,
  no: phrases.optional(),
  /** What the question names, and the like: a yes or a no only as an answer to it ("smoking"). */
  yesAsAnswer: phrases.optional(),
  noAsAnswer: phrases.optional(),
})

export const entitiesFile = z.strictObject({
  /** Names of each bone medicine: generic, brands, biosimilars, frequent misspellings. */
  medicines: z.record(id, phrases),
  /** The same substances in cancer doses, whose schedule differs (rules R13): never read as a bone medicine. */
  cancerMedicines: phrases,
  /** Words that make a generic name a cancer dose. */
  cancerWords: phrases,
  /** Medicines of `medicines` whose generic name is also used for a cancer dose. */
  ambiguousNames: phrases,
  scanSites: z.strictObject({ hip: phrases, spine: phrases, wrist: phrases, other: phrases }),
  /** Most serious first: where several bones broke, the first one counts. */
  fractureSites: z.record(z.enum(FRACTURE_SITES), phrases),
  /** Bones whose break says nothing about osteoporosis (rules R1). */
  minorBones: phrases,
  /** What breaks and is no bone. */
  brokenThings: phrases,
  /** What breaks a healthy bone too. */
  hardKnocks: phrases,
  /** Says that a bone broke long before 50. */
  youth: phrases,
  sexes: z.strictObject({ female: phrases, male: phrases, other: phrases }),
  /** Told of oneself ("I'm a grandmother"), these tell a sex. */
  sexRoles: z.strictObject({ female: phrases, male: phrases }),
  menopause: z.strictObject({ pre: phrases, peri: phrases, post: phrases }),
  /** What silences the usual calcium and vitamin D numbers (rules R12). */
  kidneyOrCalciumProblems: phrases,
  yesNo: z.strictObject({
    supervised: yesNo,
    pregnant: yesNo,
    /** The usual risk factors (rules R5). */
    riskFactor: yesNo,
    /** Steroid pills for months, or an illness or another medicine that thins bone. */
    secondaryCause: yesNo,
    unsteady: yesNo,
    heartTrouble: yesNo,
    recentSurgeryOrBreak: yesNo,
    newBackPain: yesNo,
    painAlarm: yesNo,
  }),
  painRegions: z.record(painRegion, phrases),
  /** Illnesses and medicines besides thin bones, one list each. */
  otherConditions: z.array(phrases),
})

const acts = z.enum([
  'yes',
  'no',
  'notSure',
  'ratherNotSay',
  'skip',
  'cancel',
  'startOver',
  'safe',
  'repeat',
  'more',
  'shorter',
  'why',
  'correction',
  'thanks',
  'optOut',
  'optIn',
  'help',
  'source',
  'rememberMe',
])

export const dialogueActsFile = z.strictObject({
  /** Words around an act that add nothing: "well", "please". */
  fillers: phrases,
  acts: z.record(
    acts,
    z.strictObject({
      /** The whole utterance, or the whole rest of it after another act. */
      whole: phrases,
      /** Also counts when more follows: "yes my wrist". */
      opening: phrases.default([]),
      /** Also counts when more follows after a comma or a stop: "no, I meant…". */
      beforePause: phrases.default([]),
      /** Counts anywhere in a short utterance: "please quit texting me". */
      anywhere: phrases.default([]),
    }),
  ),
})

/** Wordings of acts that no phrase foresees, from which the classifier learns. */
export const actExamplesFile = z.partialRecord(acts, z.array(z.string().min(1).max(200)).min(1))

export type ActExamples = Readonly<z.infer<typeof actExamplesFile>>
export type EntitiesFile = Readonly<z.infer<typeof entitiesFile>>
export type DialogueActsFile = Readonly<z.infer<typeof dialogueActsFile>>
