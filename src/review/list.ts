/** The list of what a clinician has still to read and sign. */
import type { Content } from '../content/content.js'
import { statesOf, type SignatureState } from '../content/signature.js'
import {
  FOLLOW_UPS,
  RED_FLAGS,
  reviewedOf,
  SYSTEM,
  type UnitId,
} from '../content/signed-wording.js'

/** Most pressing first: a void signature may mean that words were changed by mistake. */
const STATES: readonly SignatureState[] = ['void', 'overdue', 'unsigned', 'signed']

/** Counts the states and lists everything that does not count as reviewed, as a table. */
export function reviewList(content: Content, day: string): string {
  const units = [...statesOf(content, day)].map(([unit, state]) => ({ unit, state }))
  const counts = STATES.map((state) => `${units.filter((u) => u.state === state).length} ${state}`)
  const rows = STATES.filter((state) => state !== 'signed').flatMap((wanted) =>
    units
      .filter(({ state }) => state === wanted)
      .map(({ unit, state }) => [state, unit, titleOf(content, unit), signedBy(content, unit)]),
  )
  const summary = `${units.length} to sign: ${counts.join(', ')}`
  return rows.length === 0
    ? `${summary}\n`
    : `${summary}\n\n${table([['state', 'name', 'title', 'signed before'], ...rows])}\n\n${NEXT}\n`
}

/** What a unit is about: the question that an answer answers. */
export function titleOf(content: Content, unit: UnitId): string {
  if (unit === RED_FLAGS) return 'What is said in an emergency'
  if (unit === SYSTEM) return 'Everything else that the bot says'
  if (unit === FOLLOW_UPS) return 'Texts that the programmes send'
  return content.intents.get(unit)?.title ?? unit
}

/** Who signed a unit, and for how long; empty for nobody. */
export function signedBy(content: Content, unit: UnitId): string {
  const reviewed = reviewedOf(content, unit)
  return reviewed === undefined ? '' : `${reviewed.by}, ${reviewed.on}, due ${reviewed.due}`
}

const NEXT = `read one   npm run review -- NAME
sign it    npm run sign -- NAME --by "Name, role"`

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  )
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n')
}
