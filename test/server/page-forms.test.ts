import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { serve } from '../support/app.js'
import type { Served } from '../support/app.js'
import { storeDown } from '../support/fake-conversations.js'
import { freshId, visitor } from '../support/visitor.js'

let served: Served
beforeAll(async () => {
  served = await serve()
})
afterAll(() => served.stop())
beforeEach(() => served.conversations.failWith(undefined))

const { visit, post, ask } = visitor(() => served)

describe('POST /', () => {
  test('a double press asks once, also of the very first question', async () => {
    const turns = served.conversations.turnsTaken()
    const open = served.conversations.kept.size
    const formId = freshId()
    const [one, two] = await Promise.all([ask('twice', '', formId), ask('twice', '', formId)])
    expect(one.cookie).toBe(two.cookie)
    await ask('twice', one.cookie, formId)
    expect(served.conversations.turnsTaken()).toBe(turns + 1)
    expect(served.conversations.kept.size).toBe(open + 1)
  })

  test('going back and asking something else with the same form is no conflict', async () => {
    const formId = freshId()
    const { cookie } = await ask('one', '', formId)
    expect((await ask('two', cookie, formId)).status).toBe(303)
  })

  test('a conversation that has ended makes room for a new one', async () => {
    const asked = await ask('hello', 'bonewise=nobody.nothing')
    expect(asked.status).toBe(303)
    expect((await visit('/', asked.cookie)).text).toContain('hello')
  })

  test('a failing store gives 503, a kind page, and what was typed', async () => {
    const { cookie } = await ask('hello')
    served.conversations.failWith(storeDown())
    const { status, text, headers } = await ask('my "hip" </textarea><b>', cookie, 'form-kept')
    expect(status).toBe(503)
    expect(headers.get('retry-after')).toBe('5')
    expect(text).toContain('\nmy &quot;hip&quot; &lt;/textarea&gt;&lt;b&gt;</textarea')
    expect(text).toContain('value="form-kept"')
    expect(text).toMatch(/tel:911/)
    expect(text).not.toMatch(/secret|\.js/)
    expect((await visit('/', cookie)).status).toBe(503)
    served.conversations.failWith(new TypeError('broken'))
    expect((await ask('x', cookie)).status).toBe(500)
  })

  test('a form sent by another page is refused', async () => {
    const { cookie } = await ask('hello')
    const fields = { message: 'x', formId: freshId() }
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      expect((await post('/', { fields, cookie, headers })).status).toBe(403)
      expect((await post('/forget', { cookie, headers })).status).toBe(403)
    }
    const own = { origin: served.url, 'sec-fetch-site': 'same-origin' }
    expect((await post('/', { fields, cookie, headers: own })).status).toBe(303)
  })

  test.each([
    ['nothing', ''],
    ['an empty question', 'message=%20&formId=f'],
    ['a field sent twice', 'message=a&message=b&formId=f'],
    ['an unknown field', 'message=a&formId=f&isAdmin=1'],
    ['a field made to be an object', 'message[a]=a&formId=f'],
    ['a hostile form id', 'message=a&formId=%3Cb%3E'],
    ['broken UTF-8', 'message=%ff%00&formId=f'],
  ])('%s is a kind 400', async (_name, body) => {
    const { status, text } = await post('/', { fields: body })
    expect(status).toBe(400)
    expect(text).toMatch(/<form class="ask"/)
  })

  test('too much is 413 or 422, JSON is 415, other methods are 405: each a page', async () => {
    expect((await ask('a'.repeat(9000))).status).toBe(413)
    expect((await ask('a'.repeat(4001))).status).toBe(422)
    const json = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }
    expect((await visit('/', '', json)).status).toBe(415)
    const put = await visit('/', '', { method: 'PUT' })
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST'])
  })

  test('the cookie is Secure when the page is served over https', async () => {
    const secure = await serve({ PUBLIC_URL: 'https://bones.example' })
    const body = new URLSearchParams({ message: 'x', formId: 'f' })
    const response = await fetch(secure.url, { method: 'POST', body, redirect: 'manual' })
    expect(response.headers.get('set-cookie')).toMatch(/Secure/)
    await secure.stop()
  })
})

describe('POST /forget', () => {
  test('erases the conversation, takes the cookie away, and says so', async () => {
    const { cookie } = await ask('erase me')
    const open = served.conversations.kept.size
    const erased = await post('/forget', { cookie })
    expect([erased.status, erased.headers.get('location')]).toEqual([303, '/?erased'])
    expect(erased.headers.get('set-cookie')).toMatch(/^bonewise=;/)
    expect(served.conversations.kept.size).toBe(open - 1)
    expect((await visit('/?erased')).text).toMatch(/has been erased/)
    expect((await post('/forget', { cookie })).status).toBe(303)
  })

  test('does not claim to have erased what it could not', async () => {
    const { cookie } = await ask('erase me')
    served.conversations.failWith(storeDown())
    const failed = await post('/forget', { cookie })
    expect(failed.status).toBe(503)
    expect(failed.headers.get('set-cookie')).toBeNull()
    expect(failed.text).toMatch(/Nothing has been erased yet/)
  })
})
