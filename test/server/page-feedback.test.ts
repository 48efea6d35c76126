import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { serve } from '../support/app.js'
import type { Served } from '../support/app.js'
import { visitor } from '../support/visitor.js'

let served: Served
beforeAll(async () => {
  served = await serve()
})
afterAll(() => served.stop())

const { visit, post, ask } = visitor(() => served)

const feedbackGiven = () => [...served.conversations.kept.values()].at(-1)?.feedback

describe('POST /feedback', () => {
  test('keeps a yes without the reason that was left picked', async () => {
    const { cookie } = await ask('hello')
    const fields = { seq: '1', isHelpful: 'yes', reason: 'It worried me' }
    const sent = await post('/feedback', { fields, cookie })
    expect([sent.status, sent.headers.get('location')]).toEqual([303, '/?thanked#latest'])
    expect(feedbackGiven()).toEqual([{ seq: 1, isHelpful: true }])
    expect((await visit('/?thanked', cookie)).text).toMatch(/role="status"/)
  })

  test('keeps a no with its reason', async () => {
    const { cookie } = await ask('hello')
    await post('/feedback', { fields: { seq: '1', isHelpful: 'no', reason: 'x' }, cookie })
    expect(feedbackGiven()).toEqual([{ seq: 1, isHelpful: false, reason: 'x' }])
  })

  test.each([{ seq: '0x1', isHelpful: 'no' }, { seq: '1', isHelpful: 'maybe' }, { seq: '1' }])(
    'refuses %j with a page',
    async (fields) => {
      const { cookie } = await ask('hello')
      const refused = await post('/feedback', { fields: { ...fields }, cookie })
      expect(refused.status).toBe(400)
      expect(refused.headers.get('content-type')).toMatch(/^text\/html/)
      expect(feedbackGiven()).toEqual([])
    },
  )

  test('leads home where there is no conversation any more', async () => {
    const fields = { seq: '1', isHelpful: 'yes' }
    expect((await post('/feedback', { fields, cookie: 'bonewise=no.body' })).status).toBe(303)
  })

  test('is refused from another page', async () => {
    const { cookie } = await ask('hello')
    const headers = { origin: 'https://evil.example' }
    const fields = { seq: '1', isHelpful: 'yes' }
    expect((await post('/feedback', { fields, cookie, headers })).status).toBe(403)
  })
})
