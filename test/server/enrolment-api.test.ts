import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  enrolmentList,
  importReport,
  shownEnrolment,
  type ShownEnrolment,
} from '../../src/server/enrolment-schema.js'
import { hashOfToken, randomToken } from '../../src/server/tokens.js'
import type { AuditTrail } from '../../src/store/audit.js'
import { createMemoryAudit } from '../../src/store/audit-memory.js'
import { createMemoryStore } from '../../src/store/memory.js'
import type { Store } from '../../src/store/store.js'
import { serve, type Served } from '../support/app.js'
import { auditLines } from '../support/audit-lines.js'
import { expectProblem } from '../support/expect-problem.js'
import { bookOver, OTHER, PATIENT, vault } from '../support/follow-ups.js'
import { at } from '../support/outreach.js'

const token = randomToken()
const settings = {
  STAFF_TOKENS: `desk:${hashOfToken(token)}`,
  REQUESTS_PER_MINUTE_PER_IP: '100000',
}
const KEY = vault.keyOf(PATIENT)
const NOW = '2026-03-01T14:00:00.000Z'

let served: Served
let store: Store
let audit: AuditTrail

async function start(): Promise<void> {
  store = createMemoryStore()
  audit = createMemoryAudit()
  served = await serve(settings, { enrolments: bookOver(store, NOW), audit })
}
// A server each, so that no test uses up the others' requests.
beforeEach(start)
afterEach(() => served.stop())

const anEnrolBody = (changes: object = {}) => ({
  phone: PATIENT,
  programme: 'exercise_start',
  anchors: { start: '2026-03-02' },
  consent: { scope: 'neutral', wording: 'I agree to texts.', source: 'paper', proof: 'form 118' },
  ...changes,
})
const call = (method: string, path: string, body?: unknown) =>
  served.call(method, `/clinic${path}`, { token, ...(body !== undefined && { body }) })
const enrol = async (changes: object = {}): Promise<ShownEnrolment> => {
  const answer = await call('POST', '/enrolments', anEnrolBody(changes))
  expect(answer.status).toBe(201)
  return shownEnrolment.parse(answer.json)
}
const listed = async (query = '') =>
  enrolmentList.parse((await call('GET', `/enrolments${query}`)).json).enrolments

describe('POST /clinic/enrolments', () => {
  test('enrols, keeps what was agreed to, and shows the number’s end alone', async () => {
    const shown = await enrol()
    expect(shown).toMatchObject({
      ...{ phoneEnding: '43', programme: 'exercise_start', zone: 'America/New_York', hour: 10 },
      ...{ scope: 'neutral', state: 'active', enrolledAt: NOW },
    })
    expect(shown.steps[0]).toEqual({
      ...{ step: 'hello', dueDay: '2026-03-02', state: 'later until 2026-03-02 10:00' },
    })
    const phone = await store.phones.read(KEY)
    expect(phone?.ledger).toEqual([
      {
        ...{ kind: 'granted', at: NOW, source: 'paper', wording: 'I agree to texts.' },
        proof: 'form 118 (entered by desk)',
      },
    ])
    expect(vault.open(phone?.sealedNumber ?? '')).toBe(PATIENT)
    expect(JSON.stringify(await store.enrolments.read(KEY))).not.toContain('2125550143')
    expect(served.logged()).toContain('"action":"enrol"')
    expect(served.logged()).not.toContain('2125550143')
  })

  test.each<[string, object, string | undefined]>([
    ['phone', { phone: '2125550143' }, 'phone'],
    ['programme', { programme: 'constructor' }, 'programme'],
    ['day', { anchors: { start: '2026-02-30' } }, 'anchors.start'],
    ['day that the programme counts from', { anchors: { scan: '2026-02-03' } }, 'anchors'],
    ['zone', { zone: 'Mars/Olympus' }, 'zone'],
    ['hour', { hour: 7 }, 'hour'],
    ['consent', { consent: undefined }, 'consent'],
    ['wording', { consent: { scope: 'neutral', source: 'paper', proof: 'x' } }, 'consent.wording'],
    ['key', { isUrgent: true }, undefined],
  ])('refuses a wrong %s, and keeps nothing', async (_, changes, field) => {
    const answer = await call('POST', '/enrolments', anEnrolBody(changes))
    expectProblem(answer, 400, 'BODY_INVALID')
    expect(answer.json.field).toBe(field)
    expect(await store.phones.read(KEY)).toBeUndefined()
    expect(answer.text).not.toContain('2125550143')
  })

  test('enrols nobody twice in one programme, and again once it has ended', async () => {
    const { id } = await enrol()
    expectProblem(await call('POST', '/enrolments', anEnrolBody()), 409, 'ENROLMENT_EXISTS')
    await enrol({ programme: 'calcium_habit' })
    expect((await call('DELETE', `/enrolments/${id}`)).status).toBe(204)
    await enrol()
    expect((await listed()).map(({ state }) => state).sort()).toEqual(['active', 'active', 'ended'])
  })

  test('asks how a dose is given, where the programme depends on it', async () => {
    const body = anEnrolBody({ programme: 'denosumab_due', anchors: { lastDose: '2026-01-05' } })
    for (const regimen of [undefined, 'monthly', 'yearly']) {
      const answer = await call('POST', '/enrolments', { ...body, ...(regimen && { regimen }) })
      expectProblem(answer, 400, 'BODY_INVALID')
      expect(answer.json.field).toBe('regimen')
    }
    const other = await call('POST', '/enrolments', anEnrolBody({ regimen: 'six_monthly' }))
    expect(other.json.field).toBe('regimen')
    const right = await call('POST', '/enrolments', { ...body, regimen: 'six_monthly' })
    expect(right.status).toBe(201)
  })

  test('enrols no number that has opted out', async () => {
    const body = { phone: PATIENT, wording: 'no more please' }
    expect((await call('POST', '/revocations', body)).status).toBe(204)
    const did = { action: 'recordRevocation', outcome: 'done', records: [KEY] }
    expect(await auditLines(audit)).toContainEqual(expect.objectContaining(did))
    expect(served.logged()).not.toContain(KEY)
    expectProblem(await call('POST', '/enrolments', anEnrolBody()), 409, 'NUMBER_OPTED_OUT')
    expect(await store.enrolments.read(KEY)).toBeUndefined()
    const phone = await store.phones.read(KEY)
    expect(phone?.ledger).toEqual([
      { kind: 'revoked', at: NOW, source: 'staff', wording: 'no more please', proof: 'desk' },
    ])
  })
})

describe('one enrolment', () => {
  test('is read, moved, paused, taken up again and ended', async () => {
    const { id } = await enrol()
    const patch = async (body: object) =>
      shownEnrolment.parse((await call('PATCH', `/enrolments/${id}`, body)).json)
    const moved = await patch({ anchors: { start: '2026-03-09' }, hour: 12 })
    expect(moved.steps[0]).toMatchObject({ state: 'later until 2026-03-09 12:00' })
    expect((await patch({ isPaused: true })).state).toBe('paused')
    expect((await patch({ isPaused: true, pausedUntil: '2026-03-05' })).state).toBe('paused')
    const [kept] = (await store.enrolments.read(KEY))?.enrolments ?? []
    expect(kept?.pause).toEqual({ fromMs: Date.parse(NOW), untilMs: at('2026-03-05', 0) })
    expect((await patch({ isPaused: false })).state).toBe('active')
    expect((await patch({ scope: 'details' })).scope).toBe('details')
    expect(shownEnrolment.parse((await call('GET', `/enrolments/${id}`)).json).hour).toBe(12)
    await call('DELETE', `/enrolments/${id}`)
    const [ended] = await listed()
    expect(ended?.state).toBe('ended')
  })

  test('is not changed by a wrong body', async () => {
    const { id } = await enrol()
    for (const body of [{}, { pausedUntil: '2026-03-05' }, { programme: 'x' }, { hour: 21 }]) {
      expectProblem(await call('PATCH', `/enrolments/${id}`, body), 400, 'BODY_INVALID')
    }
  })

  test.each(['GET', 'PATCH', 'DELETE'])('%s of none is 404', async (method) => {
    const body = method === 'PATCH' ? { hour: 9 } : undefined
    for (const id of ['nobody', 'a.b', 'x'.repeat(65)]) {
      expectProblem(await call(method, `/enrolments/${id}`, body), 404, 'ENROLMENT_NOT_FOUND')
    }
  })

  test('says so once the patient has opted out', async () => {
    await enrol()
    await call('POST', '/revocations', { phone: PATIENT, wording: 'stop' })
    const [shown] = await listed()
    expect(shown?.state).toBe('opted_out')
  })
})

describe('import', () => {
  const HEAD =
    'phone,programme,start,hour,consent_scope,consent_wording,consent_source,consent_proof'
  const send = (body: string, headers: Record<string, string> = { 'content-type': 'text/csv' }) =>
    served.call('POST', '/clinic/enrolments/import', { token, body, headers })

  test('enrols line by line and tells what became of each', async () => {
    const answer = await send(
      [
        HEAD,
        `${PATIENT},exercise_start,2026-03-02,,neutral,"I agree, ""yes""",paper,form 1`,
        `${PATIENT},exercise_start,2026-03-02,9,neutral,I agree,paper,form 1`,
        `555,exercise_start,2026-03-02,9,neutral,I agree,paper,form 1`,
        `${OTHER},exercise_start,2026-03-02,9,neutral,,paper,form 1`,
        `${OTHER},exercise_start,2026-03-02,9,details,I agree,paper,form 2`,
      ].join('\r\n'),
    )
    expect(answer.status).toBe(200)
    const report = importReport.parse(answer.json)
    expect(report).toMatchObject({ enrolled: 2, refused: 3 })
    expect(report.lines.map(({ line, code }) => [line, code])).toEqual([
      [2, undefined],
      [3, 'ENROLMENT_EXISTS'],
      [4, 'BODY_INVALID'],
      [5, 'BODY_INVALID'],
      [6, undefined],
    ])
    expect(await listed()).toHaveLength(2)
    expect((await store.phones.read(KEY))?.ledger[0]?.wording).toBe('I agree, "yes"')
  })

  test.each([
    ['no header', '+12125550143,exercise_start'],
    ['nothing', ''],
    ['a column twice', 'phone,phone'],
    ['a broken quote', `${HEAD}\n"+1`],
    ['more cells than columns', 'phone\n+12125550143,x'],
  ])('refuses %s as a whole', async (_, body) => {
    expectProblem(await send(body), 400, 'BODY_INVALID')
    expect(await listed()).toEqual([])
  })

  test('takes tables alone, from the staff alone', async () => {
    const asJson = send('{}', { 'content-type': 'application/json' })
    expectProblem(await asJson, 415, 'CONTENT_TYPE_WRONG')
    const stranger = served.call('POST', '/clinic/enrolments/import', {
      ...{ token: randomToken(), body: HEAD, headers: { 'content-type': 'text/csv' } },
    })
    expectProblem(await stranger, 403, 'STAFF_ONLY')
  })
})

describe('whoever is not of the staff', () => {
  test.each([
    ['GET', '/enrolments'],
    ['POST', '/enrolments'],
    ['GET', '/enrolments/x'],
    ['PATCH', '/enrolments/x'],
    ['DELETE', '/enrolments/x'],
    ['POST', '/revocations'],
  ])('%s %s is refused', async (method, path) => {
    expectProblem(await served.call(method, `/clinic${path}`), 401, 'TOKEN_MISSING')
    const wrong = served.call(method, `/clinic${path}`, { token: randomToken() })
    expectProblem(await wrong, 403, 'STAFF_ONLY')
  })

  test('finds nothing where no texts are sent', async () => {
    const plain = await serve(settings)
    const answer = await plain.call('GET', '/clinic/enrolments', { token })
    expectProblem(answer, 404, 'PATH_UNKNOWN')
    await plain.stop()
  })
})
