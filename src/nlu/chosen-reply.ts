import type { Awaited, SlotName } from '../types.js'

interface Question {
  readonly replies: readonly string[]
}

/** The bot's own questions, with the buttons under each. */
export interface AskedQuestions {
  readonly asks: Readonly<Record<SlotName, Question>>
  /** For a unit that was not told. */
  readonly units: { readonly [S in SlotName]?: Question | undefined }
}

const PLACES: Readonly<Record<string, number>> = {
  first: 0,
  second: 1,
  third: 2,
  fourth: 3,
  last: -1,
  '1': 0,
  '2': 1,
  '3': 2,
  '4': 3,
}
const CHOICE =
  /^\W*(?:(?:i'?d say|i'?ll (?:take|go with)|it'?s|go with|pick) )?(?:the )?(?:(?<ordinal>first|second|third|fourth|last)(?: (?:one|option|choice|answer))?|(?:option|choice|answer|number) ?(?<number>[1-4]))\W*$/i

/**
 * Reads which button is meant by its place: "the second one", "option 2".
 *
 * @returns the words of the button, or undefined when none is meant.
 */
export function chosenReply(
  { asks, units }: AskedQuestions,
  awaited: Awaited | undefined,
  utterance: string,
): string | undefined {
  if (awaited?.kind !== 'slot') return undefined
  const { ordinal, number } = CHOICE.exec(utterance)?.groups ?? {}
  const place = PLACES[(ordinal ?? number ?? '').toLowerCase()]
  const { slot, doubted } = awaited
  const question = doubted?.doubt === 'no_unit' ? units[slot] : asks[slot]
  return place === undefined ? undefined : question?.replies.at(place)
}
