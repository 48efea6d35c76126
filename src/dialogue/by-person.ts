/** Reads a message that says, or must be asked, whose case it is: "and my husband?", "82, broke a hip". */
import type { Decision, Session } from '../types.js'
import { answerOrAsk } from './answer-or-ask.js'
import { sureIntent, type Situation } from './policy.js'
import { toldNow } from './record-facts.js'

/** Undefined when the message asks something of its own. */
export function decideByPerson(situation: Situation): Decision | undefined {
  const { heard, session, repertoire, personQuestion } = situation
  if (personQuestion !== undefined) return { kind: 'ask', slot: 'person', ...personQuestion }
  if (heard.turnsTo === undefined) {
    const isAsked = session.awaited?.kind === 'person' && session.awaited.isOld !== true
    const isRefused = isAsked && heard.acts.includes('no')
    return isRefused ? { kind: 'act', act: 'cancel' } : undefined
  }
  const sure = repertoire.intents.get(sureIntent(repertoire, heard) ?? '')
  if (!heard.turnsTo.isAll && sure?.kind === 'question') return undefined
  const open = openIntents(session)
  const [first] = open
  if (open.length > 1) return { kind: 'answer', intents: open }
  if (first !== undefined) return answerOrAsk(situation, first)
  return toldNow(session).length > 0 ? undefined : { kind: 'act', act: 'turn' }
}

/** What was asked last: it is asked for the other person now. */
function openIntents({ awaited, topic }: Session): readonly string[] {
  const isOpen = awaited?.kind === 'person' || awaited?.kind === 'slot'
  const intent = isOpen ? awaited.forIntent : undefined
  if (awaited?.kind === 'person') return intent === undefined ? [] : [intent]
  return intent === undefined ? topic : [intent]
}
