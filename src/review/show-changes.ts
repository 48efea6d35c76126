/** The report that an editor reads: each changed reply side by side, then what was decided differently. */
import type { Changes, DecisionChange, PartChange, ReplyChange } from './changes.js'
import { groupBy } from './group.js'
import { paint, sideBySide, type Screen } from './side-by-side.js'

const SHOWN_UTTERANCES = 2
/** Utterances that came before in a conversation; the last ones tell most. */
const SHOWN_BEFORE = 2
const SHOWN_DECISIONS = 25

/** What the report is of. */
export interface Report {
  readonly changes: Changes
  /** The revision that the working tree is compared with. */
  readonly revision: string
  /** How many changed replies are shown. */
  readonly limit: number
}

/** Writes out what changed. */
export function showChanges({ changes, revision, limit }: Report, screen: Screen): string {
  const shown = groupBy(changes.replies.slice(0, limit), ({ responseId }) => responseId)
  const left = changes.replies.length - limit
  const lines = [
    ...(shown.size === 0 ? [] : [`left: ${revision}, right: the working tree`, '']),
    ...[...shown].flatMap(([responseId, replies]) => [
      heading(responseId, screen),
      '',
      ...replies.flatMap((reply) => showReply(reply, screen)),
    ]),
    ...(left > 0 ? [`… and ${left} more changed replies`, ''] : []),
    ...decisionTable(changes.decisions),
    `${changes.turns} turns played, ${changes.repliesChanged} replies changed in ` +
      `${changes.replies.length} ways, ${changes.decisionsChanged} decisions changed`,
  ]
  return `${lines.join('\n')}\n`
}

function heading(responseId: string, { width, isColoured }: Screen): string {
  const line = `── ${responseId} `.padEnd(width, '─')
  return isColoured ? paint('bold', line) : line
}

function showReply({ said, parts, isOther }: ReplyChange, screen: Screen): readonly string[] {
  const first = said.slice(0, SHOWN_UTTERANCES).map(quote)
  const more = said.length - first.length
  const led = [...first, ...(more > 0 ? [`and ${more} more`] : [])].map((line) => `  ${line}`)
  if (parts.length === 0) return [...led, '', '(the same words)', '']
  // Of another response all is different; its words are enough to see what the patient gets now.
  const shown = isOther ? parts.slice(0, 1) : parts
  return [...led, '', ...shown.flatMap((part) => showPart(part, screen))]
}

/** What was said, oldest first: `… "can I do yoga?" → "yes, my hip"`. */
function quote(said: readonly string[]): string {
  const shown = said.slice(-1 - SHOWN_BEFORE).map((utterance) => `"${utterance}"`)
  return `${said.length > shown.length ? '… ' : ''}${shown.join(' → ')}`
}

function showPart({ part, before, after }: PartChange, screen: Screen): readonly string[] {
  const name = part === 'text' ? [] : [`${part}:`]
  return [...name, ...sideBySide(before, after, screen), '']
}

function decisionTable(decisions: readonly DecisionChange[]): readonly string[] {
  const rows = [...groupBy(decisions, shortName)]
    .map(([name, group]) => ({ name, count: group.reduce((sum, { count }) => sum + count, 0) }))
    .sort((a, b) => b.count - a.count)
  const left = rows.length - SHOWN_DECISIONS
  return [
    ...rows
      .slice(0, SHOWN_DECISIONS)
      .map(({ name, count }) => `${String(count).padStart(6)}  ${name}`),
    ...(left > 0 ? [`        … and ${left} more`] : []),
    ...(rows.length > 0 ? [''] : []),
  ]
}

/** Between which intents the bot asks the patient to choose is too much for one line. */
function shortName({ before, after }: DecisionChange): string {
  return [before, after].map((name) => name.replace(/^clarify .*/, 'clarify')).join(' → ')
}
