/** What the staff can ask for under `/api/v1/clinic`, what it needs, and what the audit trail calls it. */
import type { StaffScope } from '../config/staff.js'

export interface StaffRoute {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** From `/api/v1/clinic`; `:id` is the record that it is about. */
  readonly path: string
  readonly scope: StaffScope
  /** The operation's name in the description of the API. */
  readonly action: string
}

export const STAFF_ROUTES: readonly StaffRoute[] = [
  { method: 'GET', path: '/handoffs', scope: 'handoffs:read', action: 'listHandoffs' },
  { method: 'POST', path: '/handoffs/:id/done', scope: 'handoffs:write', action: 'finishHandoff' },
  { method: 'GET', path: '/enrolments', scope: 'enrolments:read', action: 'listEnrolments' },
  { method: 'POST', path: '/enrolments', scope: 'enrolments:write', action: 'enrol' },
  {
    method: 'POST',
    path: '/enrolments/import',
    scope: 'enrolments:write',
    action: 'importEnrolments',
  },
  { method: 'GET', path: '/enrolments/:id', scope: 'enrolments:read', action: 'readEnrolment' },
  {
    method: 'PATCH',
    path: '/enrolments/:id',
    scope: 'enrolments:write',
    action: 'changeEnrolment',
  },
  { method: 'DELETE', path: '/enrolments/:id', scope: 'enrolments:write', action: 'endEnrolment' },
  { method: 'POST', path: '/revocations', scope: 'consent:revoke', action: 'recordRevocation' },
  { method: 'POST', path: '/erasures', scope: 'patients:erase', action: 'erasePatient' },
]

/** The route of a request, and the id in its path; undefined where there is none. */
export function staffRouteOf(
  method: string,
  path: string,
): { readonly route: StaffRoute; readonly id?: string } | undefined {
  const wanted = method === 'HEAD' ? 'GET' : method
  const parts = partsOf(path)
  const lower = partsOf(path.toLowerCase())
  for (const route of STAFF_ROUTES) {
    const pattern = partsOf(route.path)
    if (route.method !== wanted || pattern.length !== parts.length) continue
    // Express, too, makes no difference of capitals, and passes over a slash at the end.
    if (!pattern.every((part, index) => part === ':id' || part === lower[index])) continue
    const id = parts[pattern.indexOf(':id')]
    return { route, ...(id !== undefined && { id }) }
  }
  return undefined
}

function partsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '')
}
