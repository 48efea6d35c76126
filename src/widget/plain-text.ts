/** Answers as plain text: for the screen reader's log, for reading aloud, and to take along. */
import type { Citation, Message, Reply } from './reply.js'
import type { Strings } from './strings.js'

/** A stretch of a paragraph, or a mark that points at a source. */
export type Part =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'mark'; readonly n: number }

/** Cuts a paragraph at its marks; a mark without a source is left out. */
export function partsOf(paragraph: string, sources: ReadonlySet<number>): readonly Part[] {
  // Split by a group: the even parts are text, the odd ones are numbers.
  return paragraph.split(/\s?\[(\d{1,2})\]/).flatMap((part, index): Part[] => {
    if (index % 2 === 0) return part === '' ? [] : [{ kind: 'text', text: trueMinus(part) }]
    return sources.has(Number(part)) ? [{ kind: 'mark', n: Number(part) }] : []
  })
}

/** Shows the sign of a number as a minus, which is longer than a hyphen and is read out as one. */
export function trueMinus(text: string): string {
  return text.replace(/(^|[\s(:])-(?=\d)/g, '$1\u2212')
}

/** All that a reply says, without its marks, a line each. */
export function spokenText(reply: Reply): string {
  const none: ReadonlySet<number> = new Set()
  const plain = (text: string) =>
    partsOf(text, none)
      .map((part) => (part.kind === 'text' ? part.text : ''))
      .join('')
  const { table, card, picture } = reply
  const lines = [
    ...reply.paragraphs.map(plain),
    ...(picture === undefined ? [] : [picture.alt]),
    ...(table === undefined ? [] : [`${table.caption}:`]),
    ...(table?.rows ?? []).map(
      ([name = '', ...cells]) => `${plain(name)}: ${cells.map(plain).join(', ')}.`,
    ),
    ...(card?.facts ?? []).map(({ label }) => trueMinus(label)),
    ...(card?.questions ?? []),
  ]
  return lines.join('\n')
}

/** A conversation to take to the doctor, with the sources of each answer. */
export function conversationText(messages: readonly Message[], strings: Strings): string {
  const turns = messages.map(({ text, reply, receivedAt }) => {
    const when = new Date(receivedAt).toLocaleString()
    const because = reply.because.map(({ label }) => trueMinus(label)).join(', ')
    const lines = [
      `${strings.youAsked} (${when}):`,
      text,
      '',
      `${strings.answer}:`,
      spokenText(reply),
      ...(because === '' ? [] : [`${strings.because}: ${because}`]),
      ...(reply.disclaimer === undefined ? [] : [trueMinus(reply.disclaimer)]),
      ...(reply.isReviewed ? [] : [strings.unreviewedOne]),
      ...reply.citations.map((citation) => `[${citation.n}] ${footnoteText(citation)}`),
    ]
    return lines.join('\n')
  })
  return [strings.title, ...turns, strings.noRecord].join('\n\n')
}

/** Who said it, when, and what kind of evidence it is. */
export function originOf({ organisation, year, kind }: Citation): string {
  return `${[organisation, year].filter((part) => part !== undefined).join(', ')} (${kind})`
}

function footnoteText(citation: Citation): string {
  return `${citation.title}. ${originOf(citation)}. ${citation.url}`
}

/**
 * Finds the numbers that an emergency reply tells to call, in its order; the emergency number is
 * always one of them.
 */
export function numbersToCall(
  reply: Reply,
  emergencyNumber: string | undefined,
): readonly string[] {
  const said = [...reply.paragraphs.join(' ').matchAll(/\b(?:call|text) (\d{3,5})\b/gi)]
  const numbers = said.map(([, number = '']) => number)
  return [...new Set([...numbers, ...(emergencyNumber === undefined ? [] : [emergencyNumber])])]
}
