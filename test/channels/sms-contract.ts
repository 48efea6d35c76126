/** What every channel of text messages must do, whoever the provider is. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type {
  InboundSms,
  RawRequest,
  SendResult,
  SmsChannel,
  StatusUpdate,
} from '../../src/channels/sms-channel.js'
import { ChannelError, type ChannelFault } from '../../src/errors.js'

const FIXTURES = 'test/fixtures/sms'

/** A webhook as the provider's documentation shows it, and what it means. */
export interface RecordedWebhook {
  readonly about: string
  readonly request: RawRequest
  readonly messages: readonly InboundSms[]
  readonly updates: readonly StatusUpdate[]
}

export interface ChannelSpecimen {
  /** Also how the names of its fixtures begin. */
  readonly name: string
  readonly create: (options?: {
    readonly fetch?: typeof fetch
    readonly timeoutMs?: number
  }) => SmsChannel
  /** The header that carries the signature. */
  readonly signatureHeader: string
  /** A signed request with a message in it. */
  readonly inbound: (message: Partial<InboundSms>) => RawRequest
  /** Requests that the provider never sends, and what is wrong with them. */
  readonly impossible: Readonly<Record<string, readonly [RawRequest, ChannelFault]>>
  /** What the provider answers to a message, and what that means. */
  readonly answers: Readonly<Record<string, readonly [() => Response, SendResult]>>
  /** A recorded request of ours, read: who it goes to, and what. */
  readonly sentAs: (request: Request) => Promise<{ readonly to: string; readonly text: string }>
}

const MESSAGE = { to: '+12125550123', text: 'Your reminder. Reply STOP to end.', key: 'k1' }

export function recordedWebhooks(name: string): readonly (readonly [string, RecordedWebhook])[] {
  return readdirSync(FIXTURES)
    .filter((file) => file.startsWith(`${name}-`))
    .map((file) => [
      file,
      JSON.parse(readFileSync(join(FIXTURES, file), 'utf8')) as RecordedWebhook,
    ])
}

/** Runs the suite for one provider. */
export function describeSmsChannel(specimen: ChannelSpecimen): void {
  describe(`${specimen.name} as a channel`, () => {
    describeReading(specimen)
    describeVerifying(specimen)
    describeAcknowledging(specimen)
    describeSending(specimen)
  })
}

function describeReading({ name, create, inbound, impossible }: ChannelSpecimen): void {
  const channel = create()

  test('has the name of its path', () => {
    expect(channel.name).toBe(name)
  })

  test.each(recordedWebhooks(name))('reads %s', (_, { request, messages, updates }) => {
    expect(channel.verify(request)).toBe(true)
    expect(channel.parse(request)).toEqual(messages)
    expect(channel.parseStatus(request)).toEqual(updates)
  })

  test('reads any text as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const request = inbound({ text })
        expect(channel.verify(request)).toBe(true)
        expect(channel.parse(request)[0]?.text).toBe(text)
      }),
    )
  })

  test.each(Object.entries(impossible))('refuses %s', (_, [request, fault]) => {
    const error = faultOf(() => channel.parse(request))
    expect(error?.fault).toBe(fault)
    expect(error?.message).not.toMatch(/\+?\d{5}|secret/)
  })

  test.each(['2125550123', '41411', 'Bonewise', 'whatsapp:+12125550123', '+0125550123', '+1', ''])(
    'refuses the sender %j',
    (from) => {
      expect(faultOf(() => channel.parse(inbound({ from })))?.fault).toBe('SENDER_WRONG')
    },
  )

  test('refuses a receiver that is no number, and takes a short code', () => {
    expect(faultOf(() => channel.parse(inbound({ to: 'Bonewise' })))?.fault).toBe('RECEIVER_WRONG')
    expect(channel.parse(inbound({ to: '41411' }))[0]?.to).toBe('41411')
  })

  test('refuses an id that could be a path or nothing', () => {
    for (const messageId of ['', '../../etc', 'a b', 'x'.repeat(200)]) {
      const error = faultOf(() => channel.parse(inbound({ messageId })))
      expect(error?.fault).toBe('MESSAGE_ID_MISSING')
    }
  })
}

function describeVerifying({ create, signatureHeader, inbound }: ChannelSpecimen): void {
  const channel = create()
  const request = inbound({ text: 'Is yoga safe?' })

  test('believes no request without a signature, with another, or half of it', () => {
    const signature = request.headers[signatureHeader] ?? ''
    const other = inbound({ text: 'Is golf safe?' }).headers[signatureHeader]
    // Not its end: to some readers base64 says the same with and without the = there.
    const changed = (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1)
    for (const wrong of [undefined, '', 'x', 'é'.repeat(20), signature.slice(4), changed, other]) {
      const headers = { ...request.headers, [signatureHeader]: wrong }
      expect(channel.verify({ ...request, headers })).toBe(false)
    }
  })

  test('believes no request of which one character was changed', () => {
    fc.assert(
      fc.property(fc.nat(request.body.length - 1), fc.constantFrom('0', 'z'), (at, character) => {
        fc.pre(request.body[at] !== character)
        const body = request.body.slice(0, at) + character + request.body.slice(at + 1)
        expect(channel.verify({ ...request, body })).toBe(false)
      }),
    )
  })

  test('does not care which Host header came', () => {
    const headers = { ...request.headers, host: 'evil.example', 'x-forwarded-host': 'evil.example' }
    expect(channel.verify({ ...request, headers })).toBe(true)
  })

  test('believes no other method', () => {
    expect(channel.verify({ ...request, method: 'GET' })).toBe(false)
  })
}

function describeAcknowledging({ create }: ChannelSpecimen): void {
  const channel = create()

  test('answers 200 with or without a reply', () => {
    expect(channel.acknowledge([]).status).toBe(200)
    expect(channel.acknowledge(['Yes.', 'No.']).status).toBe(200)
  })

  test('puts the reply into its answer just when it says so', () => {
    const isInside = channel.acknowledge(['Walking helps.']).body.includes('Walking helps.')
    expect(isInside).toBe(channel.repliesInline ?? true)
  })
}

function describeSending({ name, create, answers, sentAs }: ChannelSpecimen): void {
  const failures: readonly (readonly [string, SendResult['kind']])[] = [
    ['ECONNREFUSED', 'later'],
    ['ENOTFOUND', 'later'],
    ['EAI_AGAIN', 'later'],
    ['UND_ERR_CONNECT_TIMEOUT', 'later'],
    ['ECONNRESET', 'unknown'],
    ['EPIPE', 'unknown'],
    ['ETIMEDOUT', 'unknown'],
    ['UND_ERR_SOCKET', 'unknown'],
    ['UND_ERR_HEADERS_TIMEOUT', 'unknown'],
    ['ANYTHING_ELSE', 'unknown'],
  ]

  test('sends the text as it is to the number as it is, once', async () => {
    const requests: Request[] = []
    const [answer] = answers.accepted!
    const channel = create({
      fetch: (url, init) => {
        requests.push(new Request(url, init))
        return Promise.resolve(answer())
      },
    })
    const text = 'A + B & C = 100 %, “quoted” 🦴\nsecond line'
    await channel.send({ ...MESSAGE, text })
    expect(requests).toHaveLength(1)
    expect(requests[0]!.url).not.toContain('2125550123')
    expect(await sentAs(requests[0]!)).toEqual({ to: MESSAGE.to, text })
  })

  test('asks that reports come back with its reference, and reads it there', async () => {
    let asked = ''
    const [answer] = answers.accepted!
    const channel = create({
      fetch: async (url, init) => {
        asked = decodeURIComponent(await new Request(url, init).text())
        return answer()
      },
    })
    await channel.send({ ...MESSAGE, reference: 'a-reference_1' })
    const path = /https:\/\/bot\.clinic\.example(\/sms\/[\w/]+\?ref=a-reference_1)/.exec(asked)
    const [, reported] = recordedWebhooks(name).find(([, { updates }]) => updates.length > 0)!
    const request = { ...reported.request, path: path?.[1] ?? '' }
    expect(channel.parseStatus(request)[0]?.reference).toBe('a-reference_1')
    const odd = { ...request, path: request.path.replace('a-ref', 'a%20ref') }
    expect(channel.parseStatus(odd)[0]).not.toHaveProperty('reference')
  })

  test.each(Object.entries(answers))('takes the answer "%s"', async (_, [answer, result]) => {
    const channel = create({ fetch: () => Promise.resolve(answer()) })
    expect(await channel.send(MESSAGE)).toEqual(result)
  })

  test.each(failures)('takes a line that fails with %s as "%s"', async (code, kind) => {
    const cause = Object.assign(new Error('x'), { code })
    const channel = create({
      fetch: () => Promise.reject(new TypeError('fetch failed', { cause })),
    })
    expect(await channel.send(MESSAGE)).toEqual({ kind })
  })

  test('does not know what became of a message when the time is up', async () => {
    const channel = create({
      timeoutMs: 20,
      fetch: (_, init) =>
        new Promise((_resolve, reject) => {
          // Holds the process, which a signal's own timer would not.
          const held = setTimeout(() => undefined, 5_000)
          init?.signal?.addEventListener('abort', () => {
            clearTimeout(held)
            reject(init.signal?.reason as Error)
          })
        }),
    })
    expect(await channel.send(MESSAGE)).toEqual({ kind: 'unknown' })
  })
}

function faultOf(act: () => unknown): ChannelError | undefined {
  try {
    act()
    return undefined
  } catch (error) {
    if (error instanceof ChannelError) return error
    throw error
  }
}
