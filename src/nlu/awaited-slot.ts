import type { Awaited, DialogueAct, SlotName, Slots } from '../types.js'
import type { Context } from './context.js'

/** The slot that an utterance is read as the value of, when nothing in it says which. */
export function slotToRead(
  { awaited, lastTold, slots }: Context,
  acts: readonly DialogueAct[],
  utterance: string,
): SlotName | undefined {
  // "No, I meant my spine": what is corrected is what was told last.
  const corrected = acts.includes('correction') ? lastTold : undefined
  return awaitedSlot(awaited) ?? corrected ?? shotTold(slots, utterance)
}

/** Values that answer a check question as well as a yes or a no: "4 months ago", to whether a shot is late. */
const SLOT_OF_CHECK: Readonly<Partial<Record<string, SlotName>>> = {
  denosumab_late: 'monthsSinceDose',
}

const LAST_SHOT = /\b(?:last|previous|latest|most recent) (?:shot|injection|jab|dose)\b/i

/** "Last shot was in June", from somebody on denosumab, tells when without being asked. */
function shotTold({ medicine }: Slots, utterance: string): SlotName | undefined {
  return medicine === 'denosumab' && LAST_SHOT.test(utterance) ? 'monthsSinceDose' : undefined
}

function awaitedSlot(awaited: Awaited | undefined): SlotName | undefined {
  if (awaited?.isOld === true) return undefined
  if (awaited?.kind === 'slot') return awaited.slot
  return awaited?.kind === 'safetyCheck' ? SLOT_OF_CHECK[awaited.flag.id] : undefined
}
