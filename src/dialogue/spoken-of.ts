import type { Session, Understanding } from '../types.js'

/** "What is Prolia? … any side effects?": a medicine that is named stays the talk's for so many turns. */
const TALK_TURNS = 3

/** Keeps which medicine the talk is about, where it is not one that the patient takes. */
export function withSpokenOf(session: Session, heard: Understanding): Session {
  const { spokenOf, ...told } = session
  const next = nameNow(told, heard) ?? nameBefore(told, heard, spokenOf)
  if (next === spokenOf) return session
  return next === undefined ? told : { ...told, spokenOf: next }
}

type Name = Session['spokenOf']

function nameNow({ turns }: Session, { entities }: Understanding): Name {
  const named = entities.find(
    (entity) => entity.slot === 'medicine' && entity.isOnlyNamed && entity.about === 'patient',
  )
  return named?.slot === 'medicine' ? { value: named.value, toldInTurn: turns + 1 } : undefined
}

/** A medicine named before counts no longer when another one is told, or the patient's own is meant. */
function nameBefore({ turns, slots }: Session, heard: Understanding, spokenOf: Name): Name {
  if (spokenOf === undefined || turns + 1 - spokenOf.toldInTurn > TALK_TURNS) return undefined
  const isToldNow = slots.medicine?.toldInTurn === turns + 1
  const isOwnMeant = heard.isPersonal && slots.medicine !== undefined
  return isToldNow || isOwnMeant ? undefined : spokenOf
}
