import type { Entity, Session, SlotName, SlotValues, Understanding } from '../types.js'

/**
 * Keeps what the patient told about themself in this turn.
 *
 * Nothing in doubt is kept, and nothing that belongs to somebody else.
 */
export function recordFacts(session: Session, heard: Understanding): Session {
  const own = heard.entities.filter(
    ({ about, doubt }) => about === 'patient' && doubt === undefined,
  )
  const facts = own.filter(({ isOnlyNamed }) => isOnlyNamed !== true)
  return withSpokenOf(withFacts(session, facts), { session, heard, own })
}

function withFacts(session: Session, facts: readonly Entity[]): Session {
  if (facts.length === 0) return session
  const slots = facts.reduce((kept, fact) => withFact(kept, fact, session.turns + 1), session.slots)
  return { ...session, slots: coherent(slots, facts, session.turns + 1) }
}

/** "What is Prolia? … any side effects?": a medicine that is named stays the talk's for so many turns. */
const TALK_TURNS = 3

function withSpokenOf(
  told: Session,
  {
    session: { spokenOf, turns, slots },
    heard,
    own,
  }: { readonly session: Session; readonly heard: Understanding; readonly own: readonly Entity[] },
): Session {
  const { spokenOf: _, ...plain } = told
  const medicine = own.find((entity) => entity.slot === 'medicine')
  if (medicine !== undefined) {
    return medicine.isOnlyNamed === true
      ? { ...plain, spokenOf: { value: medicine.value, toldInTurn: turns + 1 } }
      : plain
  }
  // "What is Prolia? … and my calcium?" is asked by somebody who takes another one.
  const isOver = heard.isPersonal && slots.medicine !== undefined
  const isFresh = spokenOf !== undefined && turns + 1 - spokenOf.toldInTurn <= TALK_TURNS
  return isFresh && !isOver ? { ...plain, spokenOf } : plain
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
export function toldNow({ slots, turns }: Session): readonly SlotName[] {
  const names = Object.keys(slots) as SlotName[]
  return names.filter((slot) => slots[slot]?.toldInTurn === turns + 1)
}

/** The slot told last; of several told in one turn, the one that came first. */
export function lastTold({ slots }: Session): SlotName | undefined {
  const turns = Object.values(slots).map(({ toldInTurn }) => toldInTurn)
  const names = Object.keys(slots) as SlotName[]
  return names.find((slot) => slots[slot]?.toldInTurn === Math.max(...turns))
}
