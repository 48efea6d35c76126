/** Puts a reply into text messages. Nothing is ever cut: what does not fit together goes out as two. */
import type { Reply } from '../types.js'
import { gsmSegments } from './gsm.js'
import { partsOf } from './sms-parts.js'

const MAX_SEGMENTS = 2

export interface SmsExtras {
  /** Where the sources of the answer can be read; absent where it has none. */
  readonly sources?: string | undefined
  /** Said once, after the first answer: who this is, and how to stop. */
  readonly first?: string | undefined
}

/** The texts of a reply, in their order; an emergency has nothing beside it. */
export function textsOf(reply: Reply, { sources, first }: SmsExtras): readonly string[] {
  if (reply.shortText === '') return []
  if (reply.urgency === 'emergency') return [reply.shortText]
  if (reply.isLong === true) return partsOf(reply.paragraphs)
  const below = [reply.disclaimer, sources].filter((part) => part !== undefined).join(' ')
  const answer = together(reply.shortText, below)
  return first === undefined ? answer : [...answer, first]
}

function together(text: string, below: string): readonly string[] {
  if (below === '') return [text]
  const both = `${text} ${below}`
  return gsmSegments(both) <= MAX_SEGMENTS ? [both] : [text, below]
}
