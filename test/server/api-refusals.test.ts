import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { serve } from '../support/app.js'
import type { Served } from '../support/app.js'
import { expectProblem } from '../support/expect-problem.js'
import { busy, storeDown } from '../support/fake-conversations.js'

let served: Served
let id: string
let token: string

beforeAll(async () => {
  served = await serve()
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

describe('bodies', () => {
  test.each<[string, unknown, string | undefined]>([
    ['an unknown key', { id: 'm', text: 't', isAdmin: true }, undefined],
    ['__proto__', '{"id":"m","text":"t","__proto__":{"isAdmin":true}}', undefined],
    ['an array for a string', { id: 'm', text: ['t'] }, 'text'],
    ['a number for a string', { id: 7, text: 't' }, 'id'],
    ['an object for a string', { id: 'm', text: { $gt: '' } }, 'text'],
    ['no text', { id: 'm' }, 'text'],
    ['an empty text', { id: 'm', text: ' \n' }, 'text'],
    ['a NUL', { id: 'm', text: 'a\0b' }, 'text'],
    ['a hostile id', { id: '../x', text: 't' }, 'id'],
    ['an array', [], undefined],
    ['null', 'null', undefined],
    ['nothing', undefined, undefined],
    ['malformed JSON', '{"id":', undefined],
    ['deep JSON', `{"text":${'['.repeat(3900)}${']'.repeat(3900)},"id":"m"}`, 'text'],
    ['broken UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), undefined],
  ])('%s is 400', async (_name, body, field) => {
    const answer = await say(body)
    expectProblem(answer, 400, 'BODY_INVALID')
    expect(answer.json.field).toBe(field)
  })

  test('a text of 501 characters is the bot’s to answer, of 4,001 is 422, over 8 KB is 413', async () => {
    expect((await say({ id: 'm-501', text: 'a'.repeat(501) })).status).toBe(200)
    expect((await say({ id: 'm-4000', text: 'a'.repeat(4000) })).status).toBe(200)
    const long = await say({ id: 'm-4001', text: 'a'.repeat(4001) })
    expectProblem(long, 422, 'TEXT_TOO_LONG')
    expect(long.json.field).toBe('text')
    expectProblem(await say({ id: 'm', text: 'a'.repeat(9000) }), 413, 'BODY_TOO_LARGE')
  })

  test('another content type, encoding or character set is 415', async () => {
    const body = '{"id":"m","text":"t"}'
    for (const headers of [
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/x-www-form-urlencoded' },
      { 'content-type': 'application/json; charset=latin1' },
      { 'content-encoding': 'gzip' },
    ]) {
      expectProblem(await say(body, headers), 415, 'CONTENT_TYPE_WRONG')
    }
  })

  test('never quotes the body in an error', async () => {
    const answer = await say('{"text": my hip hurts}')
    expect(answer.text).not.toMatch(/hip/)
  })
})

describe('failures', () => {
  test('a busy conversation is 429 with Retry-After', async () => {
    served.conversations.failWith(busy())
    const answer = await say({ id: 'm', text: 't' })
    expectProblem(answer, 429, 'CONVERSATION_BUSY')
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  test('a failing store is 503 with Retry-After, and its place stays in the log', async () => {
    served.conversations.failWith(storeDown())
    const answer = await say({ id: 'm', text: 't' })
    expectProblem(answer, 503, 'STORE_FAILED')
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(served.logged()).toMatch(/secret\/path/)
  })

  test('an unexpected error is 500, and its message is not even logged', async () => {
    served.conversations.failWith(new TypeError('cannot read "my hip hurts"'))
    const answer = await say({ id: 'm', text: 'my hip hurts' })
    expectProblem(answer, 500, 'UNEXPECTED')
    expect(served.logged()).toMatch(/TypeError/)
    expect(served.logged()).not.toMatch(/hip hurts/)
  })
})
