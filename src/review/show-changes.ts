/** The report that an editor reads: each changed reply side by side, then what was decided differently. */
import { styleText } from 'node:util'
import type { Changes, DecisionChange, PartChange, ReplyChange } from './changes.js'
import { groupBy } from './group.js'
import { sideBySide, type Screen } from './side-by-side.js'

const SHOWN_UTTERANCES = 2
/** Utterances that came before in a conversation; the last ones tell most. */
const SHOWN_BEFORE = 2
const SHOWN_DECISIONS = 25

/**
 * Writes out what changed.
 *
 * @param limit How many changed replies are shown.
 */
export function showChanges(changes: Changes, limit: number, screen: Screen): string {
  const shown = groupBy(changes.replies.slice(0, limit), ({ responseId }) => responseId)
  const left = changes.replies.length - limit
  const lines = [
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
  return isColoured ? styleText('bold', line) : line
}

function showReply({ said, parts }: ReplyChange, screen: Screen): readonly string[] {
  const first = said.slice(0, SHOWN_UTTERANCES).map(quote)
  const more = said.length - first.length
  const led = [...first, ...(more > 0 ? [`and ${more} more`] : [])].map((line) => `  ${line}`)
  if (parts.length === 0) return [...led, '', '(the same words)', '']
  return [...led, '', ...parts.flatMap((part) => showPart(part, screen))]
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
  if (decisions.length === 0) return []
  const left = decisions.length - SHOWN_DECISIONS
  return [
    ...decisions
      .slice(0, SHOWN_DECISIONS)
      .map(({ before, after, count }) => `${String(count).padStart(6)}  ${before} → ${after}`),
    ...(left > 0 ? [`        … and ${left} more`] : []),
    '',
  ]
}
