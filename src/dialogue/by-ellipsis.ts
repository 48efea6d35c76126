/** Reads a short message that leans on the last answer: "and for men?", "how often?", "what about vitamin D?". */
import type { Content } from '../content/content.js'
import type { Decision, Ellipsis, Session, Supposition } from '../types.js'
import { answerOrAsk } from './answer-or-ask.js'
import { nextQuestion, sureIntent, type Situation } from './policy.js'

/** Undefined when nothing leans on the last answer, or when it leads nowhere. */
export function decideByEllipsis(situation: Situation): Decision | undefined {
  const { session, heard } = situation
  const { ellipsis } = heard
  const topic = topicOf(situation)
  if (ellipsis === undefined || topic.length === 0 || answersQuestion(session, ellipsis)) {
    return undefined
  }
  if (isWholeQuestion(situation, ellipsis)) return undefined
  const { isOwnCase, subject, facet, supposing } = ellipsis
  const isAboutOther = subject !== undefined || facet !== undefined || supposing !== undefined
  if (isOwnCase === true && !isAboutOther) return forOwnCase(situation, topic)
  const intents = offeredMeant(situation, ellipsis) ?? intentsMeant(situation, ellipsis, topic)
  return intents === undefined ? undefined : follow(situation, ellipsis, intents)
}

/** What is talked about: the question that was left open, or the last answer. */
function topicOf({ session: { awaited, topic }, repertoire }: Situation): readonly string[] {
  const open = awaited?.kind === 'slot' ? [awaited.forIntent] : topic
  return open.filter((intent) => repertoire.responses.has(intent))
}

/** "What are the signs of a spine fracture?" has all its parts, and leans on nothing. */
function isWholeQuestion(
  { repertoire, heard }: Situation,
  { isLeaning, subject, facet, supposing }: Ellipsis,
): boolean {
  const hasParts = facet !== undefined && (subject !== undefined || supposing !== undefined)
  return hasParts && !isLeaning && sureIntent(repertoire, heard) !== undefined
}

/** "Men?", to the question whether a woman or a man. */
function answersQuestion({ awaited }: Session, { isLeaning, supposing }: Ellipsis): boolean {
  return awaited?.kind === 'slot' && !isLeaning && supposing?.slots[awaited.slot] !== undefined
}

/** "Even at my age?": what is still to be asked about it, or the answer by what was told. */
function forOwnCase(situation: Situation, topic: readonly string[]): Decision {
  const { session, repertoire } = situation
  const [intent = ''] = topic
  const slot = nextQuestion(situation, intent)
  if (slot !== undefined) return { kind: 'ask', slot, forIntent: intent }
  const isFitted = slotsOfAll(repertoire, topic).some((told) => told in session.slots)
  return isFitted ? { kind: 'answer', intents: topic } : { kind: 'act', act: 'more' }
}

/** "How much?", below buttons about vitamin D: what was offered last is what it is about. */
function offeredMeant(
  { repertoire, session: { awaited } }: Situation,
  { subject, facet }: Ellipsis,
): readonly string[] | undefined {
  if (awaited?.kind !== 'choice') return undefined
  const cell = cellMeant(repertoire.ellipsis, { subject, facet }, awaited.candidates)
  return cell === undefined ? undefined : [cell]
}

/** What is asked now: another question about the same, the same about another thing, or the same again. */
function intentsMeant(
  { repertoire, heard }: Situation,
  { subject, facet, supposing }: Ellipsis,
  topic: readonly string[],
): readonly string[] | undefined {
  const { subjects } = repertoire.ellipsis
  const cell = cellMeant(repertoire.ellipsis, { subject, facet }, topic)
  if (cell !== undefined) return [cell]
  if (facet !== undefined) return undefined
  // "On Prolia?" asks the same again, where it makes a difference.
  if (supposing !== undefined && bearsOn(supposing, slotsOfAll(repertoire, topic))) return topic
  if (sureIntent(repertoire, heard) !== undefined) return undefined
  if (subject === undefined) return topic
  return Object.values(subjects[subject]?.facets ?? {}).slice(0, 1)
}

/** The cell of the table that a subject and a facet meet in; what was not named is as before. */
function cellMeant(
  { subjects }: Content['ellipsis'],
  {
    subject,
    facet,
  }: { readonly subject?: string | undefined; readonly facet?: string | undefined },
  topic: readonly string[],
): string | undefined {
  if (subject === undefined && facet === undefined) return undefined
  const from = topic.flatMap((intent) =>
    Object.entries(subjects).flatMap(([id, { facets }]) =>
      Object.keys(facets)
        .filter((name) => facets[name] === intent)
        .map((name) => ({ subject: id, facet: name })),
    ),
  )
  const cells = facet !== undefined && subject !== undefined ? [{ subject, facet }] : from
  return cells
    .map((cell) => subjects[subject ?? cell.subject]?.facets[facet ?? cell.facet])
    .find((intent) => intent !== undefined)
}

/** Answers, with what was supposed before and now; the same once more is wanted in more detail. */
function follow(
  { repertoire, heard, session, ...rest }: Situation,
  ellipsis: Ellipsis,
  intents: readonly string[],
): Decision {
  const before = relevant(session.supposing, slotsOfAll(repertoire, intents))
  const supposing = joined(before, ellipsis.supposing)
  if (supposing !== undefined) return { kind: 'answer', intents, supposing }
  if (intents.every((intent) => session.topic.includes(intent))) return { kind: 'act', act: 'more' }
  return answerOrAsk({ repertoire, heard, session, ...rest }, intents[0] ?? '')
}

function slotsOfAll(
  { intents }: Pick<Content, 'intents'>,
  of: readonly string[],
): readonly string[] {
  return of.flatMap((intent) => intents.get(intent)?.slots ?? [])
}

function bearsOn({ slots, tScoreClass }: Supposition, wanted: readonly string[]): boolean {
  return (
    Object.keys(slots).some((slot) => wanted.includes(slot)) ||
    (tScoreClass !== undefined && wanted.includes('tScore'))
  )
}

/** What is left of a supposition where only these slots change the answer. */
function relevant(
  supposing: Supposition | undefined,
  wanted: readonly string[],
): Supposition | undefined {
  if (supposing === undefined || !bearsOn(supposing, wanted)) return undefined
  const { slots, tScoreClass, ...rest } = supposing
  return {
    ...rest,
    slots: Object.fromEntries(Object.entries(slots).filter(([slot]) => wanted.includes(slot))),
    ...(tScoreClass !== undefined && wanted.includes('tScore') && { tScoreClass }),
  }
}

/** "And at 75?", after "and for men?": men at 75. The later word counts. */
function joined(
  before: Supposition | undefined,
  now: Supposition | undefined,
): Supposition | undefined {
  if (before === undefined || now === undefined) return now ?? before
  const { tScore, fractureSite, ...others } = before.slots
  const isScored = now.tScoreClass !== undefined || now.slots.tScore !== undefined
  const isUnbroken = now.slots.priorFracture === false
  const tScoreClass = isScored ? now.tScoreClass : before.tScoreClass
  return {
    slots: {
      ...others,
      ...(tScore !== undefined && !isScored && { tScore }),
      ...(fractureSite !== undefined && !isUnbroken && { fractureSite }),
      ...now.slots,
    },
    ...(tScoreClass !== undefined && { tScoreClass }),
    ...((before.isOther ?? now.isOther) && { isOther: true as const }),
  }
}
