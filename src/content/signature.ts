/** Whether a clinician signed exactly the words that are served; the day is always passed in. */
import { createHash } from 'node:crypto'
import type { Content } from './content.js'
import { paragraphsOf } from './marks.js'
import { reviewedOf, signedWording, unitsOf, type UnitId } from './signed-wording.js'

/** `void`: something was changed since it was signed. `overdue`: unchanged, but to be read again. */
export type SignatureState = 'unsigned' | 'void' | 'overdue' | 'signed'

/**
 * The last day, as `2027-11-22`, on which each unit's signature holds; undefined for one that is
 * unsigned or void. Made once at start, because no wording changes while the server runs.
 */
export type SignedUntil = ReadonlyMap<UnitId, string | undefined>

/**
 * Hashes exactly what a clinician signs with a unit, as `sha256-…`.
 *
 * Comments, order of keys and the style of the YAML do not matter, nor where its lines are broken.
 *
 * @throws {RangeError} when there is no such unit.
 */
export function signatureOf(content: Content, unit: UnitId): string {
  const wording = signedWording(content, unit)
  if (wording === undefined) throw new RangeError(`"${unit}" has no wording to sign`)
  const canonical = JSON.stringify(canonicalOf(wording))
  return `sha256-${createHash('sha256').update(canonical).digest('hex')}`
}

/** What a unit's signature is worth on a day, such as `2026-11-22`. */
export function stateOf(content: Content, unit: UnitId, day: string): SignatureState {
  const reviewed = reviewedOf(content, unit)
  if (reviewed === undefined) return 'unsigned'
  if (reviewed.hash !== signatureOf(content, unit)) return 'void'
  return reviewed.due < day ? 'overdue' : 'signed'
}

/** Compares all signatures with the words that they stand under. */
export function signedUntil(content: Content): SignedUntil {
  return new Map(
    unitsOf(content).map((unit) => {
      const reviewed = reviewedOf(content, unit)
      const isValid = reviewed !== undefined && reviewed.hash === signatureOf(content, unit)
      return [unit, isValid ? reviewed.due : undefined]
    }),
  )
}

/** Whether a unit counts as reviewed on a day; one that is overdue does not. */
export function isSignedOn(signed: SignedUntil, unit: UnitId, day: string): boolean {
  const due = signed.get(unit)
  return due !== undefined && due >= day
}

/** How much of the wording at hand counts as reviewed. */
export type ReviewedShare = 'none' | 'some' | 'all'

/** How much of all wording counts as reviewed on a day. */
export function shareSignedOn(signed: SignedUntil, day: string): ReviewedShare {
  const units = [...signed.keys()]
  const count = units.filter((unit) => isSignedOn(signed, unit, day)).length
  if (count === 0) return 'none'
  return count === units.length ? 'all' : 'some'
}

/** Sorts keys and evens out white space, as the reply does; absent fields vanish. */
function canonicalOf(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return asShown(value, key)
  if (Array.isArray(value)) return value.map((item) => canonicalOf(item))
  if (typeof value !== 'object' || value === null) return value
  const fields: readonly (readonly [string, unknown])[] = Object.entries(value)
  return Object.fromEntries(
    fields
      .filter(([, field]) => field !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, field]) => [name, canonicalOf(field, name)]),
  )
}

/** A line break inside a paragraph is not shown; in a text message it is. */
function asShown(text: string, key: string): string {
  return key === 'text' || key === 'more'
    ? paragraphsOf(text).join('\n\n')
    : text.replace(/[ \t]+/g, ' ').trim()
}
