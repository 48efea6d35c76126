/** Reads an utterance as the answer to a question of a request to the staff. */
import type {
  Awaited,
  Contact,
  Decision,
  DialogueAct,
  HandoffDraft,
  HandoffEnd,
  HandoffQuestion,
  HandoffStep,
} from '../types.js'
import { askForRequest, HANDOFF_STEPS } from './handoff-draft.js'
import { endsAsQuestion, MAX_ASKS, sureIntent, wordsIn, type Situation } from './policy.js'

interface Step {
  /** What the utterance adds to the draft; undefined when it does not answer the question. */
  readonly read: (situation: Situation, draft: HandoffDraft) => Partial<HandoffDraft> | undefined
  readonly maySkip: boolean
  /** Any words answer it, so that nothing said is taken for a question of its own. */
  readonly takesAnything: boolean
  /** After two tries in vain. */
  readonly inVain: 'skip' | HandoffEnd['kind']
}

const STEPS: Readonly<Record<HandoffStep, Step>> = {
  consent: { read: readConsent, maySkip: false, takesAnything: false, inVain: 'dropped' },
  name: {
    read: ({ heard: { details } }) =>
      details?.name === undefined ? undefined : { name: details.name },
    maySkip: true,
    takesAnything: false,
    inVain: 'skip',
  },
  contact: { read: () => undefined, maySkip: false, takesAnything: false, inVain: 'unreachable' },
  bestTime: {
    read: ({ heard }) => ({ bestTime: words(heard.utterance, MAX_TIME) }),
    maySkip: true,
    takesAnything: false,
    inVain: 'skip',
  },
  about: {
    read: ({ heard }) => ({ about: words(heard.utterance, MAX_ABOUT) }),
    maySkip: false,
    takesAnything: true,
    inVain: 'dropped',
  },
  confirm: { read: () => undefined, maySkip: false, takesAnything: false, inVain: 'dropped' },
}

const MAX_TIME = 120
const MAX_ABOUT = 500

/** Words of a carrier, and those that begin anew, are obeyed as at any time. */
const OBEYED_ELSEWHERE: readonly DialogueAct[] = ['optOut', 'optIn', 'help', 'startOver', 'repeat']
const DECLINES: readonly DialogueAct[] = ['skip', 'ratherNotSay', 'notSure', 'no']
/** A longer message that begins so says something of its own: "no idea what my scan means". */
const MAX_ACT_WORDS = 6

const GO_BACK = /^\W*(?:please\W+)?(?:go )?back(?: one)?(?: step)?(?:\W+please)?\W*$/i
const SEND = /^\W*(?:(?:yes|ok|okay|please)\W+)*(?:send(?: (?:it|that))?|submit)(?:\W+please)?\W*$/i
const DO_NOT_SEND = /^\W*(?:no\W+)?(?:please\W+)?(?:don['’]?t|do not) send\b/i
const WITH_FACTS =
  /\b(?:with|and) (?:my |the |all )*(?:facts|details)|\bwhat i(?:'ve)? told\b|\beverything\b/i

/** What a patient points at to change it. */
const POINTED_AT: readonly (readonly [RegExp, HandoffStep])[] = [
  [/\bname\b/i, 'name'],
  [/\b(?:phone|number|telephone|cell|e-?mail|address|contact)\b/i, 'contact'],
  [/\btimes?\b/i, 'bestTime'],
  [/\b(?:reason|about|message|text|question)\b/i, 'about'],
]

/** Undefined when the utterance is about something else. */
export function afterHandoffQuestion(
  situation: Situation,
  { step, tries }: Extract<Awaited, { kind: 'handoff' }>,
): Decision | undefined {
  const draft = situation.session.handoff
  if (draft === undefined || !HANDOFF_STEPS.includes(step)) return undefined
  if (situation.takesRequests !== true) return end(draft, 'unreachable')
  if (OBEYED_ELSEWHERE.some((act) => situation.heard.acts.includes(act))) return undefined
  const question: HandoffQuestion = { step, draft, tries }
  return (
    byAct(situation, question) ??
    byContact(situation, question) ??
    (step === 'confirm' ? byConfirmation(situation, question) : undefined) ??
    byAnswer(situation, question)
  )
}

/** "Elsewhere" stands for undefined: the rest of the policy reads the utterance. */
function byAnswer(situation: Situation, question: HandoffQuestion): Decision | undefined {
  const { step, draft, tries } = question
  if (!STEPS[step].takesAnything && isElsewhere(situation, step)) return undefined
  const read =
    situation.heard.utterance.trim() === '' ? undefined : STEPS[step].read(situation, draft)
  if (read !== undefined) return askForRequest({ ...draft, ...read, returns: 0 })
  if (tries < MAX_ASKS) return ask(draft, { ...question, about: 'again' })
  const { inVain } = STEPS[step]
  return inVain === 'skip' ? askForRequest(settle(draft, step)) : end(draft, inVain)
}

function byAct(situation: Situation, question: HandoffQuestion): Decision | undefined {
  const { heard } = situation
  const { step, draft } = question
  const isShort = wordsIn(heard.utterance) <= MAX_ACT_WORDS
  if (step === 'consent' && heard.acts.includes('no')) return end(draft, 'dropped')
  if (!isShort) return undefined
  if (GO_BACK.test(heard.utterance)) return askForRequest(reopened(draft, stepBefore(step)))
  if (heard.acts.includes('cancel')) return end(draft, 'dropped')
  if (heard.acts.includes('why')) return ask(draft, { ...question, about: 'why' })
  const isDeclined = STEPS[step].maySkip && DECLINES.some((act) => heard.acts.includes(act))
  return isDeclined && heard.details?.contact === undefined
    ? askForRequest(settle(draft, step))
    : undefined
}

/** A contact is taken whenever it is given, and corrected at any time: "no, my number is…". */
function byContact({ heard }: Situation, { step, draft }: HandoffQuestion): Decision | undefined {
  const { details } = heard
  if (step === 'consent' || details?.contact === undefined) return undefined
  const { contact, isContactAlone, name } = details
  const isCorrection = heard.acts.includes('no') || heard.acts.includes('correction')
  const isMeant = step === 'contact' || step === 'confirm' || isContactAlone || isCorrection
  if (step === 'name')
    return askForRequest({ ...withContact(draft, contact), ...(name && { name }) })
  return isMeant ? askForRequest(withContact(draft, contact)) : undefined
}

function byConfirmation({ heard }: Situation, question: HandoffQuestion): Decision | undefined {
  const { draft } = question
  const { details } = heard
  if (DO_NOT_SEND.test(heard.utterance)) return end(draft, 'dropped')
  const isYes = heard.acts.includes('yes') && !heard.acts.includes('no')
  if (isYes || SEND.test(heard.utterance)) return end(draft, 'sent')
  if (details?.name !== undefined && details.isNameTold) {
    return askForRequest({ ...draft, name: details.name })
  }
  const isShort = wordsIn(heard.utterance) <= MAX_ACT_WORDS
  const pointed = POINTED_AT.find(([pattern]) => isShort && pattern.test(heard.utterance))
  if (pointed !== undefined) return askForRequest(reopened(draft, pointed[1]))
  const wantsChange = heard.acts.includes('no') || /\bchange\b/i.test(heard.utterance)
  if (!wantsChange) return undefined
  return question.tries < MAX_ASKS
    ? ask(draft, { ...question, about: 'change' })
    : end(draft, 'dropped')
}

function readConsent({ heard }: Situation): Partial<HandoffDraft> | undefined {
  const sharesFacts = WITH_FACTS.test(heard.utterance)
  if (!heard.acts.includes('yes')) return undefined
  return { sharesFacts, settled: ['consent'] }
}

/** Whether the utterance asks something, instead of answering. */
function isElsewhere({ heard, repertoire }: Situation, step: HandoffStep): boolean {
  if (heard.topic.length > 0) return true
  const sure = sureIntent(repertoire, heard)
  if (sure === undefined || heard.details?.isNameTold === true) return false
  // "After my walk in the morning" tells a time, whatever it reminds of.
  return step !== 'bestTime' || endsAsQuestion(heard) || startsAsQuestion(heard.utterance)
}

function startsAsQuestion(utterance: string): boolean {
  return /^\W*(?:what|how|why|which|who|is|are|can|should|do|does|forget|talk|delete)\b/i.test(
    utterance,
  )
}

function withContact(draft: HandoffDraft, contact: Contact): HandoffDraft {
  return { ...draft, contact, returns: 0 }
}

function settle(draft: HandoffDraft, step: HandoffStep): HandoffDraft {
  return { ...draft, settled: [...draft.settled, step], returns: 0 }
}

/** The draft with one question open again. */
function reopened(draft: HandoffDraft, step: HandoffStep): HandoffDraft {
  const rest = Object.fromEntries(Object.entries(draft).filter(([name]) => name !== step))
  const settled = draft.settled.filter((each) => each !== step)
  return {
    ...pick(rest),
    reason: draft.reason,
    sharesFacts: draft.sharesFacts,
    settled,
    returns: 0,
  }
}

function pick({ name, contact, bestTime, about }: Partial<HandoffDraft>): Partial<HandoffDraft> {
  return {
    ...(name !== undefined && { name }),
    ...(contact !== undefined && { contact }),
    ...(bestTime !== undefined && { bestTime }),
    ...(about !== undefined && { about }),
  }
}

function stepBefore(step: HandoffStep): HandoffStep {
  return HANDOFF_STEPS[Math.max(0, HANDOFF_STEPS.indexOf(step) - 1)] ?? 'consent'
}

function ask({ reason }: HandoffDraft, question: HandoffQuestion): Decision {
  return { kind: 'handoff', reason, ask: question }
}

function end(draft: HandoffDraft, kind: HandoffEnd['kind']): Decision {
  const over: HandoffEnd = kind === 'sent' ? { kind, draft } : { kind }
  return { kind: 'handoff', reason: draft.reason, end: over }
}

/** What a patient wrote, on one line and no longer than a staff member reads. */
function words(utterance: string, maxLength: number): string {
  return utterance.replace(/\s+/g, ' ').trim().slice(0, maxLength)
}
