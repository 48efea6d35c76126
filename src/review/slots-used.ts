import type { Content } from '../content/content.js'
import type { PlacedContent } from '../content/load.js'
import { placeholdersIn } from '../content/marks.js'
import { placeIn } from '../content/place.js'
import type { Response } from '../content/schema.js'
import type { ContentProblem } from '../errors.js'
import { FOOD_ITEMS } from '../reply/fill.js'
import { slotsNamedBy } from '../reply/match.js'
import { slotsShownBy } from '../reply/values.js'
import type { SlotName } from '../types.js'
import { slotsReadBy } from './slots-read.js'

/** Lists slots that an intent names and its answer ignores, and those that the answer names and the intent does not. */
export function checkSlotsUsed({ content, files }: PlacedContent): readonly ContentProblem[] {
  const ignored = [...files.intents].flatMap(([id, read]) => {
    const intent = content.intents.get(id)
    const response = content.responses.get(id)
    if (intent === undefined || response === undefined) return []
    const used = slotsUsedBy(content, response)
    return intent.slots
      .filter((slot) => !used.has(slot))
      .map((slot) =>
        intent.ask.includes(slot)
          ? placeIn(read, ['ask'])(`asks for ${slot}, which changes nothing in the answer`)
          : placeIn(read, ['slots'])(`names ${slot}, which changes nothing in the answer`),
      )
  })
  const unnamed = [...files.responses].flatMap(([id, read]) =>
    (content.responses.get(id)?.variants ?? []).flatMap(({ when }, index) =>
      slotsNamedBy(when)
        .filter((slot) => content.intents.get(id)?.slots.includes(slot) === false)
        .map((slot) =>
          placeIn(read, ['variants', index, 'when'])(
            `goes by ${slot}, which intents/en/${id}.yml does not name`,
            'add it to slots there, so that the answer follows when the patient tells it',
          ),
        ),
    ),
  )
  return [...ignored, ...unnamed]
}

/** Slots that can change an answer: which variant it is, which lines it has, which values it shows. */
function slotsUsedBy(content: Content, { variants }: Response): ReadonlySet<SlotName> {
  const texts = variants.flatMap(({ text, more = '', sms }) => [text, more, sms])
  const lines = texts.flatMap(placeholdersIn).flatMap((name) => content.lines[name] ?? [])
  const shown = [...texts, ...lines.flatMap(({ text, sms = '' }) => [text, sms])]
  const names = shown.flatMap(placeholdersIn)
  return new Set([
    ...[...variants, ...lines].flatMap(({ when }) => slotsReadBy(when)),
    ...names.flatMap(slotsShownBy),
    ...(names.includes(FOOD_ITEMS) ? (['dailyFoods'] as const) : []),
  ])
}
