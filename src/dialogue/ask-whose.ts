/** Decides when it must be asked whose case it is, and reads the answer. */
import type {
  Awaited,
  Person,
  PersonQuestion,
  Session,
  ToldSlots,
  Understanding,
} from '../types.js'
import { ANSWER_FROM } from './policy.js'
import { isFact } from './record-facts.js'
import { isSamePerson, knownOther, whomItIsAbout, type Whom } from './whose-case.js'

type AwaitedPerson = Extract<Awaited, { kind: 'person' }>

const SOMEONE: Person = { relation: 'someone', pronoun: 'they' }

/** The question to ask before anything of a message is stored; undefined when it is clear whose case it is. */
export function personQuestion(session: Session, heard: Understanding): PersonQuestion | undefined {
  const { awaited } = session
  const isAgreed = awaited?.kind === 'person' && awaited.about === 'instead'
  if (isAgreed && heard.turnsTo !== undefined) return undefined
  const other = heard.other ?? knownOther(session) ?? SOMEONE
  const [top] = heard.intents
  const isSure = top !== undefined && top.confidence >= ANSWER_FROM
  const about =
    whomItIsAbout(session, heard) === 'other' && isInTheWay(session, other)
      ? 'instead'
      : isUnclear(session, heard, isSure)
        ? 'whose'
        : undefined
  if (about === undefined) return undefined
  const facts = heard.entities.filter(isFact)
  const forIntent = heard.turnsTo?.isAll === true ? openIntent(session) : isSure && top.intent
  return { about, other, facts, ...(forIntent && { forIntent }) }
}

/** What was asked last: "and my husband?" asks it for him. */
function openIntent({ awaited, topic }: Session): string | undefined {
  if (awaited?.kind === 'person') return awaited.forIntent
  return (awaited?.kind === 'slot' ? awaited.forIntent : undefined) ?? topic[0]
}

/** Another was asked for before, and what was told of them would be lost. */
function isInTheWay({ focus, slots, aside }: Session, other: Person): boolean {
  const known = focus ?? aside?.person
  if (known === undefined || isSamePerson(known, other) || aside?.isMentioned) return false
  return isTold(focus === undefined ? aside?.slots : slots)
}

/** What sex somebody is follows from their name; that alone is nothing told. */
function isTold(slots: ToldSlots = {}): boolean {
  return Object.keys(slots).some((slot) => slot !== 'sex')
}

/** Values of nobody named, or of a "he" whom nobody has named, are asked about once. */
function isUnclear(session: Session, heard: Understanding, isSure: boolean): boolean {
  const { awaited, aside, isWhoseAsked } = session
  const told = heard.entities.filter(isFact)
  if (told.length === 0 || isWhoseAsked || heard.turnsTo !== undefined) return false
  const whom = whomItIsAbout(session, heard)
  const isStranger = whom === 'other' && heard.other?.relation === 'someone'
  if (isStranger && !isSure && knownOther(session) === undefined) return true
  const unsaid = told.filter(({ isUnsaid }) => isUnsaid)
  const isAnswer = awaited?.kind === 'slot' && unsaid.some(({ slot }) => slot === awaited.slot)
  if (unsaid.length === 0 || isAnswer) return false
  // "82, broke a hip", after both were spoken of; "55, mother broke her hip", of both at once.
  const isEither = isSpokenOf(session) && isSpokenOf(aside) && aside?.isMentioned !== true
  return whom === 'other' || (whom === undefined && isEither)
}

/** Something was told of them, or asked about them. */
function isSpokenOf(person: Pick<Session, 'slots' | 'asked'> | undefined): boolean {
  return person !== undefined && (isTold(person.slots) || Object.keys(person.asked).length > 0)
}

/** Reads the answer to such a question: what was told before is then told of the one meant. */
export function withPersonAnswer({ awaited }: Session, heard: Understanding): Understanding {
  const whom = awaited?.kind === 'person' ? answerTo(awaited, heard) : undefined
  if (awaited?.kind !== 'person' || whom === undefined) return heard
  const other = clearer(heard.other, awaited.other)
  // Facts of nobody named are of whom the talk turns to, so each is as it was heard.
  const facts = awaited.facts.map((fact) => ({ ...fact, start: 0, end: 0 }))
  const toldAnew = new Set(heard.entities.map(({ slot }) => slot))
  return {
    ...heard,
    ...(whom === 'other' && { other }),
    entities: [...facts.filter(({ slot }) => !toldAnew.has(slot)), ...heard.entities],
    turnsTo: { whom, isAll: heard.turnsTo?.isAll ?? heard.acts.includes('yes') },
  }
}

function answerTo({ about, other, isOld }: AwaitedPerson, heard: Understanding): Whom | undefined {
  const { acts, turnsTo, isAboutOther } = heard
  if (about === 'whose') return turnsTo?.whom ?? (isAboutOther ? 'other' : undefined)
  if (acts.includes('no')) return undefined
  // Asked for again, in place of a yes.
  const isInsisted = (isAboutOther || turnsTo?.whom === 'other') && isSamePerson(heard.other, other)
  // After an hour a bare yes may be meant for anything.
  const isAgreed = acts.includes('yes') && isOld !== true
  return isAgreed || isInsisted ? 'other' : undefined
}

/** The description that says more: "my dad", for "he". */
export function clearer(a: Person | undefined, b: Person): Person {
  if (a === undefined || !isSamePerson(a, b)) return a ?? b
  return {
    relation: a.relation === 'someone' ? b.relation : a.relation,
    pronoun: a.pronoun === 'they' ? b.pronoun : a.pronoun,
  }
}
