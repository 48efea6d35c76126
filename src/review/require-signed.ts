import type { Content } from '../content/content.js'
import { statesOf, type SignedUntil } from '../content/signature.js'
import { UnsignedError } from '../errors.js'

/**
 * Refuses content of which any part does not count as reviewed on a day.
 *
 * @throws {UnsignedError} naming every such part and why.
 */
export function requireSigned(
  content: Content & { readonly signed: SignedUntil },
  day: string,
): void {
  const open = [...statesOf(content, day, content.signed)].filter(([, state]) => state !== 'signed')
  if (open.length === 0) return
  const states = (['unsigned', 'void', 'overdue'] as const).flatMap((wanted) => {
    const units = open.filter(([, state]) => state === wanted).map(([unit]) => unit)
    return units.length === 0 ? [] : [`${wanted} (${units.length}): ${units.join(', ')}`]
  })
  throw new UnsignedError(
    `REQUIRE_SIGNED_CONTENT is true, and not all wording is signed\n${states.join('\n')}`,
    'a clinician reads each with "npm run review -- NAME" and signs it with ' +
      'npm run sign -- NAME --by "Name, role"',
  )
}
