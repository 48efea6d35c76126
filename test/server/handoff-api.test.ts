import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { handoff, handoffList } from '../../src/server/api-schema.js'
import { hashOfToken, randomToken } from '../../src/server/tokens.js'
import { parseLine } from '../../src/store/audit.js'
import { createMemoryAudit } from '../../src/store/audit-memory.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { serve, type Served } from '../support/app.js'
import { expectProblem } from '../support/expect-problem.js'
import { aRequest } from '../support/records.js'

const token = randomToken()
const other = randomToken()
const settings = { STAFF_TOKENS: `desk:${hashOfToken(token)},nurse:${hashOfToken(other)}` }
const requests = createMemoryStore()
const audit = createMemoryAudit()
const idOf = (id: number) => aRequest({ id }).id

let served: Served

beforeAll(async () => {
  for (const id of [1, 2, 3]) await requests.writeHandoff(aRequest({ id }))
  served = await serve(settings, { requests, audit })
})
afterAll(() => served.stop())

const list = (query = '', as: string | undefined = token) =>
  served.call('GET', `/clinic/handoffs${query}`, as === undefined ? {} : { token: as })
const idsIn = ({ json }: { readonly json: unknown }) =>
  handoffList.parse(json).handoffs.map(({ id }) => id)

describe('GET /clinic/handoffs', () => {
  test('shows requests to the staff in the documented shape, and nothing of how they are kept', async () => {
    const answer = await list()
    expect(answer.status).toBe(200)
    expect(idsIn(answer)).toEqual([1, 2, 3].map(idOf))
    expect(answer.text).not.toMatch(/conversationKey|lastError|nextAt/)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('pages and picks', async () => {
    expect(idsIn(await list('?limit=2'))).toEqual([1, 2].map(idOf))
    expect(idsIn(await list(`?after=${idOf(2)}`))).toEqual([idOf(3)])
    expect(idsIn(await list('?state=done'))).toEqual([])
    for (const query of [
      '?limit=0',
      '?limit=101',
      '?state=old',
      '?after=x',
      '?a=1',
      '?limit=1&limit=2',
    ])
      expectProblem(await list(query), 400, 'BODY_INVALID')
  })

  test('is for the staff alone', async () => {
    expectProblem(await served.call('GET', '/clinic/handoffs'), 401, 'TOKEN_MISSING')
    for (const wrong of [randomToken(), hashOfToken(token), 'x', `${token}x`]) {
      expectProblem(await list('', wrong), 403, 'STAFF_ONLY')
    }
    const done = served.call('POST', `/clinic/handoffs/${idOf(1)}/done`, { token: randomToken() })
    expectProblem(await done, 403, 'STAFF_ONLY')
    expectProblem(await served.call('DELETE', '/clinic/handoffs', { token }), 405, 'METHOD_REFUSED')
  })

  test('is for nobody where no token is set', async () => {
    const bare = await serve({}, { requests })
    expectProblem(await bare.call('GET', '/clinic/handoffs', { token }), 403, 'STAFF_ONLY')
    await bare.stop()
  })

  test('lets nobody guess for long', async () => {
    const busy = await serve(settings, { requests })
    const statuses = []
    for (let n = 0; n < 62; n += 1) {
      statuses.push((await busy.call('GET', '/clinic/handoffs', { token: randomToken() })).status)
    }
    expect([statuses[59], statuses[60]]).toEqual([403, 429])
    expectProblem(await busy.call('GET', '/clinic/handoffs', { token }), 429, 'RATE_LIMITED')
    await busy.stop()
  })
})

describe('POST /clinic/handoffs/:id/done', () => {
  test('marks a request, once or twice', async () => {
    for (let time = 0; time < 2; time += 1) {
      const done = await served.call('POST', `/clinic/handoffs/${idOf(1)}/done`, { token: other })
      expect([done.status, handoff.parse(done.json).state]).toEqual([200, 'done'])
    }
    expect(idsIn(await list('?state=done'))).toEqual([idOf(1)])
  })

  test('knows no other', async () => {
    for (const id of [idOf(9), 'x', '..%2f..%2fetc']) {
      const answer = await served.call('POST', `/clinic/handoffs/${id}/done`, { token })
      expectProblem(answer, 404, 'HANDOFF_NOT_FOUND')
    }
  })
})

describe('the audit trail', () => {
  test('says who saw and did what to which request, and neither it nor the log tells of the patient', async () => {
    const texts: string[] = []
    for await (const text of audit.read()) texts.push(text)
    const did = texts.map(parseLine).map((line) => [line?.staff, line?.action, line?.records])
    expect(did).toContainEqual(['desk', 'listHandoffs', [1, 2].map(idOf)])
    expect(did).toContainEqual(['nurse', 'finishHandoff', [idOf(1)]])
    expect(texts.join() + served.logged()).not.toMatch(/Mary|0199|my scan|mornings/)
    expect(texts.join() + served.logged()).not.toContain(token)
  })
})

test('the API describes both', async () => {
  const { json } = await served.call('GET', '/openapi.json')
  expect(Object.keys(json.paths)).toEqual(
    expect.arrayContaining(['/clinic/handoffs', '/clinic/handoffs/{id}/done']),
  )
})
