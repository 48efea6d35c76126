/** The states of the plain page: greeting, conversation, and a failure. */
import type { ReviewedShare } from '../content/signature.js'
import type { Clinic } from '../types.js'
import type { Exchange } from '../store/store.js'
import { html } from './html.js'
import { chipsForm, eraseForm, feedbackForm, questionForm } from './page-form.js'
import type { FormState } from './page-form.js'
import { telephone } from './page-layout.js'
import type { View } from './page-layout.js'
import { noticeForAll, shareReviewed } from './page-review.js'
import { alarmHtml, isEmergency, suggestionsOf, turnHtml } from './page-turn.js'
import type { SourceMap } from './page-turn.js'

export interface Greeting {
  readonly clinic: Clinic
  readonly examples: readonly string[]
  readonly formId: string
  /** The conversation that was here has just been erased. */
  readonly isErased: boolean
  readonly reviewed: ReviewedShare
}

export function greetingView(greeting: Greeting): View {
  const { clinic, examples, formId, isErased, reviewed } = greeting
  const main = html`${isErased ? erased : undefined}
    <section class="greeting" aria-labelledby="welcome">
      <h2 id="welcome">What would you like to know about your bones?</h2>
      <p>
        I’m Bonewise, an automated program that answers for ${clinic.name}. I’m not a clinician. I
        answer questions about thin bones (osteopenia and osteoporosis) in plain words, and I show
        you where each answer comes from.
      </p>
      <p>
        If you may be badly hurt or seriously ill, don’t wait for an answer here:
        ${telephone(clinic.emergencyNumber)}.
      </p>
    </section>
    ${questionForm({ formId })}
    ${chipsForm(formId, { id: 'chips', title: 'People often ask', texts: examples })}`
  return { main, hasTurns: false, isEmergency: false, notice: noticeForAll(reviewed) }
}

const erased = html`<p class="good" role="status">Your conversation has been erased.</p>`

export interface Transcript {
  /** Oldest first; at least one. */
  readonly exchanges: readonly Exchange[]
  readonly sources: SourceMap
  readonly formId: string
  /** Whether an answer helped has just been said. */
  readonly thanked: boolean
}

export function transcriptView({ exchanges, sources, formId, thanked }: Transcript): View {
  const newest = exchanges.at(-1)
  const alarm = newest !== undefined && isEmergency(newest) ? newest : undefined
  const listed = exchanges.filter((exchange) => exchange !== alarm)
  const reviewed = shareReviewed(exchanges)
  // Said once for all, or else under each answer that it is true of.
  const isNoted = reviewed === 'some'
  const turns = listed.map((exchange) =>
    turnHtml({ exchange, sources, isNewest: exchange === newest, isNoted }),
  )
  const chips = newest === undefined ? [] : suggestionsOf(newest.reply)
  const changes = newest?.reply.because.flatMap(({ change }) => change ?? []) ?? []
  const main = html`${alarm === undefined ? undefined : alarmHtml({ exchange: alarm, sources, isNoted })}
  ${alarm !== undefined && turns.length > 0 ? earlier : undefined} ${turns}
  ${thanked ? thanks : undefined}
  ${chipsForm(formId, { id: 'chips', title: 'Ask next', texts: chips })} ${questionForm({ formId })}
  ${chipsForm(formId, { id: 'changes', title: 'Change what you told me', texts: changes })}
  ${newest === undefined || alarm !== undefined ? undefined : feedbackForm(newest.seq)}
  ${eraseForm()}`
  const notice = reviewed === 'none' ? noticeForAll(reviewed) : undefined
  return { main, hasTurns: true, isEmergency: alarm !== undefined, notice }
}

const thanks = html`<p class="good" role="status">Thank you for telling us.</p>`

const earlier = html`<p class="quiet">Earlier in this conversation</p>`

export interface Trouble {
  readonly status: number
  readonly clinic: Clinic
  readonly form: FormState
  /** What failed was erasing the conversation. */
  readonly isErasing: boolean
}

/** Says what to do next, and gives back what the patient had typed. */
export function troubleView(trouble: Trouble): View {
  const { clinic, form, isErasing } = trouble
  const { title, advice } = isErasing ? notErased : wordsOf(trouble.status)
  const isKept = (form.typed ?? '') !== ''
  const main = html`<section class="trouble" role="alert">
      <h2>${title}</h2>
      <p>${advice} ${isKept ? 'What you wrote is still in the box.' : ''}</p>
      <p>If this is an emergency, ${telephone(clinic.emergencyNumber)}.</p>
      <p><a class="back" href="/">Back to the conversation</a></p>
    </section>
    ${questionForm(form)} ${isErasing ? eraseForm() : undefined}`
  return { main, hasTurns: false, isEmergency: false }
}

interface Words {
  readonly title: string
  readonly advice: string
}

const notErased: Words = {
  title: 'I couldn’t erase the conversation just now',
  advice: 'Nothing has been erased yet. Please try again in a minute.',
}

const unanswered: Words = {
  title: 'I can’t answer just now',
  advice: 'Something isn’t working on our side. Please try again in a minute.',
}

const tooLong: Words = {
  title: 'That’s more than I can read at once',
  advice: 'Please ask in a sentence or two.',
}

const words: Readonly<Record<number, Words>> = {
  400: { title: 'I didn’t get a question', advice: 'Please write it below and press Ask.' },
  403: {
    title: 'I couldn’t take that',
    advice: 'It seems to have come from another page. Please write your question here.',
  },
  413: tooLong,
  422: tooLong,
  429: {
    title: 'That was a lot at once',
    advice: 'Please wait a minute, then press Ask again.',
  },
}

function wordsOf(status: number): Words {
  return words[status] ?? unanswered
}
