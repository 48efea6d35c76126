/** Reads an utterance that asks nothing: "stop", "say that again", "tell me more", "no, -1.5". */
import type { Decision, DialogueAct, Session } from '../types.js'
import { sureIntent, wordsIn, type Situation } from './policy.js'
import { toldNow } from './record-facts.js'

/** Undefined when the utterance is more than an act. */
export function decideByAct({
  heard,
  session,
  channel,
  repertoire,
}: Situation): Decision | undefined {
  const { acts } = heard
  if (asksForAnswer(session, heard.utterance)) return { kind: 'act', act: 'repeat' }
  const said = (act: (typeof acts)[number]) => acts.includes(act)
  // On the web nobody is subscribed: there "stop" only means this question.
  const isAfterUrgent = session.lastReply?.responseId.startsWith('escalate.') === true
  if (said('optOut')) return { kind: 'act', act: channel === 'sms' ? 'opt_out' : 'cancel' }
  if (said('optIn') && channel === 'sms') return { kind: 'act', act: 'opt_in' }
  if (said('help')) return { kind: 'act', act: 'help' }
  if (said('startOver')) return { kind: 'act', act: 'start_over' }
  if (said('cancel')) return { kind: 'act', act: 'cancel' }
  if (said('repeat')) return { kind: 'act', act: 'repeat' }
  if (said('shorter')) return { kind: 'act', act: 'repeat', about: 'shorter' }
  if (said('why') && isAfterUrgent) return { kind: 'act', act: 'more', about: 'why' }
  if (said('more') || (said('why') && session.topic.length > 0)) return { kind: 'act', act: 'more' }
  if (said('rememberMe')) return { kind: 'act', act: 'remember_me' }
  if (said('source') && (session.lastReply?.citations.length ?? 0) > 0) {
    return { kind: 'act', act: 'sources' }
  }
  if (said('correction') && toldNow(session).length > 0) return afterCorrection(session.topic)
  if (said('thanks') && repertoire.responses.has('thanks')) {
    return { kind: 'answer', intents: ['thanks'] }
  }
  // "Ok, how much calcium do I need?" is a question, not a yes; small talk is too near to a yes to tell.
  const asked = repertoire.intents.get(sureIntent(repertoire, heard) ?? '')
  const hasFacts = Object.keys(session.slots).length > 0
  // "That's wrong", and nothing else: here is what was understood so far.
  const isDoubted = heard.entities.some(({ doubt }) => doubt !== undefined)
  if (said('correction') && hasFacts && !isDoubted && asked?.kind !== 'question') {
    return { kind: 'act', act: 'show_facts' }
  }
  const isBare =
    heard.entities.length === 0 && asked?.kind !== 'question' && !asksBesides(heard.utterance)
  return isBare ? afterNothingAsked(acts) : undefined
}

/** "Ok, I'll call them. Who else could give me the shot" asks something, heard or not. */
function asksBesides(utterance: string): boolean {
  return wordsIn(utterance) > MAX_ACT_WORDS && ASKS.test(utterance)
}

const MAX_ACT_WORDS = 6
const ASKS =
  /(?:^|[.!?;,]|\b(?:and|but|so|ok|okay|then)\b)\s*(?:who|what|when|where|why|how|which|can|could|should|is|are|do|does|will|would|may)\b|\?\W*$/i

/** "When will they call?", after a request was passed on: what was said then is all that is known. */
function asksForAnswer({ lastReply }: Session, utterance: string): boolean {
  return lastReply?.responseId === 'handoff.sent' && WHEN_THEY_ANSWER.test(utterance)
}

const WHEN_THEY_ANSWER =
  /\b(?:when|how (?:soon|long|quick\w*)|what time|will they|do they)\b.*\b(?:call|ring|phone|answer|reply|respond|contact|get back|hear|text|write|e-?mail)\b/i

/** "Skip", with nothing to skip. */
function afterNothingAsked(acts: readonly DialogueAct[]): Decision | undefined {
  if (acts.includes('skip')) return { kind: 'act', act: 'acknowledge', about: 'skip' }
  if (acts.includes('why')) return { kind: 'act', act: 'more', about: 'why' }
  return (['yes', 'no', 'notSure', 'ratherNotSay'] as const).some((act) => acts.includes(act))
    ? { kind: 'act', act: 'acknowledge' }
    : undefined
}

/** A corrected fact changes the last answer, so it is given again. */
function afterCorrection(topic: readonly string[]): Decision {
  return topic.length > 0
    ? { kind: 'answer', intents: topic }
    : { kind: 'act', act: 'correct_fact' }
}
