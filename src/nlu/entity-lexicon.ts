import type { EntitiesFile } from '../content/entity-schema.js'
import type { FractureSite, Menopause, ScanSite, Sex } from '../types.js'
import { makeMedicineNames, type MedicineNames } from './entity-medicine-names.js'
import { compilePhrases } from './entity-phrases.js'

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
}

/** Makes the words of `_entities.yml` ready to search with; once, at the start. */
export function makeLexicon(file: EntitiesFile): Lexicon {
  const { sexes, menopause, scanSites, fractureSites: broken } = file
  return {
    medicineNames: makeMedicineNames(file),
    cancerWords: compilePhrases(file.cancerWords),
    ambiguousNames: new Set(file.ambiguousNames),
    scanSites: compileMap([
      ['hip', scanSites.hip],
      ['spine', scanSites.spine],
      ['wrist', scanSites.wrist],
      ['other', scanSites.other],
    ]),
    fractureSites: compileMap([
      ['hip', broken.hip],
      ['spine', broken.spine],
      ['pelvis', broken.pelvis],
      ['upper_arm', broken.upper_arm],
      ['wrist', broken.wrist],
      ['rib', broken.rib],
      ['leg', broken.leg],
      ['other', broken.other],
    ]),
    minorBones: compilePhrases(file.minorBones),
    hardKnocks: compilePhrases(file.hardKnocks),
    youth: compilePhrases(file.youth),
    sexes: compileMap([
      ['other', sexes.other],
      ['female', sexes.female],
      ['male', sexes.male],
    ]),
    menopause: compileMap([
      ['pre', menopause.pre],
      ['peri', menopause.peri],
      ['post', menopause.post],
    ]),
    supervised: compileMap([
      [false, file.supervised.no],
      [true, file.supervised.yes],
    ]),
    pregnant: compileMap([
      [false, file.pregnant.no],
      [true, file.pregnant.yes],
    ]),
    kidneyOrCalciumProblems: compilePhrases(file.kidneyOrCalciumProblems),
  }
}

type Row<Key> = readonly [key: Key, phrases: readonly string[]]

function compileMap<Key>(rows: readonly Row<Key>[]): ReadonlyMap<Key, RegExp> {
  return new Map(rows.map(([key, phrases]) => [key, compilePhrases(phrases)]))
}
