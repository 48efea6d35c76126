import type { Decision, Reply, Session, SlotName } from '../types.js'
import { answer, buttonsFor, FIRST_TOPICS, suggestionsAfter } from './answer.js'
import { sources, welcomeBack } from './acts-about-before.js'
import type { Occasion } from './occasion.js'
import { becauseOf, say } from './draft.js'
import { factsOfBoth } from './facts-of-both.js'
import type { Filling } from './fill.js'

type ActDecision = Extract<Decision, { kind: 'act' }>

/** Words an act: what the bot did, instead of an answer. */
export function act(
  filling: Filling,
  decision: ActDecision,
  { session, channel }: Occasion,
): Reply {
  const { acts } = filling.content.system
  const plain = (name: keyof typeof acts) => say(filling, `act.${name}`, { wording: acts[name] })
  switch (decision.act) {
    case 'forget':
      return decision.about === 'confirm'
        ? say(filling, 'act.forget_confirm', {
            wording: acts.forget_confirm,
            suggestions: [{ text: 'Yes' }, { text: 'No' }],
          })
        : plain('forget')
    case 'show_facts':
      return withFacts(filling, 'show_facts')
    case 'correct_fact':
      return withFacts(filling, 'correct_fact')
    case 'repeat':
      return repeat(filling, decision, session.lastReply)
    case 'more':
      return more(filling, { session, channel }) ?? noMore(filling, decision, session)
    case 'acknowledge':
      if (decision.about === 'safe') return safe(filling, session)
      return decision.about === 'skip'
        ? say(filling, 'act.skip_none', {
            wording: acts.skip_none,
            suggestions: buttonsFor(filling.content, FIRST_TOPICS),
          })
        : acknowledge(filling, session)
    case 'cancel':
      if (decision.about === 'remember') return plain('not_remembered')
      return plain(decision.about === 'forget' ? 'forget_kept' : 'cancel')
    case 'sources':
      return sources(filling, session.lastReply?.citations ?? [])
    case 'welcome_back':
      return welcomeBack(filling, session.topicBefore ?? [])
    case 'remember_me':
    case 'opt_out':
    case 'opt_in':
    case 'help':
    case 'start_over':
      return plain(decision.act)
    case 'turn':
      return turned(filling)
    case 'silent':
      return { ...plain('acknowledge'), responseId: 'act.silent', paragraphs: [], shortText: '' }
  }
}

/** Glad that the danger is over; a talk that it suspended goes on only when the patient wants it to. */
function safe(filling: Filling, { talk }: Session): Reply {
  const { acts } = filling.content.system
  const [back] = buttonsFor(filling.content, talk === undefined ? [] : [talk.intent])
  if (back === undefined) return say(filling, 'act.safe', { wording: acts.safe })
  return say(filling, 'act.safe', {
    wording: acts.safe_in_talk,
    values: { question: back.text },
    suggestions: [back],
  })
}

/** Nothing to go deeper into, or nothing deeper; what patients ask next leads on. */
function noMore(filling: Filling, { about }: ActDecision, { topic, lastReply }: Session): Reply {
  const { acts } = filling.content.system
  if (about === 'why' && isUrgent(lastReply)) {
    return say(filling, 'act.why_urgent', { wording: acts.why_urgent })
  }
  if (topic.length > 0) {
    const suggestions = suggestionsAfter(filling.content, topic)
    return say(filling, 'act.more_all', { wording: acts.more_all, suggestions })
  }
  const name = about === 'why' ? 'why_none' : 'more_none'
  const suggestions = buttonsFor(filling.content, FIRST_TOPICS)
  return say(filling, `act.${name}`, { wording: acts[name], suggestions })
}

function isUrgent(last: Reply | undefined): boolean {
  return last?.responseId.startsWith('escalate.') === true
}

/** The longer answer, once. */
function more(
  filling: Filling,
  { session, channel }: Pick<Occasion, 'session' | 'channel'>,
): Reply | undefined {
  const last = session.lastReply?.responseId ?? ''
  const isSaid = last.endsWith('.more') || last === 'act.more_all' || isUrgent(session.lastReply)
  if (isSaid) return undefined
  // By text message the first longer answer is the one that the page shows at once.
  if (channel !== 'sms') return answer(filling, session.topic, { depth: 'more', channel })
  const long = answer(filling, session.topic, { depth: 'text', channel })
  return long && { ...long, responseId: `${long.responseId}.more`, isLong: true }
}

/** Takes note of facts told without a question, and leads on to what they are good for. */
function acknowledge(filling: Filling, { slots, turns, lastReply }: Session): Reply {
  const { content } = filling
  const { acts } = content.system
  const told = (Object.keys(slots) as SlotName[]).filter(
    (slot) => slots[slot]?.toldInTurn === turns + 1,
  )
  if (told.length === 0) {
    // Buttons that answered a question would answer nothing now.
    const leading = lastReply?.suggestions.filter(({ intent }) => intent !== undefined) ?? []
    const suggestions = leading.length > 0 ? leading : buttonsFor(content, FIRST_TOPICS)
    return say(filling, 'act.acknowledge', { wording: acts.acknowledge, suggestions })
  }
  const asking = [...content.intents.values()]
    .filter(({ intent, ask }) => content.responses.has(intent) && ask.some((s) => told.includes(s)))
    .map(({ intent }) => intent)
  return say(filling, 'act.noted', {
    wording: acts.noted,
    values: {
      facts: becauseOf(filling, told)
        .map(({ label }) => label)
        .join(', '),
    },
    suggestions: buttonsFor(content, asking).slice(0, 3),
  })
}

/** Says the last reply again, or its short form when the patient asked for it shorter. */
function repeat(filling: Filling, { about }: ActDecision, last: Reply | undefined): Reply {
  if (last === undefined) {
    return say(filling, 'act.repeat_none', { wording: filling.content.system.acts.repeat_none })
  }
  return about === 'shorter' ? { ...last, paragraphs: [last.shortText] } : last
}

function turned(filling: Filling): Reply {
  const { turned_to_you: toYou, turned_to_other: toOther } = filling.content.system.people
  return say(filling, 'act.turn', { wording: filling.person === undefined ? toYou : toOther })
}

/** Lists what was told; of two persons, each apart. */
function withFacts(filling: Filling, name: 'show_facts' | 'correct_fact'): Reply {
  const { acts, people } = filling.content.system
  const { own, theirs, focused } = factsOfBoth(filling)
  const all = [...own, ...theirs]
  if (all.length === 0)
    return say(filling, 'act.show_facts_none', { wording: acts.show_facts_none })
  if (own.length === 0 || theirs.length === 0 || name === 'correct_fact') {
    const listed = focused.length === 0 ? all : focused
    return say(filling, `act.${name}`, {
      wording: acts[name],
      values: { facts: listed.join(', ') },
    })
  }
  return say(filling, `act.${name}`, {
    wording: people.show_facts,
    values: { facts: own.join(', '), theirs: theirs.join(', ') },
  })
}
