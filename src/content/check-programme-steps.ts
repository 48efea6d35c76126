/** Checks that the steps of a programme follow one another, and that there is room for each. */
import type { ContentProblem } from '../errors.js'
import type { Programme } from './follow-up-schema.js'
import type { Place } from './place.js'

type At = (...path: readonly PropertyKey[]) => Place

/** Days in a month on average: near enough to see an order and a crowd. */
const DAYS_IN_MONTH = 30.44
/** As the limits have it for everybody; a clinic may be stricter, and then some texts wait. */
const MOST_IN_SEVEN_DAYS = 3

/** Lists steps that are named twice, stand in the wrong place, or are too many for a week. */
export function checkProgrammeSteps({ steps }: Programme, at: At): readonly ContentProblem[] {
  const days = steps.map(({ after }) => after.months * DAYS_IN_MONTH + after.days)
  const each = steps.flatMap(({ id, repeat }, index) => {
    const before = days[index - 1]
    const isNamedTwice = steps.findIndex((step) => step.id === id) !== index
    // A repeated step is called check_in_1, check_in_2 …, and no other may be.
    const isLikeRepeated = steps.some(
      (step) => step.repeat !== undefined && new RegExp(`^${step.id}_\\d+$`).test(id),
    )
    return [
      ...(isNamedTwice ? [at('steps', index, 'id')(`"${id}" is used twice`)] : []),
      ...(isLikeRepeated ? [at('steps', index, 'id')(`"${id}" is a repeat of another`)] : []),
      ...(before !== undefined && before > (days[index] ?? 0)
        ? [at('steps', index, 'after')('comes before the step above it', 'put the steps in order')]
        : []),
      ...(repeat !== undefined && (steps[index]?.windowDays ?? 0) >= repeat.everyDays
        ? [at('steps', index, 'windowDays')('reaches the next time it is sent')]
        : []),
    ]
  })
  return [...each, ...checkCrowd(steps, days, at)]
}

function checkCrowd(
  steps: Programme['steps'],
  days: readonly number[],
  at: At,
): readonly ContentProblem[] {
  const sent = steps
    .flatMap(({ repeat }, index) =>
      Array.from({ length: repeat?.times ?? 1 }, (_, time) => ({
        index,
        day: (days[index] ?? 0) + time * (repeat?.everyDays ?? 0),
      })),
    )
    .toSorted((a, b) => a.day - b.day)
  const crowded = sent.flatMap(({ index, day }, place) => {
    const tooNear = sent[place + MOST_IN_SEVEN_DAYS]
    const next = sent[place + 1]
    return [
      ...(next !== undefined && next.day - day < 1
        ? [at('steps', next.index, 'after')(`falls on a day of "${steps[index]?.id ?? ''}"`)]
        : []),
      ...(tooNear !== undefined && tooNear.day - day < 7
        ? [at('steps', tooNear.index, 'after')(`is one of more than three texts in seven days`)]
        : []),
    ]
  })
  return crowded
}
