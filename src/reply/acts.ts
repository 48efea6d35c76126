import type { Decision, Reply, SlotName } from '../types.js'
import { answer } from './answer.js'
import type { Occasion } from './compose.js'
import { becauseOf, say } from './draft.js'
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
      return (
        answer(filling, session.topic, { depth: 'more', channel }) ??
        plain(session.topic.length === 0 ? 'more_none' : 'more_all')
      )
    case 'acknowledge':
      return plain(decision.about === 'safe' ? 'safe' : 'acknowledge')
    case 'cancel':
      return plain(decision.about === 'forget' ? 'forget_kept' : 'cancel')
    case 'opt_out':
    case 'opt_in':
    case 'help':
    case 'start_over':
      return plain(decision.act)
    case 'silent':
      return { ...plain('acknowledge'), responseId: 'act.silent', paragraphs: [], shortText: '' }
  }
}

/** Says the last reply again, or its short form when the patient asked for it shorter. */
function repeat(filling: Filling, { about }: ActDecision, last: Reply | undefined): Reply {
  if (last === undefined) {
    return say(filling, 'act.repeat_none', { wording: filling.content.system.acts.repeat_none })
  }
  return about === 'shorter' ? { ...last, paragraphs: [last.shortText] } : last
}

function withFacts(filling: Filling, name: 'show_facts' | 'correct_fact'): Reply {
  const told = Object.keys(filling.profile.slots) as SlotName[]
  const facts = becauseOf(filling, told).map(({ label }) => label)
  const { acts } = filling.content.system
  return facts.length === 0
    ? say(filling, 'act.show_facts_none', { wording: acts.show_facts_none })
    : say(filling, `act.${name}`, { wording: acts[name], values: { facts: facts.join(', ') } })
}
