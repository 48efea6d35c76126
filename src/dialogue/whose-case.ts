/** Tells whose case a message is about, and whose facts it holds. */
import type { Entity, Person, Relation, Session, Understanding } from '../types.js'
import { endsAsQuestion } from './policy.js'

/** The one who writes, or the one other person. */
export type Whom = 'patient' | 'other'

/** The other person who is known, in focus or aside. */
export function knownOther({ focus, aside }: Session): Person | undefined {
  return focus ?? aside?.person
}

/** Whether two descriptions may be of the same person: "someone" is whoever is named next. */
export function isSamePerson(a: Person | undefined, b: Person | undefined): boolean {
  if (a === undefined || b === undefined) return false
  const fits = a.pronoun === b.pronoun || a.pronoun === 'they' || b.pronoun === 'they'
  return fits && (a.relation === b.relation || isUnnamed(a, b) || isUnnamed(b, a))
}

function isUnnamed(a: Person, b: Person): boolean {
  return a.relation === 'someone' && b.relation !== 'others'
}

/** Whom a message is about; undefined when it does not say, and the talk goes on about the same person. */
export function whomItIsAbout(session: Session, heard: Understanding): Whom | undefined {
  const { turnsTo, isAboutOther, isPersonal, other } = heard
  if (turnsTo !== undefined) return turnsTo.whom
  if (isAboutOther && !isAnsweredOfPatient(session, heard)) {
    if (isOnlyChat(heard)) return undefined
    return other === undefined ? undefined : 'other'
  }
  return isPersonal && !isAboutOther ? 'patient' : undefined
}

const ACQUAINTANCES: readonly (Relation | undefined)[] = ['neighbor', 'friend']

/** "My neighbor came round, she has arthritis" tells of somebody, and asks nothing for them. */
function isOnlyChat(heard: Understanding): boolean {
  const isTold = heard.entities.some(({ about }) => about === 'other')
  return ACQUAINTANCES.includes(heard.other?.relation) && !isTold && !endsAsQuestion(heard)
}

/** "My mother broke her hip", to the question for risk factors, tells of the one who was asked. */
function isAnsweredOfPatient({ awaited, focus }: Session, { entities }: Understanding): boolean {
  if (awaited?.kind !== 'slot' || focus !== undefined) return false
  return entities.some(
    ({ slot, about, isUnsaid }) => slot === awaited.slot && about === 'patient' && !isUnsaid,
  )
}

/** The facts of a message by whose they are: those of anybody else are in neither list. */
export function ownersOf(
  session: Session,
  entities: readonly Entity[],
): { readonly focused: readonly Entity[]; readonly aside: readonly Entity[] } {
  const inFocus: Whom = session.focus === undefined ? 'patient' : 'other'
  const owned = entities.map((entity) => ({ entity, owner: ownerOf(session, entity, inFocus) }))
  const of = (isWanted: (owner: Whom) => boolean) =>
    owned.flatMap(({ entity, owner }) => (owner && isWanted(owner) ? [entity] : []))
  return { focused: of((owner) => owner === inFocus), aside: of((owner) => owner !== inFocus) }
}

function ownerOf(session: Session, entity: Entity, inFocus: Whom): Whom | undefined {
  if (entity.about === 'patient') return entity.isUnsaid ? inFocus : 'patient'
  const isKept = entity.person?.relation !== 'others'
  return isKept && isSamePerson(entity.person, knownOther(session)) ? 'other' : undefined
}
