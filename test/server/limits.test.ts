import { describe, expect, test } from '@jest/globals'
import { addressKey, createLimits } from '../../src/server/limits.js'
import { serve } from '../support/app.js'

describe('addressKey', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
  ])('counts %s as %s', (ip, key) => expect(addressKey(ip)).toBe(key))
})

describe('countMessage', () => {
  const caller = { conversationId: 'a', token: 't' }

  test('refuses the message past the allowance, with the seconds to wait', async () => {
    const limits = createLimits({ messagesPerMinute: 2, requestsPerMinutePerIp: 10 })
    await limits.countMessage(caller)
    await limits.countMessage(caller)
    await expect(limits.countMessage(caller)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      about: { retryAfterSeconds: expect.any(Number) },
    })
    await limits.countMessage({ ...caller, conversationId: 'b' })
  })

  test('a stranger with another token uses up nothing of it', async () => {
    const limits = createLimits({ messagesPerMinute: 1, requestsPerMinutePerIp: 10 })
    await limits.countMessage({ ...caller, token: 'guess' })
    await limits.countMessage(caller)
  })
})

describe('over HTTP', () => {
  test('the third message of a minute is 429 with Retry-After', async () => {
    const served = await serve({ MESSAGES_PER_MINUTE: '2' })
    const { conversationId, token } = (await served.call('POST', '/conversations')).json
    const say = (id: string) =>
      served.call('POST', `/conversations/${conversationId}/messages`, {
        token,
        body: { id, text: 't' },
      })
    expect([(await say('a')).status, (await say('b')).status]).toEqual([200, 200])
    const third = await say('c')
    expect([third.status, third.json.code]).toEqual([429, 'RATE_LIMITED'])
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0)
    await served.stop()
  })

  test('an address is limited as a whole; health checks are not counted', async () => {
    const served = await serve({ REQUESTS_PER_MINUTE_PER_IP: '3' })
    for (let n = 0; n < 5; n++) expect((await fetch(`${served.url}/healthz`)).status).toBe(200)
    const statuses: number[] = []
    for (let n = 0; n < 4; n++) statuses.push((await fetch(served.url)).status)
    expect(statuses).toEqual([200, 200, 200, 429])
    const page = await (await fetch(served.url)).text()
    expect(page).toMatch(/tel:911/)
    await served.stop()
  })
})
