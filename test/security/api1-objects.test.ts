/** OWASP API1:2023 Broken Object Level Authorization. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { randomId, randomToken } from '../../src/server/tokens.js'
import { expectProblem } from '../support/expect-problem.js'
import { serveConversations, type Patient, type RealService } from '../support/real-service.js'
import { aMember } from '../support/staff.js'

const desk = aMember('desk')
let served: RealService
let mary: Patient
let john: Patient

beforeAll(async () => {
  served = await serveConversations({ settings: { STAFF_TOKENS: desk.entry } })
  mary = await served.patient('my spine score is -3.1')
  john = await served.patient('is yoga safe?')
})
afterAll(() => served.stop())

/** Every route of one conversation. */
const calls: readonly {
  readonly name: string
  readonly method: string
  readonly rest: string
  readonly body?: object
}[] = [
  { name: 'reading', method: 'GET', rest: '/messages' },
  { name: 'asking', method: 'POST', rest: '/messages', body: { id: 'm2', text: 'hello' } },
  {
    name: 'repeating',
    method: 'POST',
    rest: '/messages',
    body: { id: 'm1', text: 'my spine score is -3.1' },
  },
  { name: 'rating', method: 'POST', rest: '/feedback', body: { seq: 1, isHelpful: false } },
  { name: 'erasing', method: 'DELETE', rest: '' },
]

describe.each(calls)('$name another’s conversation', ({ method, rest, body }) => {
  const as = (path: string, token?: string) =>
    served.call(method, `${path}${rest}`, {
      ...(token !== undefined && { token }),
      ...(body !== undefined && { body }),
    })

  test('is refused with every other token, just as one that there is not', async () => {
    const nowhere = await as(`/conversations/${randomId()}`, john.token)
    expectProblem(nowhere, 404, 'CONVERSATION_NOT_FOUND')
    for (const token of [john.token, randomToken(), desk.token, mary.id, 'x'.repeat(128)]) {
      const answer = await as(mary.path, token)
      expectProblem(answer, 404, 'CONVERSATION_NOT_FOUND')
      // Byte for byte: the answer must not tell that the id exists.
      expect(answer.text).toBe(nowhere.text)
    }
    expectProblem(await as(mary.path), 401, 'TOKEN_MISSING')
  })

  test('is refused by ids that are no id', async () => {
    for (const id of ['..', '.', '%2e%2e%2f', '*', '0', 'null', `${mary.id}%00`, `${mary.id}/`]) {
      const answer = await as(`/conversations/${id}`, john.token)
      expect([400, 404, 405]).toContain(answer.status)
      expect(answer.text).not.toContain('-3.1')
    }
  })

  test('changes nothing of it', async () => {
    const { text } = await served.call('GET', `${mary.path}/messages`, { token: mary.token })
    expect(text).toContain('-3.1')
    const kept = await served.store.read(mary.id)
    expect([kept?.exchanges.length, kept?.feedback]).toEqual([1, []])
  })
})

test('the page shows nobody else’s conversation', async () => {
  for (const cookie of [`${mary.id}.${john.token}`, `${mary.id}.`, mary.id, `${mary.id}.x.x`]) {
    const page = await fetch(served.url, { headers: { cookie: `bonewise=${cookie}` } })
    expect(await page.text()).not.toContain('-3.1')
  }
  const own = { cookie: `bonewise=${mary.id}.${mary.token}` }
  expect(await (await fetch(served.url, { headers: own })).text()).toContain('-3.1')
})

test('no id can be counted up, or guessed from others', () => {
  const ids = Array.from({ length: 2_000 }, randomId)
  expect(new Set(ids).size).toBe(ids.length)
  const bits = Buffer.from(ids[0]!, 'base64url').length * 8
  expect(bits).toBeGreaterThanOrEqual(128)
  for (let at = 0; at < 24; at += 1) {
    // 64 characters, each about 31 times: none of the places is constant.
    expect(new Set(ids.map((id) => id[at])).size).toBeGreaterThan(50)
  }
})

test('a link below a text that was guessed leads nowhere', async () => {
  for (const id of ['AAAAAAAAAAA', randomId(), mary.id, '..%2f..']) {
    const page = await fetch(`${served.url}/s/${id}`)
    expect(page.status).toBe(404)
    expect(await page.text()).not.toContain('-3.1')
  }
})
