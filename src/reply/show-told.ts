import type { Content } from '../content/content.js'
import type { SlotName, Slots, SlotValues } from '../types.js'
import {
  showAmount,
  showHeightLoss,
  showMonths,
  showPortion,
  showScore,
  showVitaminDLevel,
  showWeight,
} from './show.js'

type Show<S extends SlotName> = (value: SlotValues[S], content: Content, slot: S) => string

const SHOW: { readonly [S in SlotName]: Show<S> } = {
  tScore: showScore,
  tScoreSite: showNamed,
  zScore: showScore,
  ageYears: String,
  sex: showNamed,
  menopause: showNamed,
  priorFracture: showNamed,
  fractureSite: showNamed,
  supervised: showNamed,
  pregnant: showNamed,
  kidneyOrCalciumProblem: showNamed,
  medicine: showNamed,
  weightKg: showWeight,
  calciumMgPerDay: showAmount,
  dailyFoods: showFoods,
  vitaminDLevel: showVitaminDLevel,
  monthsSinceDose: showMonths,
  heightLoss: showHeightLoss,
  riskFactor: showNamed,
  secondaryCause: showNamed,
  fallsPastYear: showNamedOrCount,
  unsteady: showNamed,
  heartTrouble: showNamed,
  recentSurgeryOrBreak: showNamed,
  newBackPain: showNamed,
  painAlarm: showNamed,
  painRegion: showNamed,
}

/** A told value as patients say it; undefined when it was not told. */
export function showTold<S extends SlotName>(
  content: Content,
  slots: Slots,
  slot: S,
): string | undefined {
  const value: SlotValues[S] | undefined = slots[slot]
  return value === undefined ? undefined : SHOW[slot](value, content, slot)
}

/** The words that `_system.yml` has for a value, or the value itself: "hip", "alendronate". */
function showNamed(value: string | boolean, { system }: Content, slot: SlotName): string {
  return system.values[slot]?.[String(value)] ?? String(value)
}

/** A count, unless `_system.yml` has words for it: "none", "1 fall". */
function showNamedOrCount(value: number, { system }: Content, slot: SlotName): string {
  return system.values[slot]?.[String(value)] ?? `${value} falls`
}

function showFoods(foods: SlotValues['dailyFoods'], { facts }: Content): string {
  return foods
    .flatMap(({ food: id, servings }) => {
      const food = facts.foods.foods[id]
      if (food === undefined) return []
      return [showPortion(food, servings * food.perMeasures, facts.foods)]
    })
    .join(', ')
}
