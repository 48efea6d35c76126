import type { EntitiesFile } from '../../content/entity-schema.js'
import type { Foods } from '../../content/facts-schema.js'
import { painRegion } from '../../content/schema.js'
import { FRACTURE_SITES } from '../../slots.js'
import type { FractureSite, Menopause, PainRegion, ScanSite, Sex } from '../../types.js'
import { makeFoodNames, type FoodNames } from './foods.js'
import { makeMedicineNames, type MedicineNames } from './medicine-names.js'
import { compilePhrases, type Phrases } from './phrases.js'
import type { YesNoPhrases, YesNoSlot } from './yes-no-slots.js'

/** The words of `_entities.yml`, made ready to search with. */
export interface Lexicon {
  readonly medicineNames: MedicineNames
  readonly cancerWords: Phrases
  readonly ambiguousNames: ReadonlySet<string>
  readonly scanSites: ReadonlyMap<ScanSite, Phrases>
  /** Most serious first. */
  readonly fractureSites: ReadonlyMap<FractureSite, Phrases>
  readonly minorBones: Phrases
  readonly brokenThings: Phrases
  readonly hardKnocks: Phrases
  readonly youth: Phrases
  readonly sexes: ReadonlyMap<Sex, Phrases>
  readonly sexRoles: ReadonlyMap<'female' | 'male', Phrases>
  readonly menopause: ReadonlyMap<Menopause, Phrases>
  readonly kidneyOrCalciumProblems: Phrases
  readonly yesNo: Readonly<Record<YesNoSlot, YesNoPhrases>>
  readonly painRegions: ReadonlyMap<PainRegion, Phrases>
  readonly foodNames: FoodNames
  readonly otherConditions: readonly Phrases[]
}

// Where several fit, the first one counts.
const SCAN_SITES = ['hip', 'spine', 'wrist', 'other'] as const
const SEXES = ['other', 'female', 'male'] as const
const MENOPAUSE = ['pre', 'peri', 'post'] as const

/** Makes the words of `_entities.yml` and the names of foods ready to search with; once, at the start. */
export function makeLexicon(file: EntitiesFile, foods: Foods): Lexicon {
  return {
    medicineNames: makeMedicineNames(file),
    cancerWords: compilePhrases(file.cancerWords),
    ambiguousNames: new Set(file.ambiguousNames),
    scanSites: compileEach(SCAN_SITES, file.scanSites),
    fractureSites: compileEach(FRACTURE_SITES, file.fractureSites),
    minorBones: compilePhrases(file.minorBones),
    brokenThings: compilePhrases(file.brokenThings),
    hardKnocks: compilePhrases(file.hardKnocks),
    youth: compilePhrases(file.youth),
    sexes: compileEach(SEXES, file.sexes),
    sexRoles: compileEach(['female', 'male'] as const, file.sexRoles),
    menopause: compileEach(MENOPAUSE, file.menopause),
    kidneyOrCalciumProblems: compilePhrases(file.kidneyOrCalciumProblems),
    yesNo: {
      supervised: compileYesNo(file.yesNo.supervised),
      pregnant: compileYesNo(file.yesNo.pregnant),
      riskFactor: compileYesNo(file.yesNo.riskFactor),
      secondaryCause: compileYesNo(file.yesNo.secondaryCause),
      unsteady: compileYesNo(file.yesNo.unsteady),
      heartTrouble: compileYesNo(file.yesNo.heartTrouble),
      recentSurgeryOrBreak: compileYesNo(file.yesNo.recentSurgeryOrBreak),
      newBackPain: compileYesNo(file.yesNo.newBackPain),
      painAlarm: compileYesNo(file.yesNo.painAlarm),
    },
    painRegions: compileEach(painRegion.options, file.painRegions),
    otherConditions: file.otherConditions.map(compilePhrases),
    foodNames: makeFoodNames(foods),
  }
}

function compileEach<Key extends string>(
  keys: readonly Key[],
  phrases: Readonly<Record<Key, readonly string[]>>,
): ReadonlyMap<Key, Phrases> {
  return new Map(keys.map((key) => [key, compilePhrases(phrases[key])]))
}

function compileYesNo(phrases: EntitiesFile['yesNo'][YesNoSlot]): YesNoPhrases {
  const { yes, no, yesAsAnswer, noAsAnswer } = phrases
  return {
    yes: compilePhrases(yes),
    no: no && compilePhrases(no),
    yesAsAnswer: yesAsAnswer && compilePhrases(yesAsAnswer),
    noAsAnswer: noAsAnswer && compilePhrases(noAsAnswer),
  }
}
