import type { Clinic } from './types.js'
import type { Content } from './content/content.js'
import { dangerousValues } from './clinical/dangerous-values.js'
import type { SignedUntil } from './content/signature.js'
import { decide } from './dialogue/decide.js'
import { askingToKeep, isTimeToAsk } from './dialogue/keep-facts.js'
import { keptPeople, turnToPerson } from './dialogue/person-in-focus.js'
import { lastTold, recordFacts, toldNow } from './dialogue/record-facts.js'
import { remember } from './dialogue/remember.js'
import { resume } from './dialogue/resume.js'
import { newSession } from './dialogue/session.js'
import { nothingHeard, understand, type Ears } from './nlu/understand.js'
import { composeReply, fillingOf } from './reply/compose.js'
import { withKeepQuestion } from './reply/keep-facts.js'
import { isChanged, matters, type Known } from './reply/matters.js'
import type { Occasion } from './reply/occasion.js'
import { staffRequest } from './reply/request.js'
import { withReview } from './reply/reviewed.js'
import { slotsOf } from './slots.js'
import type {
  Decision,
  InboundMessage,
  RedFlag,
  Reply,
  Session,
  SlotName,
  Turn,
  Understanding,
} from './types.js'

/** Content made ready to answer from: all that does not change between turns. */
export interface ReadyContent extends Content {
  readonly ears: Ears
  readonly clinic: Clinic
  readonly signed: SignedUntil
}

/**
 * Takes one turn: hears the utterance, decides what to do, words the reply.
 *
 * Pure: the same content, session and message give the same turn, next year too.
 */
export function takeTurn(content: ReadyContent, session: Session, message: InboundMessage): Turn {
  const { channel } = message
  const resumed = resume(session, message.receivedAt, content.clinic.keepFactsDays)
  const understood = understand(content.ears, message, {
    slots: slotsOf(resumed.slots),
    spokenOf: resumed.spokenOf?.value,
    awaited: resumed.awaited,
    lastTold: lastTold(resumed),
    hasTopic: resumed.topic.length > 0 || resumed.awaited?.kind === 'slot',
    focus: resumed.focus,
    aside: resumed.aside,
    saidBefore: resumed.saidBefore,
  })
  const turned = turnToPerson(resumed, understood)
  const told = recordFacts(turned.session, turned.heard)
  const heard = withDangerousValues(content, told, turned.heard)
  const decision = decide({
    repertoire: content,
    session: told,
    heard,
    channel,
    personQuestion: turned.question,
    matters: (intent, slot) =>
      matters(content, { intent, slot, spokenOf: told.spokenOf?.value }, slotsOf(told.slots)),
    isChanged: (intent) =>
      // Asked of somebody else, even the same words are news.
      told.focus?.relation !== resumed.focus?.relation ||
      isChanged(content, intent, { before: knownOf(turned.session), now: knownOf(told) }),
    takesRequests: content.clinic.takesRequests === true,
  })
  const occasion: Occasion = {
    session: told,
    channel,
    clinic: content.clinic,
    receivedAt: message.receivedAt,
    isReadInPart: heard.isTooLong,
  }
  const worded = composeReply(content, decision, occasion)
  const isTime = isTimeToAsk(told, decision, { reply: worded, channel })
  const composed = isTime ? withKeepQuestion(content, worded) : worded
  const isSent = decision.kind === 'handoff' && decision.end?.kind === 'sent'
  const request = isSent
    ? staffRequest(fillingOf(content, occasion), decision.end.draft)
    : undefined
  // The last reply said again is marked already: its words may be older than the content.
  const isSaidAgain =
    decision.kind === 'act' && decision.act === 'repeat' && told.lastReply !== undefined
  const reply = isSaidAgain ? composed : withReview(composed, content.signed, dayOf(message))
  return {
    message,
    understanding: heard,
    decision,
    reply,
    session: sessionAfter(content, told, { message, heard, decision, reply, isTime }),
    ...(request !== undefined && { request }),
  }
}

function knownOf({ slots, spokenOf }: Session): Known {
  return { slots: slotsOf(slots), spokenOf: spokenOf?.value }
}

const URGENCIES = ['emergency', 'same_day', 'soon']

function byUrgency(a: RedFlag, b: RedFlag): number {
  return URGENCIES.indexOf(a.urgency) - URGENCIES.indexOf(b.urgency)
}

interface Ended {
  readonly message: InboundMessage
  readonly heard: Understanding
  readonly decision: Decision
  readonly reply: Reply
  /** Whether to keep facts was asked below the reply. */
  readonly isTime: boolean
}

function sessionAfter({ intents }: ReadyContent, told: Session, ended: Ended): Session {
  const { message, heard, decision, reply, isTime } = ended
  const after = remember({ ...told, lastAt: message.receivedAt }, decision, reply)
  // "Thanks" ends no subject: "tell me more" and "and for men?" still mean the answer before it.
  const isSmallTalk =
    decision.kind === 'answer' &&
    decision.intents.every((intent) => intents.get(intent)?.kind === 'social')
  const talked = isSmallTalk && told.topic.length > 0 ? { ...after, topic: told.topic } : after
  // What has been called a danger, or was forgotten, is not put together with what comes next.
  const isJoinable =
    after.openEmergency === undefined && decision.kind !== 'act' && tellsOfHurt(heard)
  const kept = isJoinable ? { ...talked, saidBefore: saidIn(message) } : talked
  return isTime ? askingToKeep(kept) : kept
}

/** Facts that are half of a danger; after any other message the next is not heard twice. */
const HALVES: readonly SlotName[] = ['fallsPastYear', 'painRegion']

function tellsOfHurt({ entities }: Understanding): boolean {
  return entities.some(({ slot }) => HALVES.includes(slot))
}

/** Longer stories are told whole, and need nothing from the message after them. */
const MAX_SAID = 300

function saidIn({ utterance }: InboundMessage): string {
  return utterance.slice(0, MAX_SAID)
}

/** A value may be the danger itself: "8 months" since the last shot, whatever the words around it. */
function withDangerousValues(
  { facts }: ReadyContent,
  told: Session,
  heard: Understanding,
): Understanding {
  const ofBoth = [told, { slots: told.aside?.slots ?? {}, turns: told.turns }]
  const now = ofBoth.flatMap(toldNow)
  // What the words say for certain is not put in doubt again by a value.
  const isHeard = (id: string) =>
    heard.redFlags.some((flag) => flag.id === id && flag.certainty === 'certain')
  const dangers = ofBoth
    .flatMap((person) => dangerousValues(slotsOf(person.slots), toldNow(person), facts))
    .filter(({ id, certainty }) => certainty === 'certain' || !isHeard(id))
  // A told date settles what the words alone left in doubt: "4 months ago" is not late.
  const settled = now.includes('monthsSinceDose') ? 'denosumab_late' : undefined
  const others = heard.redFlags.filter(
    ({ id, certainty }) =>
      dangers.every((danger) => danger.id !== id) && !(id === settled && certainty === 'possible'),
  )
  const redFlags = [...others, ...dangers].toSorted(byUrgency)
  return { ...heard, redFlags }
}

/**
 * The turn that stands for one that failed: an apology that names the emergency number.
 *
 * What was awaited is dropped, so that the same failure does not come back with the next message.
 */
export function apologise(content: ReadyContent, session: Session, message: InboundMessage): Turn {
  const decision = { kind: 'fallback', reason: 'trouble', candidates: [] } as const
  const blank = newSession(session.expiresAt, session.locale)
  const { channel } = message
  return {
    message,
    understanding: nothingHeard(message.utterance),
    decision,
    reply: withReview(
      composeReply(content, decision, { session: blank, channel, clinic: content.clinic }),
      content.signed,
      dayOf(message),
    ),
    session: {
      ...blank,
      turns: session.turns + 1,
      ...keptPeople(session),
      ...(session.keepsFacts !== undefined && { keepsFacts: session.keepsFacts }),
      lastAt: message.receivedAt,
    },
  }
}

/** The day in UTC; a signature that ends some hours early or late does no harm. */
function dayOf({ receivedAt }: InboundMessage): string {
  return new Date(receivedAt).toISOString().slice(0, 10)
}
