import { describe, expect, test } from '@jest/globals'
import { readConfig } from '../../src/config.js'

const KEY = { PHONE_KEY: 'ab'.repeat(32), PUBLIC_URL: 'https://bot.clinic.example' }
const TWILIO = {
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'a-token-of-twilio',
  TWILIO_FROM: '+12125550100',
}
const TELNYX = {
  TELNYX_API_KEY: 'a-key-of-telnyx-1',
  TELNYX_PUBLIC_KEY: `${'A'.repeat(43)}=`,
  TELNYX_FROM: '+12125550101',
}

describe('readConfig, of text messages', () => {
  test('has none where nothing is set', () => {
    expect(readConfig({}).sms).toBeUndefined()
  })

  test.each([
    ['Twilio', TWILIO, 'twilio'],
    ['Telnyx', TELNYX, 'telnyx'],
    ['both, by the one that is chosen', { ...TWILIO, ...TELNYX, SMS_PROVIDER: 'telnyx' }, 'telnyx'],
  ])('sends by %s', (_, settings, sendBy) => {
    const { sms } = readConfig({ ...KEY, ...settings })
    expect(sms?.sendBy).toBe(sendBy)
    expect(sms?.twilio?.from).toBe('TWILIO_FROM' in settings ? '+12125550100' : undefined)
    expect(sms?.telnyx?.from).toBe('TELNYX_FROM' in settings ? '+12125550101' : undefined)
  })

  test.each<readonly [string, object, RegExp]>([
    ['no PHONE_KEY', { ...TWILIO, PUBLIC_URL: KEY.PUBLIC_URL }, /PHONE_KEY is missing/],
    ['PHONE_KEY alone', KEY, /PHONE_KEY.*belong/],
    ['half of Twilio', { ...KEY, TWILIO_FROM: '+12125550100' }, /TWILIO_AUTH_TOKEN.*missing/],
    ['half of Telnyx', { ...KEY, ...TWILIO, TELNYX_FROM: '+12125550100' }, /TELNYX_API_KEY/],
    ['both without a choice', { ...KEY, ...TWILIO, ...TELNYX }, /SMS_PROVIDER must say/],
    ['a choice without settings', { ...KEY, ...TWILIO, SMS_PROVIDER: 'telnyx' }, /no settings/],
    ['no https', { ...KEY, ...TWILIO, PUBLIC_URL: 'http://bot.clinic.example' }, /PUBLIC_URL/],
    ['a short public key', { ...KEY, ...TELNYX, TELNYX_PUBLIC_KEY: 'AAAA' }, /TELNYX_PUBLIC_KEY/],
  ])('refuses %s', (_, settings, message) => {
    expect(() => readConfig({ ...settings })).toThrow(message)
  })
})
