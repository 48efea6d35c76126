/** OWASP API4:2023 Unrestricted Resource Consumption. Slow clients are in test/faults. */
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Answer } from '../support/app.js'
import { until } from '../support/until.js'
import { expectProblem } from '../support/expect-problem.js'
import { aTurn } from '../support/records.js'
import { serveConversations, type Patient, type RealService } from '../support/real-service.js'
import { aMember } from '../support/staff.js'

const desk = aMember('desk')
const settings = { STAFF_TOKENS: desk.entry, MESSAGES_PER_MINUTE: '10000' }
let served: RealService
let mary: Patient

beforeAll(async () => {
  served = await serveConversations({ settings })
  mary = await served.patient('hello')
})
afterAll(() => served.stop())

const say = (body: unknown, headers = {}) =>
  served.call('POST', `${mary.path}/messages`, { token: mary.token, body, headers })

describe('one request', () => {
  test.each([
    ['8 KB of JSON', { id: 'm', text: 'a'.repeat(8_200) }],
    ['a megabyte', { id: 'm', text: 'a'.repeat(1_000_000) }],
    ['a deep one', '['.repeat(50_000)],
  ])('is not read past %s', async (_, body) => {
    expectProblem(await say(body), 413, 'BODY_TOO_LARGE')
  })

  test('is not blown up: eight megabytes in eight kilobytes are refused as they stand', async () => {
    const body = gzipSync(JSON.stringify({ id: 'm', text: ' '.repeat(8_000_000) }))
    expectProblem(await say(body, { 'content-encoding': 'gzip' }), 415, 'CONTENT_TYPE_WRONG')
    const claimed = { 'content-encoding': 'br' }
    expectProblem(await say('{"id":"m","text":"t"}', claimed), 415, 'CONTENT_TYPE_WRONG')
  })

  test('with headers or an address without end ends at once', async () => {
    const long = 'x'.repeat(20_000)
    const answer = await say({ id: 'm', text: 't' }, { 'x-long': long })
    expect(answer.status).toBe(431)
    expect((await fetch(`${served.url}/${long}`)).status).toBe(431)
  })

  test('gets no more than a page: a hundred requests, a hundred exchanges', async () => {
    const token = desk.token
    for (const limit of ['0', '101', '1e9', '-1', 'NaN'])
      expectProblem(
        await served.call('GET', `/clinic/handoffs?limit=${limit}`, { token }),
        400,
        'BODY_INVALID',
      )
    for (let n = 0; n < 120; n += 1) await say({ id: `n${n}`, text: 'again' })
    const { json } = await served.call('GET', `${mary.path}/messages`, { token: mary.token })
    expect(json.messages).toHaveLength(100)
    expect((await served.store.read(mary.id))?.exchanges).toHaveLength(100)
  })

  test('of a table is read up to a megabyte, and from the staff alone', async () => {
    const url = `${served.url}/api/v1/clinic/enrolments/import`
    const send = (token: string) =>
      fetch(url, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
        body: 'a'.repeat(1_100_000),
      }).then(
        ({ status }) => status,
        // Refused before it was read, so that the line is closed while it is sent.
        () => 'closed',
      )
    expect([403, 'closed']).toContain(await send(mary.token))
    expect([404, 413, 415, 'closed']).toContain(await send(desk.token))
  })
})

describe('many requests', () => {
  test('of one address, of one conversation: told when to come again', async () => {
    const slow = await serveConversations({ settings: { MESSAGES_PER_MINUTE: '3' } })
    const { path, token } = await slow.patient('one')
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        slow.call('POST', `${path}/messages`, { token, body: { id: `n${n}`, text: 'more' } }),
      ),
    )
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(4)
    for (const answer of refused)
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    await slow.stop()
    const few = await serveConversations({ settings: { REQUESTS_PER_MINUTE_PER_IP: '5' } })
    const statuses = []
    for (let n = 0; n < 7; n += 1) statuses.push((await few.call('POST', '/conversations')).status)
    expect(statuses).toEqual([201, 201, 201, 201, 201, 429, 429])
    await few.stop()
  })

  test('from another address by the word of the caller are counted as of this one', async () => {
    const few = await serveConversations({ settings: { REQUESTS_PER_MINUTE_PER_IP: '3' } })
    const statuses = []
    for (let n = 0; n < 5; n += 1) {
      const headers = { 'x-forwarded-for': `203.0.113.${n}`, forwarded: `for=203.0.113.${n}` }
      statuses.push((await few.call('GET', '/welcome', { headers })).status)
    }
    expect(statuses).toEqual([200, 200, 200, 429, 429])
    await few.stop()
  })

  test('wait in a short line, and no longer', async () => {
    const gate = { open: () => undefined as void }
    const opened = new Promise<void>((resolve) => (gate.open = resolve))
    let isFirst = true
    const line = await serveConversations({
      settings,
      host: async (session, message) => {
        if (!isFirst) await opened
        isFirst = false
        return aTurn(session, message)
      },
    })
    const { path, token } = await line.patient('one')
    const waiting = Array.from({ length: 20 }, (_, n) =>
      line.call('POST', `${path}/messages`, { token, body: { id: `n${n}`, text: 'more' } }),
    )
    const refused: Answer[] = []
    for (const answer of waiting) void answer.then((ended) => refused.push(ended))
    // One has its turn and five wait; nothing but a refusal can end before the gate opens.
    await until('fourteen are refused', () => refused.length === 14)
    for (const answer of refused) expectProblem(answer, 429, 'CONVERSATION_BUSY')
    gate.open()
    const statuses = (await Promise.all(waiting)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(6)
    await line.stop()
  })
})
