import type { CalciumTally } from '../clinical/calcium-tally.js'
import type { Foods } from '../content/facts-schema.js'
import { fillPlaceholders } from '../content/marks.js'
import { showAmount, showPortion } from './show.js'

/** A sum with more lines than this is read by nobody; the total still counts them all. */
const MAX_ITEMS = 10

/** The sum item by item, each with its source: "2 cups of milk: about 610 mg. [@dga_calcium]" */
export function foodItems({ foods }: CalciumTally, table: Foods): string {
  return foods
    .slice(0, MAX_ITEMS)
    .map(({ food, measures, mg }) => {
      const wording = food.isPoorlyAbsorbed ? table.poorlyAbsorbed : table.item
      const values: Readonly<Record<string, string>> = {
        portion: showPortion(food, measures, table),
        mg: showAmount(mg),
      }
      return `${fillPlaceholders(wording, (name) => values[name] ?? '')} [@${food.source}]`
    })
    .join(' ')
}
