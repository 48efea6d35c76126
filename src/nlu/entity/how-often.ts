const OFTEN =
  /\b(?:(?<times>once|twice|three times|four times|five times|\d (?:times|x))\s+(?:a|per|each|every)\s+(?<unit>day|week)|every other (?<other>day)|(?<number>\d|one|two|three) (?:times )?(?:a|per) (?<per>day|week)|(?<weekly>weekly|a week|per week|each week|every week|once in a while))\b/
const DAILY = /\b(?:a day|daily|every day|each day|per day)\b/
const TIMES: Readonly<Record<string, number>> = {
  once: 1,
  twice: 2,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
}
const DAYS_PER_WEEK = 7

/**
 * How often a day, by the next words about it in the same sentence: "sardines twice a week".
 *
 * @param after The text after what is eaten or taken.
 * @returns undefined where nothing is said of it.
 */
export function readTimesPerDay(after: string): number | undefined {
  const sentence = /^[^.;!?]*/.exec(after)?.[0] ?? ''
  const next = OFTEN.exec(sentence)
  // "A glass of milk a day and sardines twice a week": the day came first.
  if (next?.groups === undefined || DAILY.test(sentence.slice(0, next.index))) return undefined
  const { times, unit, other, number, per, weekly } = next.groups
  if (other !== undefined) return 1 / 2
  if (weekly !== undefined) return 1 / DAYS_PER_WEEK
  const word = (times ?? number ?? 'one').split(' ')[0] ?? 'one'
  const count = TIMES[word] ?? Number(word)
  return (unit ?? per) === 'week' ? count / DAYS_PER_WEEK : count
}
