/** Signs wording: what is asked for is checked as a whole before anything is written. */
import type { Content } from '../content/content.js'
import { signatureOf } from '../content/signature.js'
import { unitsOf, type UnitId } from '../content/signed-wording.js'
import { writeReviewed, type SignedFile } from '../content/write-reviewed.js'
import { SignError } from '../errors.js'
import { yearAfter } from './day.js'

/** What a clinician asks for on the command line, as it was typed. */
export interface SignRequest {
  readonly units: readonly string[]
  readonly by: string | undefined
  /** The last day on which the signature shall hold; a year after today if absent. */
  readonly due: string | undefined
  /** The day of signing, such as `2026-11-22`. */
  readonly today: string
}

/** A unit that was signed. */
export interface SignedUnit extends SignedFile {
  readonly unit: UnitId
}

/**
 * Signs units and writes each signature into the unit's file.
 *
 * @param root Folder of the project that this content was loaded from.
 * @throws {SignError} for a request that cannot be met; nothing is written then.
 */
export function signUnits(
  root: string,
  content: Content,
  request: SignRequest,
): readonly SignedUnit[] {
  const by = checkSigner(request.by)
  const due = checkDue(request.due ?? yearAfter(request.today), request.today)
  if (request.units.length === 0) {
    throw new SignError('SIGN_NOTHING_NAMED', 'nothing was named to be signed', {
      hint: 'npm run sign -- NAME --by "Name, role"; npm run review lists the names',
    })
  }
  const units = [...new Set(request.units)]
  units.forEach((unit) => checkUnit(content, unit))
  const signed = units.map((unit) => ({
    unit,
    file: fileOf(unit),
    reviewed: { by, on: request.today, due, hash: signatureOf(content, unit) },
  }))
  writeReviewed(root, signed)
  return signed
}

/** The file that holds a unit's words and its signature; from the root. */
export function fileOf(unit: UnitId): string {
  return `responses/en/${unit}.yml`
}

/** @throws {SignError} for a name that no wording goes by. */
export function checkUnit(content: Content, unit: string): void {
  if (unitsOf(content).includes(unit)) return
  const intent = content.intents.get(unit)
  if (intent === undefined) {
    throw new SignError('SIGN_UNIT_UNKNOWN', `there is no intent "${unit}"`, {
      hint: 'npm run review lists all names',
    })
  }
  throw new SignError('SIGN_UNIT_UNANSWERED', `"${unit}" has no answer of its own to sign`, {
    hint: intent.planned
      ? `it is planned: write ${fileOf(unit)} first`
      : 'the words for it are in _system',
  })
}

function checkSigner(by: string | undefined): string {
  // A line break would be a second field in the eyes of a hurried reader.
  if (by !== undefined && /^[^\s,][^,\n\r]*,\s*\S[^\n\r]*$/.test(by.trim())) return by.trim()
  const problem = by === undefined ? 'nobody is named as signing' : `"${by}" has no name and role`
  throw new SignError('SIGN_BY_MISSING', problem, {
    hint: 'who has read the words, and in which role: --by "Name, role"',
  })
}

function checkDue(due: string, today: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(due) && !Number.isNaN(Date.parse(due))
  if (isDay && new Date(due).toISOString().startsWith(due) && due > today) return due
  throw new SignError('SIGN_DUE_WRONG', `--due ${due} is not a day after today`, {
    hint: 'write it as YYYY-MM-DD, or leave it out for a year from now',
  })
}
