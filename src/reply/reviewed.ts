/** Marks the replies whose words a clinician has signed. */
import { isSignedOn, type SignedUntil } from '../content/signature.js'
import { RED_FLAGS, SYSTEM, type UnitId } from '../content/signed-wording.js'
import type { Reply } from '../types.js'

/**
 * Marks a reply as reviewed when everything that is said in it is signed.
 *
 * @param day Such as `2026-11-22`: a signature that is overdue on it no longer counts.
 */
export function withReview(reply: Reply, signed: SignedUntil, day: string): Reply {
  const isReviewed = unitsSaid(reply.responseId).every((unit) => isSignedOn(signed, unit, day))
  return isReviewed ? { ...reply, isReviewed } : reply
}

/**
 * The units that a reply takes its words from: those of `calcium_amount.general+protein.general`
 * are two answers.
 *
 * What `_system.yml` adds to an answer (how a told fact is called, that a message was too long)
 * states nothing about bones and does not count.
 */
function unitsSaid(responseId: string): readonly UnitId[] {
  const [kind = '', about] = responseId.split('.')
  switch (kind) {
    case 'escalate':
      return [RED_FLAGS]
    case 'ask':
      return about === 'safetyCheck' ? [RED_FLAGS, SYSTEM] : [SYSTEM]
    case 'act':
    case 'clarify':
    case 'fallback':
    case 'handoff':
      return [SYSTEM]
    default:
      return responseId.split('+').map((id) => id.split('.')[0] ?? id)
  }
}
