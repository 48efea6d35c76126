import type { Entity, Session, SlotName, SlotValues, Understanding } from '../types.js'
import { withSpokenOf } from './spoken-of.js'

/** Whether a value was told for certain, and not only spoken of. */
export function isFact({ doubt, isOnlyNamed }: Entity): boolean {
  return doubt === undefined && isOnlyNamed === undefined
}

/**
 * Keeps what the patient told about themself in this turn.
 *
 * Nothing in doubt is kept, and nothing that belongs to somebody else.
 */
export function recordFacts(session: Session, heard: Understanding): Session {
  const facts = heard.entities.filter((entity) => entity.about === 'patient' && isFact(entity))
  const told = facts.filter((fact) => !isPeriodsLost(fact, heard, ageAfter(session, facts)))
  return withSpokenOf(withTold(withoutChanged(session, heard), told), heard)
}

/** A fact that the patient wants to change is wrong as it stands. */
function withoutChanged(session: Session, { changes }: Understanding): Session {
  if (changes === undefined) return session
  const { asked, slots } = session
  return { ...session, slots: without(slots, changes), asked: { ...asked, [changes]: 0 } }
}

function withTold(session: Session, facts: readonly Entity[]): Session {
  const { slots, turns } = session
  return facts.length === 0 ? session : { ...session, slots: withFacts(slots, facts, turns + 1) }
}

/** Younger, periods that stop have another cause as a rule, and hardly anybody is past menopause. */
const MIN_MENOPAUSE_YEARS = 40

/** "My periods stopped", at 34, does not say that she is past menopause. */
function isPeriodsLost(
  { slot, value, start, end }: Entity,
  { utterance }: Understanding,
  ageYears = MIN_MENOPAUSE_YEARS,
): boolean {
  const isByPeriods = /period/i.test(utterance.slice(start, end))
  return slot === 'menopause' && value === 'post' && isByPeriods && ageYears < MIN_MENOPAUSE_YEARS
}

function ageAfter({ slots }: Session, facts: readonly Entity[]): number | undefined {
  const told = facts.find(({ slot }) => slot === 'ageYears')
  return told?.slot === 'ageYears' ? told.value : slots.ageYears?.value
}

/** Adds what was told of one person to what is known of them. */
export function withFacts(
  known: Session['slots'],
  facts: readonly Entity[],
  toldInTurn: number,
): Session['slots'] {
  const slots = facts.reduce((kept, fact) => withFact(kept, fact, toldInTurn), known)
  return coherent(slots, facts, toldInTurn)
}

function withFact(slots: Session['slots'], fact: Entity, toldInTurn: number): Session['slots'] {
  return { ...slots, [fact.slot]: { value: fact.value, toldInTurn } }
}

/** A told break site means a past break; "no break" takes back a site told before. */
function coherent(
  slots: Session['slots'],
  facts: readonly Entity[],
  toldInTurn: number,
): Session['slots'] {
  const hasTold = <S extends SlotName>(slot: S, value?: SlotValues[S]) =>
    facts.some((fact) => fact.slot === slot && (value === undefined || fact.value === value))
  if (hasTold('priorFracture', false)) return without(slots, 'fractureSite')
  return hasTold('fractureSite') && slots.priorFracture?.value !== true
    ? { ...slots, priorFracture: { value: true, toldInTurn } }
    : slots
}

function without(slots: Session['slots'], slot: SlotName): Session['slots'] {
  return Object.fromEntries(Object.entries(slots).filter(([name]) => name !== slot))
}

/** The slots told in the turn that is being decided. */
export function toldNow({ slots, turns }: Pick<Session, 'slots' | 'turns'>): readonly SlotName[] {
  const names = Object.keys(slots) as SlotName[]
  return names.filter((slot) => slots[slot]?.toldInTurn === turns + 1)
}

/** The slot told last; of several told in one turn, the one that came first. */
export function lastTold({ slots }: Session): SlotName | undefined {
  const turns = Object.values(slots).map(({ toldInTurn }) => toldInTurn)
  const names = Object.keys(slots) as SlotName[]
  return names.find((slot) => slots[slot]?.toldInTurn === Math.max(...turns))
}
