/** Words the talk in which a request to the staff is taken. */
import type { Wording } from '../content/system-schema.js'
import type {
  Clinic,
  Decision,
  HandoffDraft,
  HandoffQuestion,
  Reply,
  StaffRequest,
  Suggestion,
} from '../types.js'
import { buttonsFor, FIRST_TOPICS } from './answer.js'
import { say } from './draft.js'
import { factsOfBoth } from './facts-of-both.js'
import type { Filling } from './fill.js'
import type { Occasion } from './occasion.js'
import { openingAt, showMinute, showNextOpening } from './opening.js'

type HandoffDecision = Extract<Decision, { kind: 'handoff' }>

/** The questions that are counted: consent comes before them, and the check after. */
const COUNTED = ['name', 'contact', 'bestTime', 'about'] as const

/** Words the next question of a request, or its end; undefined where the clinic takes none. */
export function requestReply(
  filling: Filling,
  { ask, end }: HandoffDecision,
  occasion: Occasion,
): Reply | undefined {
  if (ask !== undefined) return question(filling, ask, occasion)
  if (end === undefined) return undefined
  return say(filling, `handoff.${end.kind}`, {
    wording: filling.content.system.request[end.kind],
    values: openNow(filling, occasion),
    suggestions: end.kind === 'sent' ? [] : buttonsFor(filling.content, FIRST_TOPICS),
  })
}

/** Adds the question that was left open; a text message has room for the answer alone. */
export function withQuestion(
  filling: Filling,
  reply: Reply,
  { ask, occasion }: { readonly ask: HandoffQuestion; readonly occasion: Occasion },
): Reply {
  const asked = question(filling, ask, occasion)
  const lead = filling.content.system.request.back
  return {
    ...reply,
    paragraphs: [...reply.paragraphs, `${lead} ${asked.paragraphs.join(' ')}`],
    suggestions: asked.suggestions,
  }
}

/** What goes to the staff: facts as the patient is shown them, and only where they agreed. */
export function staffRequest(filling: Filling, draft: HandoffDraft): StaffRequest | undefined {
  const { reason, name, contact, bestTime, about, sharesFacts } = draft
  if (contact === undefined || about === undefined) return undefined
  const facts = sharesFacts ? factsOf(filling) : []
  return {
    reason,
    contact,
    about,
    ...(name !== undefined && { name }),
    ...(bestTime !== undefined && { bestTime }),
    ...(facts.length > 0 && { facts }),
  }
}

function question(filling: Filling, asked: HandoffQuestion, occasion: Occasion): Reply {
  const { request } = filling.content.system
  const { step, about, draft } = asked
  const wording = wordingOf(filling, asked)
  return say(filling, about === undefined ? `handoff.${step}` : `handoff.${step}.${about}`, {
    wording,
    values: {
      ...openNow(filling, occasion),
      facts: factsOf(filling).join(', '),
      requestContact: draft.contact?.shown ?? '',
      requestDetails: details(filling, draft),
    },
    suggestions:
      about === 'change' ? suggest(request.change.replies) : suggest(repliesOf(filling, step)),
  })
}

function wordingOf(filling: Filling, asked: HandoffQuestion): Wording {
  const { step, about } = asked
  const { request, ask_again: again } = filling.content.system
  if (about === 'change') return request.change
  const { text, why, sms, unread } = request.steps[step]
  const lead = leadOf(request, asked)
  const hasFacts = step === 'consent' && factsOf(filling).length > 0
  const offer = hasFacts ? ` ${request.with_facts.text}` : ''
  const index = COUNTED.findIndex((counted) => counted === step)
  const progress = index < 0 ? '' : `${index + 1} of ${COUNTED.length}. `
  const words = {
    first: `${lead.text}${progress}${text}${offer} ${why}`,
    why: `${why} ${progress}${text}${offer}`,
    again: `${unread ?? again.text} ${progress}${text}${offer}`,
  }[about ?? 'first']
  const before = { first: lead.sms, why: '', again: `${again.sms} ` }[about ?? 'first']
  return { text: words, sms: `${before}${progress}${sms}` }
}

/** Before the first question: what led to it, and how to reach a person without us. */
function leadOf(
  { openings, lead }: Filling['content']['system']['request'],
  { step, draft }: HandoffQuestion,
): { readonly text: string; readonly sms: string } {
  if (step !== 'consent') return { text: '', sms: '' }
  const opening = openings[draft.reason] ?? ''
  return { text: `${opening} ${lead.text}\n\n`, sms: `${lead.sms} ` }
}

function repliesOf(filling: Filling, step: HandoffQuestion['step']): readonly string[] {
  const { request } = filling.content.system
  const { replies } = request.steps[step]
  const hasFacts = step === 'consent' && factsOf(filling).length > 0
  const [first, ...others] = replies
  return hasFacts && first !== undefined ? [first, request.with_facts.reply, ...others] : replies
}

const suggest = (replies: readonly string[]): readonly Suggestion[] =>
  replies.map((text) => ({ text }))

/** What will be sent, each part a paragraph; brackets of the patient's are no marks of ours. */
function details(filling: Filling, draft: HandoffDraft): string {
  const { labels } = filling.content.system.request
  const facts = draft.sharesFacts ? factsOf(filling).join(', ') : ''
  const parts = [
    [labels.name, draft.name],
    [labels.contact, draft.contact?.shown],
    [labels.bestTime, draft.bestTime],
    [labels.about, draft.about],
    [labels.facts, facts === '' ? undefined : facts],
  ] as const
  return parts
    .flatMap(([label, value]) => (value === undefined ? [] : [`${label}: ${plain(value)}`]))
    .join('\n\n')
}

function plain(text: string): string {
  return text
    .replace(/[[\]{}]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** What was told of both, each with whose it is: "age 60", "your mother is 82". */
function factsOf(filling: Filling): readonly string[] {
  const { own, theirs } = factsOfBoth(filling)
  return [...own, ...theirs]
}

/** Whether the clinic is open now, by its usual hours; nothing where it has not set them. */
function openNow(
  { content }: Filling,
  { clinic, receivedAt }: Occasion,
): Readonly<Record<string, string>> {
  const words = content.system.request.hours
  const at = times(clinic, receivedAt)
  if (at === undefined) return { openNow: '' }
  if (at.kind === 'open') {
    const { closesMinute } = at
    return {
      openNow:
        closesMinute === undefined
          ? words.open
          : words.open_until.replace('{time}', showMinute(closesMinute)),
    }
  }
  return { openNow: words.closed.replace('{time}', showNextOpening(at)) }
}

function times({ openingTimes, timeZone }: Clinic, receivedAt: string | undefined) {
  if (openingTimes === undefined || receivedAt === undefined) return undefined
  return openingAt(openingTimes, timeZone, receivedAt)
}
