/** One turn: what the patient wrote, and the answer with all that belongs to it. */
import { add, button, el, icon } from '../dom.js'
import { spokenText } from '../plain-text.js'
import type { Message } from '../reply.js'
import type { Speech } from '../speech.js'
import type { Strings } from '../strings.js'
import { becauseOf } from './because.js'
import { feedbackOf } from './feedback.js'
import { pictureOf } from './picture.js'
import { sourcesOf } from './sources.js'
import { tableOf } from './table.js'
import { visitCard } from './visit-card.js'
import { words } from './words.js'
import { trueMinus } from '../plain-text.js'

/** What the parts of a turn may do. */
export interface TurnParts {
  readonly strings: Strings
  readonly speech: Speech | undefined
  readonly ask: (text: string) => void
  readonly print: (node: HTMLElement) => void
  readonly announce: (text: string) => void
  readonly giveFeedback: (seq: number, isHelpful: boolean, reason?: string) => Promise<void>
}

/** The patient's own words. */
export function questionOf(text: string, strings: Strings): HTMLElement {
  return el(
    'div',
    { class: 'question' },
    el('h3', { class: 'unseen' }, strings.youAsked),
    el('p', { class: 'words', part: 'question', dir: 'auto' }, text),
  )
}

/** Undefined when the reply has nothing to show. */
export function answerOf(message: Message, parts: TurnParts): HTMLElement | undefined {
  const { reply } = message
  const { strings } = parts
  const isEmpty = reply.paragraphs.length === 0 && reply.table === undefined
  if (isEmpty && reply.card === undefined) return undefined
  const sources = sourcesOf(reply.citations, strings)
  const marks = {
    sources: new Set(reply.citations.map(({ n }) => n)),
    open: sources.open,
    strings,
  }
  const paragraphs = reply.paragraphs.map((text) => {
    const paragraph = el('p', { class: 'said' })
    add(paragraph, words(text, marks))
    return paragraph
  })
  const answer = el(
    'div',
    { class: `answer ${reply.urgency ?? ''}`, part: 'answer' },
    el('h3', { class: 'unseen' }, strings.answer),
    ...paragraphs,
    reply.picture && pictureOf(reply.picture),
    reply.table && tableOf(reply.table, marks),
    reply.card && visitCard(reply.card, strings, parts.print),
    becauseOf(reply.because, strings, parts.ask),
    sources.element,
    noticeOf(message, strings),
  )
  add(answer, toolsOf(message, parts))
  return answer
}

function noticeOf({ reply }: Message, strings: Strings): HTMLElement | undefined {
  const said = [reply.disclaimer, reply.isReviewed ? undefined : strings.unreviewedOne]
    .filter((text) => text !== undefined)
    .join(' ')
  return said === '' ? undefined : el('p', { class: 'quiet', part: 'disclaimer' }, trueMinus(said))
}

/** Only what answers a question can be helpful or not. */
function toolsOf(message: Message, parts: TurnParts): readonly HTMLElement[] {
  const { decision, reply, seq, isKept } = message
  const { strings, speech, announce } = parts
  if (isKept === false || (decision !== 'answer' && decision !== 'escalate')) return []
  const { buttons, form } = feedbackOf({
    strings,
    announce,
    give: (isHelpful, reason) => parts.giveFeedback(seq, isHelpful, reason),
  })
  const listen = speech && listenButton(speech, spokenText(reply), strings)
  return [el('div', { class: 'tools' }, listen, ...buttons), form]
}

function listenButton(speech: Speech, text: string, strings: Strings): HTMLElement {
  let isOn = false
  const label = el('span', {}, strings.listen)
  const show = (now: boolean) => {
    isOn = now
    label.textContent = isOn ? strings.stopListening : strings.listen
  }
  const press = () => {
    if (isOn) return speech.stop()
    speech.say(text, () => show(false))
    show(true)
  }
  const made = button('', press, { class: 'tool' })
  made.append(icon('listen'), label)
  return made
}
