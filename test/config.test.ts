import { describe, expect, test } from '@jest/globals'
import { readConfig } from '../src/config.js'
import { ConfigError } from '../src/errors.js'

describe('readConfig', () => {
  test('has a default for every setting', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: 'data',
      publicUrl: 'http://localhost:3000',
      allowedOrigins: [],
      trustProxyHops: 0,
      logLevel: 'info',
      clinic: {
        name: 'the clinic',
        timeZone: 'America/New_York',
        emergencyNumber: '911',
        retentionDays: 90,
        takesRequests: false,
        country: 'US',
        keepFactsDays: 0,
      },
      handoff: { staffTokens: [] },
      security: { auditDays: 2190 },
      messagesPerMinute: 30,
      requestsPerMinutePerIp: 300,
      shutdownSeconds: 10,
      ops: { drainSeconds: 0 },
      isSignedContentRequired: false,
    })
  })

  test('reads every setting', () => {
    const config = readConfig({
      PORT: '8080',
      HOST: '0.0.0.0',
      DATA_DIR: '/var/lib/bonewise',
      PUBLIC_URL: 'https://bones.example',
      ALLOWED_ORIGINS: 'https://clinic.example',
      TRUST_PROXY_HOPS: '2',
      LOG_LEVEL: 'warn',
      CLINIC_NAME: ' Bone Clinic ',
      CLINIC_PHONE: '555-0100',
      CLINIC_HOURS: '8 to 5',
      CLINIC_TIME_ZONE: 'Europe/Berlin',
      EMERGENCY_NUMBER: '112',
      RETENTION_DAYS: '30',
      KEEP_FACTS_DAYS: '14',
      MESSAGES_PER_MINUTE: '10',
      REQUESTS_PER_MINUTE_PER_IP: '20',
      SHUTDOWN_SECONDS: '5',
      DRAIN_SECONDS: '7',
      METRICS_PORT: '9464',
      METRICS_HOST: '10.0.0.5',
      REQUIRE_SIGNED_CONTENT: 'true',
      DATA_KEY: Buffer.alloc(32, 1).toString('base64'),
      AUDIT_DAYS: '365',
      CLINIC_OPEN: 'Mon 08:00-17:30',
      CLINIC_COUNTRY: 'DE',
      HANDOFF_EMAIL: 'staff@clinic.example',
      HANDOFF_FROM: 'chat@clinic.example',
      SMTP_URL: 'smtps://user:word@smtp.clinic.example:465',
      HANDOFF_WEBHOOK_URL: 'https://clinic.example/requests',
      HANDOFF_WEBHOOK_SECRET: 'sixteen letters.',
      STAFF_TOKENS: `desk:${'ab'.repeat(32)}, nurse:${'cd'.repeat(32)}`,
    })
    expect(config).toEqual({
      port: 8080,
      host: '0.0.0.0',
      dataDir: '/var/lib/bonewise',
      publicUrl: 'https://bones.example',
      allowedOrigins: ['https://clinic.example'],
      trustProxyHops: 2,
      logLevel: 'warn',
      clinic: {
        name: 'Bone Clinic',
        phone: '555-0100',
        hours: '8 to 5, Central European Time',
        timeZone: 'Europe/Berlin',
        emergencyNumber: '112',
        retentionDays: 30,
        takesRequests: true,
        country: 'DE',
        openingTimes: [{ weekday: 1, opensMinute: 480, closesMinute: 1050 }],
        keepFactsDays: 14,
      },
      handoff: {
        email: {
          to: 'staff@clinic.example',
          from: 'chat@clinic.example',
          smtpUrl: 'smtps://user:word@smtp.clinic.example:465',
        },
        webhook: { url: 'https://clinic.example/requests', secret: 'sixteen letters.' },
        staffTokens: [
          { name: 'desk', hash: 'ab'.repeat(32) },
          { name: 'nurse', hash: 'cd'.repeat(32) },
        ],
      },
      security: { auditDays: 365, dataKeys: { current: Buffer.alloc(32, 1), old: [] } },
      messagesPerMinute: 10,
      requestsPerMinutePerIp: 20,
      shutdownSeconds: 5,
      ops: { drainSeconds: 7, metrics: { port: 9464, host: '10.0.0.5' } },
      isSignedContentRequired: true,
    })
  })

  test.each([
    ['PORT', 'eighty'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PUBLIC_URL', 'bones.example'],
    ['PUBLIC_URL', 'ftp://bones.example'],
    ['TRUST_PROXY_HOPS', '11'],
    ['LOG_LEVEL', 'loud'],
    ['CLINIC_TIME_ZONE', 'Bone/Clinic'],
    ['EMERGENCY_NUMBER', '9-1-1'],
    ['EMERGENCY_NUMBER', '1'],
    ['EMERGENCY_NUMBER', '911911'],
    ['RETENTION_DAYS', '0'],
    ['MESSAGES_PER_MINUTE', '0'],
    ['REQUESTS_PER_MINUTE_PER_IP', 'many'],
    ['SHUTDOWN_SECONDS', '61'],
    ['DRAIN_SECONDS', '61'],
    ['METRICS_PORT', '65536'],
    // The one that patients reach.
    ['METRICS_PORT', '3000'],
    ['REQUIRE_SIGNED_CONTENT', 'yes'],
    ['REQUIRE_SIGNED_CONTENT', '1'],
    ['REQUIRE_SIGNED_CONTENT', 'TRUE'],
    ['ALLOWED_ORIGINS', 'clinic.example'],
    ['ALLOWED_ORIGINS', 'https://clinic.example/'],
    ['ALLOWED_ORIGINS', 'https://clinic.example/page'],
    ['ALLOWED_ORIGINS', 'https://good.example, null'],
    ['ALLOWED_ORIGINS', '*'],
  ])('refuses %s=%s by its name', (setting, value) => {
    const read = () => readConfig({ [setting]: value })
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(new RegExp(`^${setting}: `))
    expect(read).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }))
  })

  test('names all wrong settings at once, one a line', () => {
    expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'y', RETENTION_DAYS: '0' })).toThrow(
      /^PORT: .*\nLOG_LEVEL: .*\nRETENTION_DAYS: .*$/,
    )
  })

  test.each(['', ' ', '\t', undefined])('takes %j for unset', (value) => {
    const names = ['PORT', 'HOST', 'PUBLIC_URL', 'LOG_LEVEL', 'CLINIC_NAME', 'CLINIC_PHONE']
    const blank = Object.fromEntries(names.map((name) => [name, value]))
    expect(readConfig(blank)).toEqual(readConfig({}))
  })

  test('takes no notice of other variables', () => {
    expect(readConfig({ PATH: '/bin', __proto__: 'x' })).toEqual(readConfig({}))
  })

  test('says where it is served by its own port, unless told', () => {
    expect(readConfig({ PORT: '4000' }).publicUrl).toBe('http://localhost:4000')
  })

  test('reads origins between commas, whatever the spaces', () => {
    expect(
      readConfig({ ALLOWED_ORIGINS: ' https://a.example ,, http://b.example:8080,' })
        .allowedOrigins,
    ).toEqual(['https://a.example', 'http://b.example:8080'])
  })
})

describe('the settings by which requests reach the staff', () => {
  const webhook = {
    HANDOFF_WEBHOOK_URL: 'https://a.example',
    HANDOFF_WEBHOOK_SECRET: 'x'.repeat(16),
  }
  const email = { HANDOFF_EMAIL: 'a@b.example', HANDOFF_FROM: 'c@b.example', SMTP_URL: 'smtp://b' }

  test.each([
    ['a staff token', { STAFF_TOKENS: `desk:${'ab'.repeat(32)}` }],
    ['a webhook', webhook],
    ['a webhook on this machine', { ...webhook, HANDOFF_WEBHOOK_URL: 'http://localhost:9/x' }],
    ['e-mail', email],
  ])('let requests be taken with %s alone', (_, settings) => {
    expect(readConfig(settings).clinic.takesRequests).toBe(true)
  })

  test.each([
    ['e-mail without a server', { ...email, SMTP_URL: '' }, /SMTP_URL belong together/],
    ['a mail server of another kind', { ...email, SMTP_URL: 'http://b' }, /SMTP_URL/],
    ['a webhook without a secret', { ...webhook, HANDOFF_WEBHOOK_SECRET: '' }, /belong together/],
    ['a short secret', { ...webhook, HANDOFF_WEBHOOK_SECRET: 'short' }, /at least 16/],
    ['a webhook in the clear', { ...webhook, HANDOFF_WEBHOOK_URL: 'http://a.example' }, /https/],
    ['a token instead of its hash', { STAFF_TOKENS: 'desk:secret' }, /name:sha256hex/],
    [
      'one token for two',
      { STAFF_TOKENS: `a:${'ab'.repeat(32)},b:${'ab'.repeat(32)}` },
      /share one token/,
    ],
    ['a country in words', { CLINIC_COUNTRY: 'Germany' }, /CLINIC_COUNTRY/],
    ['hours in words', { CLINIC_OPEN: 'weekdays 8 to 5' }, /CLINIC_OPEN: "weekdays 8 to 5"/],
    [
      'hours that end before they begin',
      { CLINIC_OPEN: 'Mon 17:00-08:00' },
      /close after it opens/,
    ],
    ['hours of no clock', { CLINIC_OPEN: 'Mon 08:60-17:00' }, /00:00 to 24:00/],
    ['days that run backwards', { CLINIC_OPEN: 'Sat-Mon 08:00-12:00' }, /begins on Monday/],
    ['hours twice', { CLINIC_OPEN: 'Mon 08:00-12:00, Mon-Tue 11:00-15:00' }, /mon has hours/],
  ])('are refused with %s', (_, settings, message) => {
    expect(() => readConfig(settings)).toThrow(ConfigError)
    expect(() => readConfig(settings)).toThrow(message)
  })
})
