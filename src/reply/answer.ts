import type { Variant } from '../content/schema.js'
import type { Content } from '../content/content.js'
import type { ChannelName, Reply, Suggestion } from '../types.js'
import { finish } from './draft.js'
import { fill, needsScore, type Filling } from './fill.js'
import { firstFitting, type Match } from './match.js'
import { pictureFor } from './picture.js'

const MAX_SUGGESTIONS = 3

/** What is offered when nothing better is known. */
export const FIRST_TOPICS = ['t_score_meaning', 'heavy_lifting_safe', 'calcium_amount']

/** Which part of an answer is wanted: the answer itself, or "tell me more". */
export type Depth = 'text' | 'more'

/**
 * Words the answer to one intent, or to two in the order asked, with one notice.
 *
 * @returns undefined when none of them has that depth.
 */
export function answer(
  filling: Filling,
  intents: readonly string[],
  { depth, channel }: { readonly depth: Depth; readonly channel: ChannelName },
): Reply | undefined {
  const parts = intents.flatMap((intent) => part(filling, intent, depth))
  if (parts.length === 0) return undefined
  const first = parts[0]?.intent ?? ''
  return finish(filling, {
    responseId: parts.map(({ id }) => id).join('+'),
    text: parts.map(({ text }) => text).join('\n\n'),
    shortText: parts.map(({ shortText }) => shortText).join('\n'),
    used: parts.flatMap(({ used }) => used),
    suggestions: suggestionsAfter(filling.content, intents),
    disclaimer: disclaimerOf(filling.content, first, channel),
    card: parts.find(({ card }) => card !== undefined)?.card,
    // Of two answers with a table or a picture, the first one's: two would not be read.
    table: parts.find(({ table }) => table !== undefined)?.table,
    picture: parts.find(({ picture }) => picture !== undefined)?.picture,
  })
}

/** Buttons for what patients ask after these intents. */
export function suggestionsAfter(
  content: Content,
  intents: readonly string[],
): readonly Suggestion[] {
  const next = intents.flatMap((intent) => content.responses.get(intent)?.suggest ?? [])
  const fresh = [...new Set(next)].filter((intent) => !intents.includes(intent))
  return buttonsFor(content, fresh.slice(0, MAX_SUGGESTIONS))
}

/** Buttons that ask these intents by their titles. */
export function buttonsFor(content: Content, intents: readonly string[]): readonly Suggestion[] {
  return intents.flatMap((intent) => {
    const text = content.intents.get(intent)?.title
    return text === undefined ? [] : [{ text, intent }]
  })
}

function part(filling: Filling, intent: string, depth: Depth) {
  const variants = filling.content.responses.get(intent)?.variants ?? []
  const sayable = variants.filter(({ text }) => !needsScore(filling.profile, text))
  const { fitting, used } = firstFitting(sayable, filling.profile)
  return fitting === undefined ? [] : wordsOf(filling, { intent, variant: fitting, depth, used })
}

function wordsOf(
  filling: Filling,
  {
    intent,
    variant,
    depth,
    used,
  }: {
    readonly intent: string
    readonly variant: Variant
    readonly depth: Depth
    readonly used: Match['used']
  },
) {
  const source = depth === 'text' ? variant.text : variant.more
  if (source === undefined) return []
  const filled = fill(filling, source, 'text')
  const short = fill(filling, variant.sms, 'sms')
  return [
    {
      intent,
      id: depth === 'text' ? `${intent}.${variant.id}` : `${intent}.${variant.id}.more`,
      text: filled.text,
      shortText: short.text,
      used: [...used, ...filled.used],
      table: depth === 'text' ? variant.table : undefined,
      picture: depth === 'text' ? pictureFor(filling, variant) : undefined,
      card: depth === 'text' ? variant.card : undefined,
    },
  ]
}

function disclaimerOf(content: Content, intent: string, channel: ChannelName): string | undefined {
  const id = content.responses.get(intent)?.disclaimer
  if (id === undefined || id === 'none') return undefined
  const wording = content.system.disclaimers[id]
  return channel === 'sms' ? (wording?.sms ?? wording?.text) : wording?.text
}
