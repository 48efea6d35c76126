import { profileOf } from '../clinical/profile.js'
import type { Content } from '../content/content.js'
import { slotsOf } from '../slots.js'
import type { ChannelName, Decision, Reply, Session, Suggestion, Supposition } from '../types.js'
import { act } from './acts.js'
import { answer, buttonsFor, FIRST_TOPICS } from './answer.js'
import { ask, askWhose } from './ask.js'
import { say } from './draft.js'
import { checkQuestion, escalate } from './escalate.js'
import type { Filling } from './fill.js'
import type { Occasion } from './occasion.js'
import { withPersonLine } from './person.js'
import { needsReminder, withReminder } from './reminder.js'
import { requestReply, withQuestion } from './request.js'
import { supposedProfile, withSupposition } from './supposing.js'
import { clinicValues } from './values.js'

/** Puts a decision into words. Total: every decision has words. */
export function composeReply(content: Content, decision: Decision, occasion: Occasion): Reply {
  const filling = fillingOf(content, occasion)
  const reply = wordsFor(filling, decision, occasion)
  const isFor = speaksOfBones(content, decision, occasion.session)
  const whole = isFor ? withPersonLine(content.system, occasion.session.focus, reply) : reply
  const reminded = needsReminder(occasion.session, decision)
    ? withReminder(content.system, whole)
    : whole
  const ask = 'returnTo' in decision ? decision.returnTo : undefined
  if (ask !== undefined) return withQuestion(filling, reminded, { ask, occasion })
  const isAside = decision.kind === 'answer' || decision.kind === 'fallback'
  const worded = isAside ? withReturn(content, occasion.session, reminded) : reminded
  const isNoted =
    decision.kind === 'answer' || decision.kind === 'ask' || decision.kind === 'clarify'
  return isNoted && occasion.isReadInPart === true ? withReadingNote(content, worded) : worded
}

/** Whether an answer would be another for another person: not one about the clinic, or small talk. */
function speaksOfBones({ intents }: Content, decision: Decision, session: Session): boolean {
  const { topic } = session
  const isMore = decision.kind === 'act' && decision.act === 'more'
  const supposing = decision.kind === 'answer' ? decision.supposing : session.supposing
  // "And for men?" is answered for men, whoever is in focus.
  if (supposing?.isOther === true) return false
  const said = decision.kind === 'answer' ? decision.intents : isMore ? topic : []
  return said.some((intent) => intents.get(intent)?.kind === 'question')
}

/** Says at the end that only a part of the message was read; a text message has no room for it. */
function withReadingNote({ system }: Content, reply: Reply): Reply {
  return { ...reply, paragraphs: [...reply.paragraphs, system.read_in_part] }
}

/** What the words of an occasion are filled from. */
export function fillingOf(content: Content, { session, clinic }: Occasion): Filling {
  return {
    content,
    profile: profileOf(slotsOf(session.slots), content.facts, session.spokenOf?.value),
    clinic: clinicValues(clinic, content.system),
    person: session.focus,
    aside: session.aside,
  }
}

function wordsFor(filling: Filling, decision: Decision, occasion: Occasion): Reply {
  const { content } = filling
  const { system } = content
  const asText = { depth: 'text', channel: occasion.channel } as const
  switch (decision.kind) {
    case 'escalate':
      return escalate(filling, decision.flags)
    case 'ask':
      if (decision.slot === 'safetyCheck') return checkQuestion(filling, decision.flag)
      return decision.slot === 'person'
        ? askWhose(filling, decision, occasion.session.focus ?? occasion.session.aside?.person)
        : ask(filling, decision)
    case 'answer':
      return withAlso(
        content,
        [...offerOf(content, decision.intents, occasion), ...(decision.also ?? [])],
        supposed(filling, decision.supposing, (own) => answer(own, decision.intents, asText)) ??
          say(filling, 'fallback.unknown', { wording: system.fallbacks.unknown }),
      )
    case 'clarify':
      return clarify(filling, decision, occasion.channel)
    case 'act':
      return decision.act === 'more'
        ? (supposed(filling, occasion.session.supposing, (own) => act(own, decision, occasion)) ??
            act(filling, decision, occasion))
        : act(filling, decision, occasion)
    case 'handoff':
      return (
        requestReply(filling, decision, occasion) ??
        answer(filling, decision.intent === undefined ? [] : [decision.intent], asText) ??
        say(filling, `handoff.${decision.reason}`, {
          wording: system.handoff,
          suggestions: buttonsFor(content, FIRST_TOPICS),
        })
      )
    case 'fallback':
      return say(filling, `fallback.${decision.reason}`, {
        wording: system.fallbacks[decision.reason],
        suggestions: buttonsFor(
          content,
          decision.candidates.length > 0 ? decision.candidates : FIRST_TOPICS,
        ),
      })
  }
}

/** Words the same with what is supposed; what has no answer stays without one. */
function supposed(
  filling: Filling,
  supposing: Supposition | undefined,
  word: (filling: Filling) => Reply | undefined,
): Reply | undefined {
  const plain = word(filling)
  if (supposing === undefined || plain === undefined) return plain
  const { content, profile } = filling
  const own: Filling = {
    ...filling,
    profile: supposedProfile(content, profile.slots, supposing),
    supposing,
  }
  const reply = word(own)
  const isAnswer = reply !== undefined && !reply.responseId.startsWith('act.')
  return isAnswer ? withSupposition(own, supposing, { reply, plain }) : plain
}

const MAX_SUGGESTIONS = 3

/** Offers the way back to what was asked before, when a question about it was left open. */
function withReturn(content: Content, session: Session, reply: Reply): Reply {
  const left = leftOpen(session)
  const [back]: readonly Suggestion[] = left === undefined ? [] : buttonsFor(content, [left])
  const isAnswered = back === undefined || reply.responseId.startsWith(`${back.intent ?? ''}.`)
  if (isAnswered) return reply
  const others = reply.suggestions.filter(({ intent }) => intent !== back.intent)
  return { ...reply, suggestions: [back, ...others].slice(0, MAX_SUGGESTIONS) }
}

/** The intent of the question that was left, or of the talk around it; after an emergency none. */
function leftOpen({ awaited, slots, talk }: Session): string | undefined {
  if (awaited === undefined || talk?.suspendedBy !== undefined) return undefined
  const isLeft = awaited.kind === 'slot' && slots[awaited.slot] === undefined
  return isLeft ? awaited.forIntent : talk?.intent
}

/** Where requests are taken, an answer that leads to a person offers that first. */
function offerOf(
  { intents, responses }: Content,
  answered: readonly string[],
  { clinic }: Occasion,
): readonly string[] {
  if (clinic.takesRequests !== true) return []
  return answered
    .flatMap((intent) => responses.get(intent)?.suggest ?? [])
    .filter((intent) => intents.get(intent)?.act === 'handoff')
    .slice(0, 1)
}

/** Offers first what else was asked. */
function withAlso(content: Content, also: readonly string[], reply: Reply): Reply {
  if (also.length === 0) return reply
  const others = reply.suggestions.filter(({ intent }) => !also.includes(intent ?? ''))
  const suggestions = [...buttonsFor(content, also), ...others]
  return { ...reply, suggestions: suggestions.slice(0, MAX_SUGGESTIONS) }
}

type ClarifyDecision = Extract<Decision, { kind: 'clarify' }>

function clarify(
  filling: Filling,
  { candidates, about }: ClarifyDecision,
  channel: ChannelName,
): Reply {
  const { system } = filling.content
  const suggestions = buttonsFor(filling.content, candidates)
  const isOne = suggestions.length === 1
  const form = isOne && about !== 'complex' ? 'one' : (about ?? 'unclear')
  const responseId = about === undefined ? 'clarify' : `clarify.${about}`
  const reply = say(filling, responseId, { wording: system.clarify[form], suggestions })
  if (channel !== 'sms') return reply
  const choices = suggestions.map(({ text }, index) => (isOne ? text : `${index + 1} ${text}`))
  return { ...reply, shortText: [reply.shortText, ...choices].join('\n') }
}
