import type { DailyFood, Entity, Person, SlotName } from '../types.js'
import { readAges } from './entity/age.js'
import { readCalciumAmounts } from './entity/calcium-amount.js'
import { settleDoubt } from './entity/doubt.js'
import { readFalls } from './entity/falls.js'
import { readFamilyRisk } from './entity/family-risk.js'
import { readFoods } from './entity/foods.js'
import { readFractures } from './entity/fracture.js'
import { readHeightLoss } from './entity/height-loss.js'
import { readKidney } from './entity/kidney.js'
import { readLastDose } from './entity/last-dose.js'
import type { Lexicon } from './entity/lexicon.js'
import { readMedicines } from './entity/medicine.js'
import { readMenopause } from './entity/menopause.js'
import { readPainRegions } from './entity/pain-region.js'
import { overlaps, type Found, type Reader, type Reading } from './entity/reading.js'
import { readRecentSurgery } from './entity/recent-surgery.js'
import { readScores } from './entity/scores.js'
import { readSexes } from './entity/sex.js'
import { readVitaminDLevels } from './entity/vitamin-d-level.js'
import { readWeights } from './entity/weight.js'
import { readYesNo } from './entity/yes-no-slots.js'
import { normalize, originalSpan, type NormalText } from './normalize.js'
import { findNumbers } from './numbers.js'
import { findPersons, hasOwnCase, ownerOf } from './person.js'

export interface EntityQuestion {
  readonly utterance: string
  /** What the bot has just asked for: a bare value answers it. */
  readonly awaited?: SlotName
  /** The value that is being asked back, so that "minus" or "pounds" can settle it. */
  readonly doubted?: Entity
  /** The other person who was asked for before: "she" may be them. */
  readonly known?: Person
  readonly foodsBefore?: readonly DailyFood[] | undefined
  /** ISO 8601; ages are counted on this day. */
  readonly receivedAt: string
}

// Ages and weights come before scores, which get only the numbers that nothing else claims.
const READERS: readonly Reader[] = [
  readAges,
  readWeights,
  readSexes,
  readMenopause,
  readFractures,
  readYesNo('supervised'),
  readYesNo('pregnant'),
  readKidney,
  readMedicines,
  readLastDose,
  readHeightLoss,
  readVitaminDLevels,
  readCalciumAmounts,
  readFoods,
  readFamilyRisk,
  readYesNo('riskFactor'),
  readYesNo('secondaryCause'),
  readYesNo('unsteady'),
  readYesNo('heartTrouble'),
  readYesNo('newBackPain'),
  readYesNo('painAlarm'),
  readRecentSurgery,
  readFalls,
  readPainRegions,
]

/** Finds the values in an utterance, in the order of the text, and says whose and how sure they are. */
export function findEntities(lexicon: Lexicon, question: EntityQuestion): readonly Entity[] {
  const normal = normalize(question.utterance)
  const reading = readingOf(lexicon, question, normal)
  const settled = settleDoubt(reading)
  const found = settled === undefined ? readAll(reading) : [settled]
  const entities = found.map((value) => ({
    ...value,
    ...originalSpan(normal, value),
    ...(value.about === undefined ? reading.ownerOf(value) : { about: value.about }),
  }))
  return withoutRepeats(entities).toSorted((a, b) => a.start - b.start)
}

type MakeReading = (lexicon: Lexicon, question: EntityQuestion, normal: NormalText) => Reading

const readingOf: MakeReading = (
  lexicon,
  { awaited, doubted, foodsBefore, known, receivedAt },
  { text, isCut },
) => {
  // A number near the cut may be half of one: "minus two" of "minus two point five".
  const numbers = findNumbers(text).filter(({ end }) => !isCut || end < text.length - CUT_MARGIN)
  const persons = findPersons(text, known)
  return {
    lexicon,
    text,
    numbers,
    awaited,
    doubted,
    foodsBefore,
    receivedAt,
    isPersonal: hasOwnCase(text),
    whoseIs: (span) => ownerOf({ text, persons }, span).about,
    ownerOf: (span) => ownerOf({ text, persons }, span),
  }
}

/** Longer than what may stand between two halves of a number. */
const CUT_MARGIN = 24

function readAll(reading: Reading): readonly Found[] {
  const found = READERS.flatMap((read) => read(reading))
  const numeric = found.filter(
    ({ value }) => typeof value === 'number' || typeof value === 'object',
  )
  const free = reading.numbers.filter(
    (number) => !numeric.some((claimed) => overlaps(claimed, number)),
  )
  return [...found, ...readScores(reading, free)]
}

/** Keeps the first value of each slot and person; values that are several in doubt all stay. */
function withoutRepeats(entities: readonly Entity[]): readonly Entity[] {
  return entities.filter(
    (entity, i) =>
      entity.doubt === 'several' ||
      entities.findIndex((other) => other.slot === entity.slot && isOfSame(other, entity)) === i,
  )
}

function isOfSame(a: Entity, b: Entity): boolean {
  return a.about === b.about && a.person?.relation === b.person?.relation
}
