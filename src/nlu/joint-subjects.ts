/** Finds one question about two subjects: "How much calcium and vitamin D do I need?" */
import type { EllipsisFile } from '../content/ellipsis-schema.js'
import type { Classify, RankedIntent } from '../types.js'
import { compilePhrases, findPhrases, type Phrases } from './entity/phrases.js'

/** The subjects that patients name, each by its words. */
export type JointSubjects = readonly { readonly subject: string; readonly words: Phrases }[]

/** Each half must stand by itself. */
const SURE_FROM = 0.6
/** A longer message tells a story, in which two subjects need not share a question. */
const MAX_WORDS = 20
const JOINT = /^\s*(?:,?\s*(?:and|&|plus|or)\s+|[,/+&]\s*)(?:(?:how much|about|also|my|the)\s+)?$/iu
/** "Together", "the difference": what is asked is about both at once. */
const ABOUT_BOTH =
  /\b(?:together|both|differ\w*|versus|vs|better|instead|same|between|mix\w*|with)\b/iu

/** Makes the subjects of `_ellipsis.yml` ready to search for; once, at the start. */
export function makeJointSubjects({ subjects }: EllipsisFile): JointSubjects {
  return Object.entries(subjects)
    .filter(([, { words }]) => words.length > 0)
    .map(([subject, { words }]) => ({ subject, words: compilePhrases(words) }))
}

/** Ranks the intents of each half; none unless both halves are surely different questions. */
export function findJointQuestions(
  classify: Classify,
  subjects: JointSubjects,
  utterance: string,
): readonly (readonly RankedIntent[])[] {
  if (utterance.trim().split(/\s+/).length > MAX_WORDS || ABOUT_BOTH.test(utterance)) return []
  const [first, second, third] = namedIn(subjects, utterance)
  if (first === undefined || second === undefined || third !== undefined) return []
  if (!JOINT.test(utterance.slice(first.end, second.start))) return []
  const halves = [
    utterance.slice(0, first.end) + utterance.slice(second.end),
    utterance.slice(0, first.start) + utterance.slice(second.start),
  ].map((half) => classify(half))
  const tops = halves.map(([top]) => top)
  const isSure = tops.every((top) => top !== undefined && top.confidence >= SURE_FROM)
  return isSure && tops[0]?.intent !== tops[1]?.intent ? halves : []
}

/** Where subjects stand, in order; of two that begin together the longer. */
function namedIn(subjects: JointSubjects, utterance: string) {
  const text = utterance.toLowerCase()
  const all = subjects.flatMap(({ subject, words }) =>
    findPhrases(words, text).map((match) => ({
      subject,
      start: match.index,
      end: match.index + match[0].length,
    })),
  )
  return all
    .filter((one) => !all.some((other) => other !== one && holds(other, one)))
    .sort((a, b) => a.start - b.start)
}

function holds(outer: { start: number; end: number }, inner: { start: number; end: number }) {
  const isWider = outer.end - outer.start > inner.end - inner.start
  return isWider && outer.start <= inner.start && outer.end >= inner.end
}
