/** Talks to the bot in a terminal. */
import { createInterface } from 'node:readline/promises'
import { styleText } from 'node:util'
import { newSession } from '../dialogue/session.js'
import { takeTurn, type ReadyContent } from '../turn.js'
import { slotsOf } from '../slots.js'
import type { ReplyTable, Turn } from '../types.js'

const WIDTH = 78

/** Chats until the input ends; with `isExplaining`, shows how each turn was understood and decided. */
export async function chat(
  content: ReadyContent,
  { isExplaining }: { readonly isExplaining: boolean },
): Promise<void> {
  const terminal = createInterface({
    input: process.stdin,
    output: process.stdout,
    prompt: 'you> ',
  })
  let session = newSession(new Date().toISOString(), 'en')
  let turns = 0
  show(
    `Ask about bone health. I'm automated, not a clinician. Emergency? Call ${content.clinic.emergencyNumber}. End with Ctrl+D.`,
  )
  terminal.prompt()
  for await (const utterance of terminal) {
    const turn = takeTurn(content, session, {
      messageId: String(++turns),
      channel: 'console',
      sessionId: 'console',
      utterance,
      receivedAt: new Date().toISOString(),
    })
    session = turn.session
    if (isExplaining) show(styleText('dim', explain(turn)))
    for (const part of partsOf(content, turn)) show(part)
    terminal.prompt()
  }
  process.stdout.write('\n')
}

function partsOf({ sources }: ReadyContent, { reply }: Turn): readonly string[] {
  const because = reply.because.map(({ label }) => label).join(' · ')
  const citations = reply.citations.map((id, index) => {
    const source = sources[id]
    const by = [source?.organisation, source?.year].filter((part) => part !== undefined).join(', ')
    return `[${index + 1}] ${source?.title ?? id}. ${by}. ${source?.url ?? ''}`
  })
  const chips = reply.suggestions.map(({ text }) => `(${text})`).join(' ')
  const paragraphs =
    reply.urgency === 'emergency'
      ? reply.paragraphs.map((paragraph) => styleText('red', wrap(paragraph)))
      : reply.paragraphs.map(wrap)
  return [
    ...paragraphs,
    ...(reply.table === undefined ? [] : [tableText(reply.table)]),
    ...(reply.picture === undefined ? [] : [wrap(reply.picture.alt)]),
    ...(reply.card === undefined ? [] : [reply.card.questions.map((q) => `  [ ] ${q}`).join('\n')]),
    ...(because === '' ? [] : [`Because you told me: ${because}`]),
    ...(citations.length === 0 ? [] : [styleText('dim', citations.join('\n'))]),
    ...(reply.disclaimer === undefined ? [] : [styleText('dim', wrap(reply.disclaimer))]),
    ...(reply.isReviewed === true ? [] : [styleText('dim', 'Not yet reviewed by a clinician.')]),
    ...(chips === '' ? [] : [chips]),
  ]
}

function tableText({ caption, rows }: ReplyTable): string {
  return [styleText('bold', caption), ...rows.map((cells) => `  ${cells.join('  ')}`)].join('\n')
}

/** How a turn was understood and decided, one line for each part. */
export function explain({ understanding, decision, reply, session }: Turn): string {
  const { intents, entities, acts, redFlags } = understanding
  const ranked = intents.map(({ intent, confidence }) => `${intent} ${confidence.toFixed(2)}`)
  return [
    `red flags  ${redFlags.map(({ id, certainty }) => `${id} (${certainty})`).join(', ') || 'none'}`,
    `intents    ${ranked.join(', ')}`,
    `entities   ${entities.map(({ slot, value, doubt }) => `${slot}=${JSON.stringify(value)}${doubt ? ` ${doubt}?` : ''}`).join(', ') || 'none'}`,
    `acts       ${acts.join(', ') || 'none'}`,
    `slots      ${JSON.stringify(slotsOf(session.slots))}`,
    `decision   ${JSON.stringify(decision)}`,
    `response   ${reply.responseId}`,
  ].join('\n')
}

function show(text: string): void {
  process.stdout.write(`${text}\n\n`)
}

function wrap(text: string): string {
  return text.replace(new RegExp(`(?![^\\n]{1,${WIDTH}}$)([^\\n]{1,${WIDTH}})\\s`, 'g'), '$1\n')
}
