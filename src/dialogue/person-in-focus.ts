/**
 * Turns the talk to the one whom a message is about, so that the rest of the policy knows one person only:
 * afterwards `slots` are the facts of the person in focus, and what is heard of "the patient" is of them.
 */
import type { Person, PersonQuestion, Session, Understanding } from '../types.js'
import { clearer, personQuestion, withPersonAnswer } from './ask-whose.js'
import { ANSWER_FROM } from './policy.js'
import { isFact, withFacts } from './record-facts.js'
import { isSamePerson, knownOther, ownersOf, whomItIsAbout, type Whom } from './whose-case.js'

/** A message seen from the person in focus. */
export interface Turned {
  /** With the facts of the person aside recorded; those of the person in focus are recorded next. */
  readonly session: Session
  readonly heard: Understanding
  /** To be asked before anything of the message is stored. */
  readonly question?: PersonQuestion
}

/** Turns to the person whom a message is about, and tells apart whose facts it holds. */
export function turnToPerson(before: Session, said: Understanding): Turned {
  if (tellsStaff(before, said)) return told(before, said)
  const heard = withPersonAnswer(before, said)
  const question = personQuestion(before, heard)
  if (question !== undefined)
    return { session: before, heard: { ...heard, entities: [] }, question }
  const whom = whomItIsAbout(before, heard)
  const session = withClearer(focusedOn(before, heard, whom), heard)
  return { session: withAsideFacts(session, heard), heard: seenFrom(session, heard, whom) }
}

/** "My daughter, 212 555 0199" answers a question of a request to the staff, and asks nothing about her. */
function tellsStaff({ awaited }: Session, { intents, details }: Understanding): boolean {
  if (awaited?.kind !== 'handoff') return false
  const [top] = intents
  const asks = top !== undefined && top.confidence >= ANSWER_FROM
  return awaited.step === 'about' || details?.contact !== undefined || !asks
}

/** Keeps what is clear of what a request tells, and turns to nobody for it. */
function told(session: Session, { turnsTo, ...heard }: Understanding): Turned {
  const isUnclear = turnsTo !== undefined || personQuestion(session, heard) !== undefined
  const kept = isUnclear ? { ...heard, entities: [] } : heard
  return { session: withAsideFacts(session, kept), heard: seenFrom(session, kept, undefined) }
}

function focusedOn(session: Session, heard: Understanding, whom: Whom | undefined): Session {
  switch (whom) {
    case 'patient':
      return session.focus === undefined ? withMentioned(session, heard) : swapped(session)
    case 'other':
      return focusedOnOther(session, heard.other)
    case undefined:
      return withMentioned(session, heard)
  }
}

/** "Someone" is whoever a value is told of by name, and nobody else from then on. */
function withClearer(session: Session, { entities }: Understanding): Session {
  const known = knownOther(session)
  const told = entities.find(
    ({ about, person }) => about === 'other' && isSamePerson(person, known),
  )?.person
  if (known === undefined || told === undefined) return session
  const person = clearer(told, known)
  const { aside } = session
  if (session.focus !== undefined) return withImpliedSex({ ...session, focus: person })
  return aside === undefined ? session : { ...session, aside: { ...aside, person } }
}

function focusedOnOther(session: Session, named: Person | undefined): Session {
  const known = knownOther(session)
  const isKnown = known !== undefined && (named === undefined || isSamePerson(known, named))
  const other = isKnown
    ? clearer(named, known)
    : (named ?? { relation: 'someone', pronoun: 'they' })
  const found = isKnown ? session : withStranger(session, other)
  const turned = found.focus === undefined ? swapped(found) : found
  return withImpliedSex({ ...turned, focus: other })
}

/** Exchanges the person in focus for the one aside. */
function swapped({ focus, aside, ...session }: Session): Session {
  const { person, slots = {}, asked = {} } = aside ?? {}
  const { slots: left, asked: leftAsked } = session
  return {
    ...session,
    slots,
    asked,
    aside: { ...(focus !== undefined && { person: focus }), slots: left, asked: leftAsked },
    ...(person !== undefined && { focus: person }),
  }
}

/** Makes room for another person, of whom nothing is known yet. */
function withStranger(session: Session, person: Person): Session {
  return session.focus === undefined
    ? { ...session, aside: { person, slots: {}, asked: {} } }
    : { ...session, focus: person, slots: {}, asked: {} }
}

/** "My mom has -2.8, mine is -1.3": she is kept aside, so that "can she lift?" is of her. */
function withMentioned(session: Session, { other }: Understanding): Session {
  const { focus, aside } = session
  if (focus !== undefined || other === undefined || !isNamed(other)) return session
  const isFree = aside === undefined || (aside.isMentioned && !isSamePerson(aside.person, other))
  return isFree
    ? { ...session, aside: { person: other, slots: {}, asked: {}, isMentioned: true } }
    : session
}

function isNamed({ relation }: Person): boolean {
  return relation !== 'someone' && relation !== 'others'
}

const SEXES = { she: 'female', he: 'male' } as const

/** Nobody is asked whether their mother is a woman. As of no turn, so that it counts as no news. */
function withImpliedSex(session: Session): Session {
  const { focus, slots } = session
  if (focus === undefined || focus.pronoun === 'they' || slots.sex !== undefined) return session
  return { ...session, slots: { ...slots, sex: { value: SEXES[focus.pronoun], toldInTurn: 0 } } }
}

function withAsideFacts(session: Session, { entities }: Understanding): Session {
  const { aside, turns } = session
  const facts = ownersOf(session, entities).aside.filter(isFact)
  if (aside === undefined || facts.length === 0) return session
  return { ...session, aside: { ...aside, slots: withFacts(aside.slots, facts, turns + 1) } }
}

/** What was heard, told of the person in focus: their facts are "the patient's" from here on. */
function seenFrom(session: Session, heard: Understanding, whom: Whom | undefined): Understanding {
  const { focused } = ownersOf(session, heard.entities)
  const isOfOther = whom === 'other'
  const isOneCase = session.focus?.relation !== 'others' && whom !== undefined
  return {
    ...heard,
    entities: heard.entities.map((entity) => ({
      ...entity,
      about: focused.includes(entity) ? ('patient' as const) : ('other' as const),
    })),
    isPersonal: isOneCase && (isOfOther || heard.isPersonal || heard.turnsTo !== undefined),
    isAboutOther: heard.isAboutOther && !isOfOther,
  }
}

/** What a conversation keeps when it begins anew: facts are worth nothing without whose they are. */
export function keptPeople(
  session: Session,
): Pick<Session, 'slots' | 'focus' | 'aside' | 'isWhoseAsked'> {
  const { slots, focus, aside, isWhoseAsked } = session
  return {
    slots,
    ...(focus !== undefined && { focus }),
    ...(aside !== undefined && { aside }),
    ...(isWhoseAsked !== undefined && { isWhoseAsked }),
  }
}
