import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { answered, history, welcome } from '../../src/server/api-schema.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { serve } from '../support/app.js'
import type { Served } from '../support/app.js'
import { expectProblem } from '../support/expect-problem.js'
import { bookOver } from '../support/follow-ups.js'
import { aReply, fakeConversations } from '../support/fake-conversations.js'

let served: Served
let id: string
let token: string

const replyTo = (text: string) =>
  aReply({
    paragraphs: [`An answer to ${text}. [1][2]`],
    citations: ['bhof_2022', 'gone_1999', 'who_1994'],
    because: [{ slot: 'ageYears', label: '67' }],
    suggestions: [{ text: 'Next?', intent: 'next' }],
  })

beforeAll(async () => {
  const conversations = fakeConversations(replyTo)
  const enrolments = bookOver(createMemoryStore(), '2026-03-01T14:00:00.000Z')
  const settings = { ALLOWED_ORIGINS: 'https://clinic.example' }
  served = await serve(settings, { conversations, enrolments })
})
afterAll(() => served.stop())
beforeEach(async () => {
  served.conversations.failWith(undefined)
  const opened = await served.call('POST', '/conversations', { body: {} })
  id = opened.json.conversationId
  token = opened.json.token
})

const say = (body: unknown, headers = {}) =>
  served.call('POST', `/conversations/${id}/messages`, { token, body, headers })

describe('conversations', () => {
  test('opens with 201, with or without a body', async () => {
    for (const body of [{}, undefined]) {
      const { status, json } = await served.call('POST', '/conversations', { body })
      expect(status).toBe(201)
      expect(Object.keys(json).sort()).toEqual(['conversationId', 'token'])
    }
  })

  test('answers a message in the documented shape, its sources looked up', async () => {
    const { status, json, headers } = await say({ id: 'm-1', text: 'hello' })
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('no-store')
    const { reply } = answered.parse(json)
    // The second cited source no longer exists; the numbers of the others stay.
    expect(reply.citations.map(({ n, id: source }) => [n, source])).toEqual([
      [1, 'bhof_2022'],
      [3, 'who_1994'],
    ])
    expect(reply.citations[0]!.url).toBe('https://example.org/2022')
  })

  test('takes one turn for a message that is delivered twice', async () => {
    const before = served.conversations.turnsTaken()
    const first = await say({ id: 'm-1', text: 'hello' })
    const second = await say({ id: 'm-1', text: 'hello' })
    expect(second.json).toEqual(first.json)
    expect(served.conversations.turnsTaken()).toBe(before + 1)
    expectProblem(await say({ id: 'm-1', text: 'other' }), 422, 'MESSAGE_CONFLICT')
  })

  test('reads history after a seq, with what was written', async () => {
    for (const n of [1, 2, 3]) await say({ id: `m-${n}`, text: `t${n}` })
    const all = await served.call('GET', `/conversations/${id}/messages`, { token })
    expect(history.parse(all.json).messages.map(({ text }) => text)).toEqual(['t1', 't2', 't3'])
    const rest = await served.call('GET', `/conversations/${id}/messages?after=2`, { token })
    expect(rest.json.messages.map(({ seq }) => seq)).toEqual([3])
    const window = 'before=3&last=1'
    const one = await served.call('GET', `/conversations/${id}/messages?${window}`, { token })
    expect(one.json.messages.map(({ seq }) => seq)).toEqual([2])
    for (const query of [
      'after=x',
      'after=-1',
      'after=1&after=2',
      'older=1',
      'last=x',
      'after[a]=1',
    ]) {
      const wrong = await served.call('GET', `/conversations/${id}/messages?${query}`, { token })
      expectProblem(wrong, 400, 'BODY_INVALID')
    }
  })

  test('greets with what a client shows before the first message', async () => {
    const answer = await served.call('GET', '/welcome')
    expect(answer.status).toBe(200)
    expect(welcome.parse(answer.json).examples.length).toBeGreaterThan(0)
  })

  test('forgets: afterwards there is no such conversation', async () => {
    const path = `/conversations/${id}`
    expect((await served.call('DELETE', path, { token })).status).toBe(204)
    expectProblem(await served.call('DELETE', path, { token }), 404, 'CONVERSATION_NOT_FOUND')
  })

  test('keeps feedback', async () => {
    const path = `/conversations/${id}/feedback`
    const body = { seq: 1, isHelpful: false, reason: 'unclear' }
    expect((await served.call('POST', path, { token, body })).status).toBe(204)
    expect(served.conversations.kept.get(id)!.feedback).toEqual([body])
    const wrong = { seq: 0, isHelpful: 'yes' }
    expectProblem(await served.call('POST', path, { token, body: wrong }), 400, 'BODY_INVALID')
  })
})

describe('who may call', () => {
  test('a missing or malformed token is 401', async () => {
    const path = `/conversations/${id}/messages`
    for (const authorization of [
      '',
      'Basic abc',
      'Bearer',
      'Bearer a b',
      `Bearer ${'a'.repeat(200)}`,
    ]) {
      const answer = await served.call('GET', path, { headers: { authorization } })
      expectProblem(answer, 401, 'TOKEN_MISSING')
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    }
  })

  test('a token in the URL is not one', async () => {
    const answer = await served.call('GET', `/conversations/${id}/messages?token=${token}`)
    expectProblem(answer, 401, 'TOKEN_MISSING')
  })

  test('an unknown id, a hostile id and another caller’s id are the same 404', async () => {
    const other = (await served.call('POST', '/conversations')).json
    for (const wrong of ['nobody', '..%2F..%2Fetc', '__proto__', '%00', other.conversationId]) {
      const answer = await served.call('GET', `/conversations/${wrong}/messages`, { token })
      expectProblem(answer, 404, 'CONVERSATION_NOT_FOUND')
    }
  })

  test('a page of an unknown origin is 403, of an allowed one gets CORS, curl needs none', async () => {
    for (const origin of ['https://evil.example', 'null', 'https://clinic.example.evil.example']) {
      const answer = await served.call('POST', '/conversations', { headers: { origin } })
      expectProblem(answer, 403, 'ORIGIN_REFUSED')
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    }
    const origin = 'https://clinic.example'
    const allowed = await served.call('POST', '/conversations', { headers: { origin } })
    expect(allowed.status).toBe(201)
    expect(allowed.headers.get('access-control-allow-origin')).toBe(origin)
    expect(allowed.headers.get('vary')).toMatch(/Origin/)
    const own = await served.call('POST', '/conversations', { headers: { origin: served.url } })
    expect(own.status).toBe(201)
  })

  test('answers the preflight of an allowed origin', async () => {
    const preflight = { 'access-control-request-method': 'POST' }
    const headers = { ...preflight, origin: 'https://clinic.example' }
    const answer = await served.call('OPTIONS', '/conversations', { headers })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-headers')).toMatch(/Authorization/)
    const evil = { ...preflight, origin: 'https://evil.example' }
    const refused = await served.call('OPTIONS', '/conversations', { headers: evil })
    expectProblem(refused, 403, 'ORIGIN_REFUSED')
  })
})

describe('paths and methods', () => {
  test('an unknown path is 404', async () => {
    for (const path of ['/nothing', '/conversations/a/b/c', '/%E0%A4%A']) {
      expect((await served.call('GET', path)).status).toBe(404)
    }
  })

  test('a malformed path parameter is 400', async () => {
    const answer = await served.call('GET', '/conversations/%E0%A4%A/messages')
    expectProblem(answer, 400, 'BODY_INVALID')
  })

  test('a wrong method is 405 and says which are served', async () => {
    const answer = await served.call('PUT', `/conversations/${id}/messages`, { token, body: {} })
    expectProblem(answer, 405, 'METHOD_REFUSED')
    expect(answer.headers.get('allow')).toBe('GET, HEAD, POST')
  })

  test('describes itself, and what it describes is served', async () => {
    const { json } = await served.call('GET', '/openapi.json')
    expect(json.openapi).toBe('3.1.0')
    expect(JSON.stringify(json)).not.toMatch(/\$id|\$schema/)
    const refs = JSON.stringify(json).match(/#\/components\/schemas\/\w+/g)!
    for (const ref of refs) expect(json.components.schemas).toHaveProperty(ref.split('/').at(-1)!)
    for (const [path, methods] of Object.entries<object>(json.paths)) {
      for (const method of Object.keys(methods)) {
        const { conversationId, token } = (await served.call('POST', '/conversations')).json
        const real = path.replace('{id}', conversationId)
        const { status } = await served.call(method.toUpperCase(), real, { token })
        expect([404, 405]).not.toContain(status)
      }
    }
  })
})
