/** How an answer is fitted to what is only supposed, and how it says so. */
import { profileOf, type Profile } from '../clinical/profile.js'
import type { Content } from '../content/content.js'
import type { Reply, SlotName, Slots, Supposition } from '../types.js'
import type { Filling } from './fill.js'
import { showTold } from './show-told.js'

/** Two segments of 153; what opens an answer must not push it over. */
const MAX_SHORT_LENGTH = 300

/** The profile of somebody like the patient, or of other people, for whom this is so. */
export function supposedProfile(content: Content, own: Slots, supposing: Supposition): Profile {
  const slots = supposedSlots(supposing.isOther === true ? {} : own, supposing)
  const profile = profileOf(slots, content.facts)
  const { tScoreClass } = supposing
  return tScoreClass === undefined ? profile : { ...profile, tScoreClass }
}

/** What was told and does not go with what is supposed is let go. */
function supposedSlots(own: Slots, { slots, tScoreClass }: Supposition): Slots {
  const gone: readonly (readonly [boolean, readonly SlotName[]])[] = [
    [tScoreClass !== undefined || slots.tScore !== undefined, ['tScore', 'tScoreSite']],
    [slots.priorFracture === false, ['fractureSite']],
    [slots.sex === 'male', ['menopause', 'pregnant']],
    [slots.ageYears !== undefined, ['menopause', 'pregnant']],
    [slots.pregnant === true, ['menopause']],
    [slots.menopause !== undefined, ['ageYears', 'pregnant']],
  ]
  const dropped = gone.flatMap(([isSo, names]) => (isSo ? names : []))
  const kept = Object.entries(own).filter(([name]) => !dropped.some((slot) => slot === name))
  return { ...Object.fromEntries(kept), ...slots }
}

/**
 * Says at the beginning what is supposed, or that it makes no difference to what we have.
 *
 * @param plain The answer without the supposition.
 */
export function withSupposition(
  filling: Filling,
  supposing: Supposition,
  { reply, plain }: { readonly reply: Reply; readonly plain: Reply },
): Reply {
  const { supposing: wording } = filling.content.system
  const isSame = plain.responseId === reply.responseId && sameWords(plain, reply)
  const isOfPatient = supposing.isOther !== true && filling.person === undefined
  const form = isSame ? 'same' : isOfPatient ? 'own' : 'other'
  const put = (text: string) => text.replace('{supposed}', nameOf(filling, supposing))
  const short = `${capitalized(put(wording[form].sms ?? wording[form].text))} ${reply.shortText}`
  return {
    ...reply,
    paragraphs: [put(wording[form].text), ...reply.paragraphs],
    // A text message has room for both, or for the answer.
    shortText: short.length <= MAX_SHORT_LENGTH ? short : reply.shortText,
  }
}

function sameWords(a: Reply, b: Reply): boolean {
  return a.paragraphs.join('\n') === b.paragraphs.join('\n')
}

/** "for a man, at age 75". */
function nameOf({ content }: Filling, { slots, tScoreClass }: Supposition): string {
  const { phrases, ranges } = content.system.supposing
  const named = (Object.keys(slots) as SlotName[]).filter(
    (slot) => !(slot === 'priorFracture' && slots.fractureSite !== undefined),
  )
  const said = named.flatMap((slot) => {
    const phrase = phrases[slot]
    if (phrase === undefined) return []
    const value = slots[slot]
    if (typeof phrase !== 'string') {
      return typeof value === 'object' ? [] : (phrase[String(value)] ?? [])
    }
    return phrase.replace('{value}', showTold(content, slots, slot) ?? '')
  })
  return [...said, ...(tScoreClass === undefined ? [] : [ranges[tScoreClass]])].join(', ')
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
