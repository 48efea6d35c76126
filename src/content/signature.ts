/** Whether a clinician signed exactly the words that are served; the day is always passed in. */
import { createHash } from 'node:crypto'
import type { Content } from './content.js'
import { paragraphsOf } from './marks.js'
import type { Reviewed } from './schema.js'
import {
  reviewedOf,
  signedWording,
  unitsOf,
  type MentionMemo,
  type UnitId,
} from './signed-wording.js'

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
export function signatureOf(content: Content, unit: UnitId, memo = newMemo()): string {
  const wording = signedWording(content, unit, memo.mentions)
  if (wording === undefined) throw new RangeError(`"${unit}" has no wording to sign`)
  return `sha256-${createHash('sha256').update(canonicalOf(wording, memo.canonical)).digest('hex')}`
}

/** What a unit's signature is worth on a day, such as `2026-11-22`. */
export function stateOf(content: Content, unit: UnitId, day: string): SignatureState {
  return stateFrom(reviewedOf(content, unit), dueOf(content, unit), day)
}

/** What every signature is worth on a day; quick for signatures that were compared before. */
export function statesOf(
  content: Content,
  day: string,
  signed = signedUntil(content),
): ReadonlyMap<UnitId, SignatureState> {
  return new Map(
    [...signed].map(([unit, due]) => [unit, stateFrom(reviewedOf(content, unit), due, day)]),
  )
}

function stateFrom(
  reviewed: Reviewed | undefined,
  due: string | undefined,
  day: string,
): SignatureState {
  if (reviewed === undefined) return 'unsigned'
  if (due === undefined) return 'void'
  return due < day ? 'overdue' : 'signed'
}

/** Compares all signatures with the words that they stand under. */
export function signedUntil(content: Content): SignedUntil {
  const memo = newMemo()
  return new Map(unitsOf(content).map((unit) => [unit, dueOf(content, unit, memo)]))
}

/** The due day of a signature that stands under exactly these words. */
function dueOf(content: Content, unit: UnitId, memo?: Memo): string | undefined {
  const reviewed = reviewedOf(content, unit)
  if (reviewed === undefined) return undefined
  return reviewed.hash === signatureOf(content, unit, memo) ? reviewed.due : undefined
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

/** What is known of parts met before: answers share lines, and start-up must stay quick. */
interface Memo {
  readonly mentions: MentionMemo
  readonly canonical: CanonicalMemo
}

type CanonicalMemo = Map<object, string>

function newMemo(): Memo {
  return { mentions: new Map(), canonical: new Map() }
}

/** JSON with its keys sorted and white space evened out, as the reply does; absent fields vanish. */
function canonicalOf(value: unknown, memo: CanonicalMemo, key = ''): string {
  if (typeof value === 'string') return JSON.stringify(asShown(value, key))
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const known = memo.get(value)
  if (known !== undefined) return known
  const made = Array.isArray(value)
    ? `[${value.map((item) => canonicalOf(item, memo)).join(',')}]`
    : `{${fieldsOf(value, memo).join(',')}}`
  memo.set(value, made)
  return made
}

function fieldsOf(value: object, memo: CanonicalMemo): readonly string[] {
  const fields: readonly (readonly [string, unknown])[] = Object.entries(value)
  return fields
    .filter(([, field]) => field !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonicalOf(field, memo, name)}`)
}

/** A line break inside a paragraph is not shown; in a text message it is. */
function asShown(text: string, key: string): string {
  if (!/\s\s|[^\S ]/.test(text)) return text.trim()
  return key === 'text' || key === 'more'
    ? paragraphsOf(text).join('\n\n')
    : text.replace(/[ \t]+/g, ' ').trim()
}
