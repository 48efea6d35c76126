/** How told values are shown to patients, in the units that were told and in the other one. */
import type { Food, Foods } from '../content/facts-schema.js'
import type { HeightLoss, VitaminDLevel } from '../types.js'

const POUNDS_PER_KG = 2.20462
const CM_PER_INCH = 2.54
const NMOL_PER_NG = 2.5

/** Shows a T- or Z-score as reports print it: one decimal, two where the patient told two. */
export function showScore(score: number): string {
  const hundredths = Math.round(score * 100)
  const shown = (hundredths / 100).toFixed(hundredths % 10 === 0 ? 1 : 2)
  return hundredths > 0 ? `+${shown}` : shown
}

/** "1,200". */
export function showAmount(amount: number): string {
  return amount.toLocaleString('en-US')
}

/** "68 kg (150 lb)": a slip of the unit is seen at once. */
export function showWeight(weightKg: number): string {
  return `${weightKg} kg (${Math.round(weightKg * POUNDS_PER_KG)} lb)`
}

/** "18 ng/mL (45 nmol/L)". */
export function showVitaminDLevel({ value, unit }: VitaminDLevel): string {
  const other =
    unit === 'ng/mL'
      ? `${tenth(value * NMOL_PER_NG)} nmol/L`
      : `${tenth(value / NMOL_PER_NG)} ng/mL`
  return `${value} ${unit} (${other})`
}

/** "2 inches (5.1 cm)". */
export function showHeightLoss({ value, unit }: HeightLoss): string {
  const inches = tenth(unit === 'in' ? value : value / CM_PER_INCH)
  const cm = `${tenth(unit === 'cm' ? value : value * CM_PER_INCH)} cm`
  const shown = `${inches} ${inches === 1 ? 'inch' : 'inches'}`
  return unit === 'in' ? `${shown} (${cm})` : `${cm} (${shown})`
}

/** "6.5 months"; never rounded up, for 6.99 months are not the 7 at which a shot is overdue. */
export function showMonths(months: number): string {
  const shown = Math.floor(months * 10) / 10
  return `${shown} ${shown === 1 ? 'month' : 'months'}`
}

/** "2 cups of milk", "half-cup" measures and fractions as people write them. */
export function showPortion(food: Food, measures: number, table: Foods): string {
  const { one, many } = table.measures[food.measure]
  // By what is shown: 1.04 ounces are "1 ounce".
  const count = showCount(measures)
  const isOne = measures < 1 || count === '1'
  const name = isOne ? food.name : (food.names ?? food.name)
  return [count, isOne ? one : many, name].filter((part) => part !== '').join(' ')
}

const FRACTIONS: Readonly<Record<string, string>> = {
  '0.13': '1/8',
  '0.25': '1/4',
  '0.5': '1/2',
  '0.75': '3/4',
}

function showCount(count: number): string {
  const whole = Math.floor(count)
  const fraction = FRACTIONS[String(Math.round((count - whole) * 100) / 100)]
  if (fraction === undefined) return showAmount(Math.max(0.1, tenth(count)))
  return whole === 0 ? fraction : `${whole} ${fraction}`
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}
