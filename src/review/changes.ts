/** What two contents reply differently to the same utterances. */
import type { ChannelName, Reply } from '../types.js'
import { groupBy } from './group.js'

/** What the bot did with an utterance. */
export interface PlayedTurn {
  /** What the patient said before in this conversation, and then the utterance. */
  readonly said: readonly string[]
  readonly channel: ChannelName
  /** In a few words, such as `answer heavy_lifting_safe`. */
  readonly decision: string
  readonly reply: Reply
}

const PARTS = ['text', 'sms', 'note', 'told', 'chips', 'sources', 'urgency'] as const

/** A part of a reply as patients see it: paragraphs, text message, disclaimer, facts used, buttons, sources. */
export type PartName = (typeof PARTS)[number]

export interface PartChange {
  readonly part: PartName
  readonly before: string
  readonly after: string
}

/** One change of words, and all that leads to it. */
export interface ReplyChange {
  /** `calcium.general`, or `calcium.general → protein.general`. */
  readonly responseId: string
  /** Another response is given, rather than the same one in other words. */
  readonly isOther: boolean
  /** Only what changed; empty when the same words come from another response. */
  readonly parts: readonly PartChange[]
  /** What patients said, each with what they had said before. */
  readonly said: readonly (readonly string[])[]
}

/** How often one decision became another. */
export interface DecisionChange {
  readonly before: string
  readonly after: string
  readonly count: number
}

export interface Changes {
  readonly turns: number
  readonly repliesChanged: number
  readonly decisionsChanged: number
  /** By response: other words before other responses, and first what most utterances lead to. */
  readonly replies: readonly ReplyChange[]
  /** The most frequent first. */
  readonly decisions: readonly DecisionChange[]
}

interface TurnPair {
  readonly before: PlayedTurn
  readonly after: PlayedTurn
}

/** Compares the turns that two contents played, one by one. */
export function findChanges(before: readonly PlayedTurn[], after: readonly PlayedTurn[]): Changes {
  const pairs = after.flatMap((turn, index) => {
    const old = before[index]
    return old === undefined ? [] : [{ before: old, after: turn }]
  })
  const replies = pairs.flatMap(changeOf)
  const decided = pairs.filter((pair) => pair.before.decision !== pair.after.decision)
  return {
    turns: pairs.length,
    repliesChanged: replies.length,
    decisionsChanged: decided.length,
    replies: mergeReplies(replies),
    decisions: countDecisions(decided),
  }
}

function changeOf({ before, after }: TurnPair): readonly ReplyChange[] {
  const [old, now] = [partsOf(before), partsOf(after)]
  const parts = PARTS.flatMap((part) =>
    old[part] === now[part] ? [] : [{ part, before: old[part], after: now[part] }],
  )
  const ids = [...new Set([before.reply.responseId, after.reply.responseId])]
  if (parts.length === 0 && ids.length === 1) return []
  return [{ responseId: ids.join(' → '), isOther: ids.length > 1, parts, said: [after.said] }]
}

/** In a conversation by text message the patient sees nothing but that. */
function partsOf({ reply, channel }: PlayedTurn): Readonly<Record<PartName, string>> {
  const onWeb = (shown: string): string => (channel === 'sms' ? '' : shown)
  return {
    text: onWeb([...reply.paragraphs, ...besideText(reply)].join('\n\n')),
    sms: reply.shortText,
    note: onWeb(reply.disclaimer ?? ''),
    told: onWeb(reply.because.map(({ label }) => label).join(' · ')),
    chips: onWeb(reply.suggestions.map(({ text }) => text).join('\n')),
    sources: onWeb(reply.citations.join(' ')),
    urgency: reply.urgency ?? '',
  }
}

function mergeReplies(changes: readonly ReplyChange[]): readonly ReplyChange[] {
  const same = groupBy(changes, ({ responseId, parts }) => JSON.stringify([responseId, parts]))
  const merged = [...same.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [{ ...first, said: [...first.said, ...others.flatMap(({ said }) => said)] }],
  )
  const groups = [...groupBy(merged, ({ responseId }) => responseId).values()]
  return groups
    .map((group) => [...group].sort((a, b) => b.said.length - a.said.length))
    .sort(byWeight)
    .flat()
}

/** Other words before other responses; then what most utterances lead to, at last by name. */
function byWeight([a]: readonly ReplyChange[], [b]: readonly ReplyChange[]): number {
  if (a === undefined || b === undefined) return 0
  const byKind = Number(a.isOther) - Number(b.isOther)
  return byKind || b.said.length - a.said.length || (a.responseId < b.responseId ? -1 : 1)
}

function countDecisions(pairs: readonly TurnPair[]): readonly DecisionChange[] {
  return [...groupBy(pairs, (pair) => `${pair.before.decision}\n${pair.after.decision}`).values()]
    .flatMap((group) =>
      group.slice(0, 1).map(({ before, after }) => ({
        before: before.decision,
        after: after.decision,
        count: group.length,
      })),
    )
    .sort((a, b) => b.count - a.count)
}

function besideText({ table, picture, card }: Reply): readonly string[] {
  return [
    ...(table === undefined ? [] : [table.caption, ...table.rows.map((row) => row.join(' | '))]),
    ...(picture === undefined ? [] : [picture.title, picture.alt]),
    ...(card === undefined ? [] : [...card.facts.map(({ label }) => label), ...card.questions]),
  ]
}
