/** Members of the staff, each with a token that is good for something. */
import { entryOf, STAFF_SCOPES, type StaffScope } from '../../src/config/staff.js'
import { STAFF_ROUTES, type StaffRoute } from '../../src/server/staff-routes.js'
import { hashOfToken, randomToken } from '../../src/server/tokens.js'

export interface Member {
  readonly token: string
  /** What stands in STAFF_TOKENS. */
  readonly entry: string
}

export function aMember(
  name: string,
  scopes: readonly StaffScope[] = STAFF_SCOPES,
  untilDay?: string,
): Member {
  const token = randomToken()
  const entry = entryOf({ name, hash: hashOfToken(token), scopes, ...(untilDay && { untilDay }) })
  return { token, entry }
}

/** Each route of the staff with a path that can be called, of a record that there is not. */
export const staffCalls: readonly (StaffRoute & { readonly url: string })[] = STAFF_ROUTES.map(
  (route) => ({ ...route, url: `/clinic${route.path.replace(':id', 'a'.repeat(32))}` }),
)
