import type { EntitiesFile } from '../../content/entity-schema.js'
import type { Foods } from '../../content/facts-schema.js'
import type { FractureSite, Menopause, ScanSite, Sex } from '../../types.js'
import { makeFoodNames, type FoodNames } from './foods.js'
import { makeMedicineNames, type MedicineNames } from './medicine-names.js'
import { compilePhrases } from './phrases.js'

/** The words of `_entities.yml`, made ready to search with. Patterns are global: use `matchAll`. */
export interface Lexicon {
  readonly medicineNames: MedicineNames
  readonly cancerWords: RegExp
  readonly ambiguousNames: ReadonlySet<string>
  readonly scanSites: ReadonlyMap<ScanSite, RegExp>
  /** Most serious first. */
  readonly fractureSites: ReadonlyMap<FractureSite, RegExp>
  readonly minorBones: RegExp
  readonly hardKnocks: RegExp
  readonly youth: RegExp
  readonly sexes: ReadonlyMap<Sex, RegExp>
  readonly menopause: ReadonlyMap<Menopause, RegExp>
  readonly supervised: ReadonlyMap<boolean, RegExp>
  readonly pregnant: ReadonlyMap<boolean, RegExp>
  readonly kidneyOrCalciumProblems: RegExp
  readonly riskFactor: RegExp
  readonly secondaryCause: RegExp
  readonly foodNames: FoodNames
}

// Where several fit, the first one counts.
const SCAN_SITES = ['hip', 'spine', 'wrist', 'other'] as const
const FRACTURE_SITES: readonly FractureSite[] = [
  'hip',
  'spine',
  'pelvis',
  'upper_arm',
  'wrist',
  'rib',
  'leg',
  'other',
]
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
    hardKnocks: compilePhrases(file.hardKnocks),
    youth: compilePhrases(file.youth),
    sexes: compileEach(SEXES, file.sexes),
    menopause: compileEach(MENOPAUSE, file.menopause),
    supervised: compileYesNo(file.supervised),
    pregnant: compileYesNo(file.pregnant),
    kidneyOrCalciumProblems: compilePhrases(file.kidneyOrCalciumProblems),
    riskFactor: compilePhrases(file.riskFactor),
    secondaryCause: compilePhrases(file.secondaryCause),
    foodNames: makeFoodNames(foods),
  }
}

function compileEach<Key extends string>(
  keys: readonly Key[],
  phrases: Readonly<Record<Key, readonly string[]>>,
): ReadonlyMap<Key, RegExp> {
  return new Map(keys.map((key) => [key, compilePhrases(phrases[key])]))
}

// "no trainer" holds "trainer", so the no comes first.
function compileYesNo({ yes, no }: EntitiesFile['supervised']): ReadonlyMap<boolean, RegExp> {
  return new Map([
    [false, compilePhrases(no)],
    [true, compilePhrases(yes)],
  ])
}
