/** OWASP API5:2023 Broken Function Level Authorization: what is for the staff, and for which of them. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { STAFF_SCOPES } from '../../src/config/staff.js'
import { AuditError } from '../../src/errors.js'
import { clinicPaths } from '../../src/server/openapi-clinic.js'
import { callOf } from '../../src/server/staff-gate.js'
import { STAFF_ROUTES, staffRouteOf } from '../../src/server/staff-routes.js'
import { createEraser } from '../../src/server/erase-patient.js'
import { randomToken } from '../../src/server/tokens.js'
import { createMemoryAudit } from '../../src/store/audit-memory.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { auditLines } from '../support/audit-lines.js'
import { expectProblem } from '../support/expect-problem.js'
import { serveConversations, type Patient, type RealService } from '../support/real-service.js'
import { aRequest } from '../support/records.js'
import { aMember, staffCalls } from '../support/staff.js'

const members = new Map(
  STAFF_SCOPES.map((scope) => [scope, aMember(scope.replace(':', '-'), [scope])]),
)
const everyone = [...members.values()]
// One limit counts all of this test's calls, so each case has a server of its own.
const settings = { STAFF_TOKENS: everyone.map(({ entry }) => entry).join(',') }
const store = createMemoryStore()
const eraser = createEraser(store)
const request = aRequest({ id: 1 })

let served: RealService
let mary: Patient
const audit = createMemoryAudit()

beforeAll(async () => {
  await store.writeHandoff(request)
  served = await serveConversations({ settings, store, overrides: { audit, eraser } })
  mary = await served.patient('hello')
})
afterAll(() => served.stop())

describe.each(staffCalls)('$action', ({ method, url, scope, action }) => {
  test('is for nobody without a staff token', async () => {
    expectProblem(await served.call(method, url), 401, 'TOKEN_MISSING')
    for (const token of [mary.token, randomToken()])
      expectProblem(await served.call(method, url, { token }), 403, 'STAFF_ONLY')
  })

  test('is refused to a token that is good for everything else, which is told and kept', async () => {
    const others = aMember(
      'others',
      STAFF_SCOPES.filter((each) => each !== scope),
    )
    const trail = createMemoryAudit()
    const own = await serveConversations({
      store,
      settings: { STAFF_TOKENS: others.entry },
      overrides: { audit: trail, eraser },
    })
    const answer = await own.call(method, url, { token: others.token })
    expectProblem(answer, 403, 'SCOPE_MISSING')
    expect(answer.json).toMatchObject({ detail: `this token may not do that: it needs ${scope}` })
    const [first, ...rest] = await auditLines(trail)
    expect(first).toMatchObject({ staff: 'others', action, outcome: 'refused' })
    expect(rest).toEqual([])
    await own.stop()
  })

  test('does nothing while it cannot be kept who did it', async () => {
    const full = { append: () => Promise.reject(new AuditError('the disk is full')) }
    const own = await serveConversations({ settings, store, overrides: { audit: full, eraser } })
    const { token } = members.get(scope)!
    const real = url.replace('a'.repeat(32), request.id)
    const isFound = url.includes('/handoffs') || url.includes('/erasures')
    const body = url.includes('/erasures') ? { phone: request.contact.value } : undefined
    const answer = await own.call(method, real, { token, ...(body && { body }) })
    // Reading keeps its line when it knows what it shows; a path that is not served here shows nothing.
    if (isFound || method !== 'GET') expectProblem(answer, 503, 'AUDIT_FAILED')
    else expectProblem(answer, 404, 'PATH_UNKNOWN')
    expect(answer.headers.get('retry-after')).toBe(answer.status === 503 ? '5' : null)
    expect(answer.text).not.toMatch(/Mary|0199/)
    expect(await store.readHandoff(request.id)).toEqual(request)
    await own.stop()
  })
})

test('whoever is let in leaves a line that says who, when, what, which record, and what came of it', async () => {
  const before = (await auditLines(audit)).length
  const reader = members.get('handoffs:read')!
  const writer = members.get('handoffs:write')!
  const eraserToken = members.get('patients:erase')!.token
  await served.call('GET', '/clinic/handoffs', { token: reader.token })
  await served.call('POST', `/clinic/handoffs/${request.id}/done`, { token: writer.token })
  await served.call('POST', `/clinic/handoffs/${'0'.repeat(31)}9/done`, { token: writer.token })
  const phone = request.contact.value
  await served.call('POST', '/clinic/erasures', { token: eraserToken, body: { phone } })
  const kept = (await auditLines(audit)).slice(before)
  expect(
    kept.map(({ staff, action, outcome, records }) => [staff, action, outcome, ...records]),
  ).toEqual([
    ['handoffs-read', 'listHandoffs', 'done', request.id],
    ['handoffs-write', 'finishHandoff', 'begun', request.id],
    ['handoffs-write', 'finishHandoff', 'done', request.id],
    ['handoffs-write', 'finishHandoff', 'begun', `${'0'.repeat(31)}9`],
    ['handoffs-write', 'finishHandoff', 'failed', `${'0'.repeat(31)}9`],
    ['patients-erase', 'erasePatient', 'begun'],
    ['patients-erase', 'erasePatient', 'done', request.conversationKey],
  ])
  expect(kept.every(({ at }) => Math.abs(Date.parse(at) - Date.now()) < 60_000)).toBe(true)
  expect(JSON.stringify(kept)).not.toMatch(/Mary|0199|2125550/)
})

test('every operation of the staff that is described is behind the gate, by the same name and with the same scope', () => {
  interface Described {
    readonly operationId: string
    readonly security: readonly { readonly staff: readonly string[] }[]
  }
  const paths: Readonly<Record<string, Readonly<Record<string, Described>>>> = clinicPaths
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, security }]) => {
      const scopes = security.flatMap(({ staff }) => staff)
      return [method.toUpperCase(), path, operationId, ...scopes].join(' ')
    }),
  )
  const gated = STAFF_ROUTES.map(({ method, path, action, scope }) =>
    [method, `/clinic${path.replace(':id', '{id}')}`, action, scope].join(' '),
  )
  expect(gated.toSorted()).toEqual(described.toSorted())
})

test('the gate knows its paths however they are written, and what it does not know is not served', () => {
  for (const path of ['/handoffs', '/HANDOFFS', '/handoffs/', '//handoffs'])
    expect(staffRouteOf('HEAD', path)?.route.action).toBe('listHandoffs')
  expect(staffRouteOf('POST', '/enrolments/import')?.route.action).toBe('importEnrolments')
  expect(staffRouteOf('PATCH', '/enrolments/aB-_9')).toMatchObject({ id: 'aB-_9' })
  for (const path of ['/', '/handoffs/x', '/handoffs/x/done/y', '/other'])
    expect(staffRouteOf('GET', path)).toBeUndefined()
  // A route that is missing among STAFF_ROUTES has no call to answer.
  expect(() => callOf({} as Parameters<typeof callOf>[0])).toThrow(/for the clinic/)
})
