/** OWASP API2:2023 Broken Authentication. */
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { hashOfToken, isTokenOf, randomToken } from '../../src/server/tokens.js'
import { createMemoryAudit } from '../../src/store/audit-memory.js'
import { expectProblem } from '../support/expect-problem.js'
import { serveConversations, type RealService } from '../support/real-service.js'
import { aMember, staffCalls } from '../support/staff.js'

const desk = aMember('desk')
const leaver = aMember('leaver', ['handoffs:read'], '2020-01-31')
const today = new Date().toISOString().slice(0, 10)
const lastDay = aMember('lastDay', ['handoffs:read'], today)

let served: RealService
beforeAll(async () => {
  const STAFF_TOKENS = [desk, leaver, lastDay].map(({ entry }) => entry).join(',')
  served = await serveConversations({ settings: { STAFF_TOKENS } })
})
afterAll(() => served.stop())

describe('a token', () => {
  test('has 256 random bits, and is never kept: neither in a record nor in the log', async () => {
    const { id, token } = await served.patient('hello')
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(JSON.stringify(await served.store.read(id))).not.toContain(token)
    expect(served.logged()).not.toContain(token)
    expect(new Set(Array.from({ length: 1_000 }, randomToken)).size).toBe(1_000)
  })

  test('is compared in a time that tells nothing, and only there', () => {
    expect(isTokenOf('a', hashOfToken('a'))).toBe(true)
    for (const wrong of ['', 'b', 'A', 'a ', 'aa'])
      expect(isTokenOf(wrong, hashOfToken('a'))).toBe(false)
    expect(isTokenOf('a', 'short')).toBe(false)
    const places = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .filter((name) =>
        /\b\w*(?:[tT]oken|[hH]ash|[sS]ignature|[mM]ac)\b\s*[!=]==(?!\s*undefined)/.test(
          readFileSync(`src/${name}`, 'utf8'),
        ),
      )
    expect(places.filter((name) => /^(?:server|channels)\//.test(name))).toEqual([])
  })

  test('counts in the header alone', async () => {
    const { path, token } = await served.patient('hello')
    for (const name of ['token', 'access_token', 'authorization', 'bearer']) {
      const answer = await served.call('GET', `${path}/messages?${name}=${token}`)
      expectProblem(answer, 401, 'TOKEN_MISSING')
    }
    for (const header of [
      token,
      `Basic ${token}`,
      `Bearer: ${token}`,
      `Bearer ${token} x`,
      'Bearer',
    ]) {
      const headers = { authorization: header }
      expectProblem(await served.call('GET', `${path}/messages`, { headers }), 401, 'TOKEN_MISSING')
    }
  })

  test('of a conversation ends with it', async () => {
    let now = new Date('2026-01-01T00:00:00.000Z')
    const timed = await serveConversations({ clock: () => now })
    const { path, token } = await timed.patient('hello')
    const read = () => timed.call('GET', `${path}/messages`, { token })
    now = new Date('2026-03-31T00:00:00.000Z')
    expect((await read()).status).toBe(200)
    now = new Date('2026-04-02T00:00:00.000Z')
    expectProblem(await read(), 404, 'CONVERSATION_NOT_FOUND')
    await timed.stop()
  })
})

describe('a staff token', () => {
  const list = (token: string) => served.call('GET', '/clinic/handoffs', { token })

  test('ends with its last day', async () => {
    const answer = await list(leaver.token)
    expectProblem(answer, 401, 'TOKEN_EXPIRED')
    expect((await list(lastDay.token)).status).toBe(200)
    expect((await list(desk.token)).status).toBe(200)
  })

  test('cannot be guessed for long, on whatever path', async () => {
    const busy = await serveConversations({ settings: { STAFF_TOKENS: desk.entry } })
    const statuses: number[] = []
    for (let n = 0; n < 62; n += 1) {
      const { method, url } = staffCalls[n % staffCalls.length]!
      statuses.push((await busy.call(method, url, { token: randomToken() })).status)
    }
    expect(new Set(statuses.slice(0, 60))).toEqual(new Set([403]))
    expect(statuses.slice(60)).toEqual([429, 429])
    // The address is shut out, not the desk: from another one it gets in.
    expectProblem(
      await busy.call('GET', '/clinic/handoffs', { token: desk.token }),
      429,
      'RATE_LIMITED',
    )
    await busy.stop()
  })

  test('is not its hash, nor a part of it', async () => {
    const hash = hashOfToken(desk.token)
    for (const wrong of [hash, desk.token.slice(0, -1), `${desk.token}A`, desk.token.toLowerCase()])
      expectProblem(await list(wrong), 403, 'STAFF_ONLY')
  })

  test('stands in neither the log nor the audit trail', async () => {
    const audit = createMemoryAudit()
    const watched = await serveConversations({
      settings: { STAFF_TOKENS: desk.entry },
      overrides: { audit },
    })
    await watched.call('GET', '/clinic/handoffs', { token: desk.token })
    const texts: string[] = []
    for await (const text of audit.read()) texts.push(text)
    expect(texts).toHaveLength(1)
    for (const secret of [desk.token, hashOfToken(desk.token)])
      expect(texts.join() + watched.logged()).not.toContain(secret)
    await watched.stop()
  })
})
