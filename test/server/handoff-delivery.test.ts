import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createHandoffDeliverer, type Send } from '../../src/server/handoff-delivery.js'
import { createEmailSender } from '../../src/server/handoff-email.js'
import { createWebhookSender } from '../../src/server/handoff-webhook.js'
import { createLog } from '../../src/server/log.js'
import { createMemoryStore } from '../../src/store/memory.js'
import type { DeliveryWay } from '../../src/store/handoff.js'
import type { Store } from '../../src/store/store.js'
import { aRequest } from '../support/records.js'

const START = Date.parse('2026-01-01T00:00:00.000Z')
const MINUTE_MS = 60_000

let store: Store
let nowMs: number
let logged: string[]

beforeEach(() => {
  store = createMemoryStore()
  nowMs = START
  logged = []
})

const clock = () => new Date(nowMs)
const due = (by: DeliveryWay) =>
  ({ by, state: 'due', attempts: 0, nextAt: clock().toISOString() }) as const
const keep = (id: number, ...ways: readonly DeliveryWay[]) =>
  store.writeHandoff(aRequest({ id, deliveries: ways.map(due) }))
const kept = async (id = 1) => (await store.readHandoff(aRequest({ id }).id))!

function deliverer(senders: Partial<Record<DeliveryWay, Send>>) {
  const log = createLog('debug', { write: (line) => void logged.push(line) })
  return createHandoffDeliverer({ store, senders, clock, log })
}

/** A mail server that keeps what it is given. */
function anOutbox() {
  const transport = createTransport({ jsonTransport: true })
  const mails: SendMailOptions[] = []
  transport.use('compile', (mail, done) => {
    mails.push(mail.data)
    done()
  })
  return { transport, mails }
}

const refuse = (): Promise<void> =>
  Promise.reject(Object.assign(new Error('550 mary@example.org is unknown'), { code: 'EENVELOPE' }))

describe('createHandoffDeliverer', () => {
  test('sends each request once by each way', async () => {
    const sent: string[] = []
    const by =
      (way: string): Send =>
      ({ id }) =>
        Promise.resolve(void sent.push(`${way} ${id.slice(-1)}`))
    const { run } = deliverer({ email: by('email'), webhook: by('webhook') })
    await keep(1, 'email', 'webhook')
    await keep(2, 'webhook')
    await run()
    await run()
    expect(sent).toEqual(['email 1', 'webhook 1', 'webhook 2'])
    expect((await kept()).deliveries.map(({ state }) => state)).toEqual(['sent', 'sent'])
  })

  test('tries again after 1, 5, 30 minutes, 2 and 12 hours, and then gives up and says so', async () => {
    const tries: number[] = []
    const { run } = deliverer({
      email: () => {
        tries.push((nowMs - START) / MINUTE_MS)
        return refuse()
      },
    })
    await keep(1, 'email')
    for (; nowMs < START + 48 * 60 * MINUTE_MS; nowMs += MINUTE_MS) await run()
    expect(tries).toEqual([0, 1, 6, 36, 156, 876])
    expect((await kept()).deliveries[0]).toMatchObject({
      state: 'failed',
      attempts: 6,
      lastError: 'EENVELOPE',
    })
    expect(logged.filter((line) => line.includes('"level":50'))).toHaveLength(1)
  })

  test('keeps on with the others when one fails, and sends the failed one later', async () => {
    let isDown = true
    const { run } = deliverer({
      email: () => (isDown ? refuse() : Promise.resolve()),
      webhook: () => Promise.resolve(),
    })
    await keep(1, 'email', 'webhook')
    await run()
    expect((await kept()).deliveries.map(({ state }) => state)).toEqual(['due', 'sent'])
    isDown = false
    nowMs += MINUTE_MS
    await run()
    const [email] = (await kept()).deliveries
    expect(email).toEqual({ ...email, state: 'sent', attempts: 2 })
    expect(email).not.toHaveProperty('lastError')
  })

  test('sends nothing that is done, and brings nothing back that was erased meanwhile', async () => {
    let sent = 0
    const { run } = deliverer({
      email: async () => {
        sent += 1
        await store.erase('c1')
      },
    })
    await keep(1, 'email')
    await run()
    expect([sent, await store.listHandoffs({ limit: 9 })]).toEqual([1, []])
    await keep(2, 'email')
    await store.changeHandoff(aRequest({ id: 2 }).id, () => ({ state: 'done' }))
    await run()
    expect(sent).toBe(1)
  })

  test('runs once at a time, and looks again for what came meanwhile', async () => {
    let open: () => void = () => undefined
    const gate = new Promise<void>((resolve) => (open = resolve))
    const sent: string[] = []
    const { run } = deliverer({ email: ({ id }) => gate.then(() => void sent.push(id.slice(-1))) })
    await keep(1, 'email')
    const first = run()
    await new Promise((resolve) => setTimeout(resolve, 5))
    await keep(2, 'email')
    const second = run()
    open()
    await Promise.all([first, second])
    expect(sent).toEqual(['1', '2'])
  })

  test('goes through many', async () => {
    let sent = 0
    const { run } = deliverer({ email: () => Promise.resolve(void (sent += 1)) })
    for (let id = 0; id < 250; id += 1) await keep(id, 'email')
    await run()
    expect(sent).toBe(250)
  })

  test('outlives a store that fails', async () => {
    await store.close()
    await expect(deliverer({ email: refuse }).run()).resolves.toBeUndefined()
    expect(logged.join('')).toContain('STORE_FAILED')
  })

  test('logs ids and codes, and nothing of the patient', async () => {
    const { run } = deliverer({ email: refuse, webhook: () => Promise.resolve() })
    await keep(1, 'email', 'webhook')
    await run()
    expect(logged.join('')).toContain(aRequest({ id: 1 }).id)
    expect(logged.join('')).not.toMatch(/mary|2125550199|212\) 555|scan|mornings|age 67/i)
  })
})

describe('by e-mail', () => {
  test('holds what was agreed, and nothing of it stands in the subject', async () => {
    const { transport, mails } = anOutbox()
    const settings = { smtpUrl: 'smtp://x', from: 'chat@b.example', to: 'staff@b.example' }
    const { run } = deliverer({ email: createEmailSender(settings, transport) })
    await keep(1, 'email')
    await run()
    expect((await kept()).deliveries[0]?.state).toBe('sent')
    const mail = mails[0]!
    for (const part of ['Mary Jones', '(212) 555-0199', 'mornings', 'my scan', 'age 67']) {
      expect(String(mail.text)).toContain(part)
      expect(mail.subject).not.toContain(part)
    }
    expect(JSON.stringify([mail.to, mail.from])).toMatch(/staff@b\.example.*chat@b\.example/)
    expect(mail.messageId).toBe(`<${aRequest({ id: 1 }).id}@b.example>`)
  })

  test('names no facts where none were agreed to', async () => {
    const { transport, mails } = anOutbox()
    const settings = { smtpUrl: 'smtp://x', from: 'chat@b.example', to: 'staff@b.example' }
    const { facts, name, ...plain } = aRequest({ id: 1 })
    expect([facts, name]).toBeDefined()
    await createEmailSender(settings, transport)(plain)
    const text = String(mails[0]!.text)
    expect(text).not.toContain('told the chat')
    expect(text).toContain('not given')
  })

  test('is tried again when there is no server', async () => {
    const settings = { smtpUrl: 'smtp://127.0.0.1:1', from: 'a@b.example', to: 'c@b.example' }
    const { run } = deliverer({ email: createEmailSender(settings) })
    await keep(1, 'email')
    await run()
    expect((await kept()).deliveries[0]).toMatchObject({ state: 'due', lastError: 'ESOCKET' })
  })
})

describe('by webhook', () => {
  let server: Server
  let url: string
  let status: number
  let isSilent: boolean
  const seen: { body: string; signature: string }[] = []
  const secret = 'a secret of the clinic'

  beforeEach(async () => {
    status = 204
    isSilent = false
    seen.length = 0
    server = createServer((req, res) => {
      let body = ''
      req.on('data', (part: Buffer) => (body += part.toString()))
      req.on('end', () => {
        seen.push({ body, signature: String(req.headers['bonewise-signature']) })
        if (isSilent) return
        res.writeHead(status, { location: `${url}/elsewhere` }).end()
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })

  const deliver = async (timeoutMs = 1000) => {
    await keep(1, 'webhook')
    await deliverer({ webhook: createWebhookSender({ url, secret }, clock, timeoutMs) }).run()
    return (await kept()).deliveries[0]
  }

  test('posts the request with a signature that its receiver can check', async () => {
    expect(await deliver()).toMatchObject({ state: 'sent' })
    const [{ body, signature }] = seen as [(typeof seen)[0]]
    const mac = createHmac('sha256', secret)
      .update(`${START / 1000}.${body}`)
      .digest('hex')
    expect(signature).toBe(`t=${START / 1000},v1=${mac}`)
    const { conversationKey, deliveries, schemaVersion, expiresAt, ...shown } = aRequest({ id: 1 })
    expect([conversationKey, deliveries, schemaVersion, expiresAt]).toBeDefined()
    expect(JSON.parse(body)).toEqual(shown)
  })

  test.each([
    [500, 'HTTP_500'],
    [404, 'HTTP_404'],
  ])('is tried again after %i', async (answer, lastError) => {
    status = answer
    expect(await deliver()).toMatchObject({ state: 'due', attempts: 1, lastError })
  })

  test('follows no redirect', async () => {
    status = 302
    expect(await deliver()).toMatchObject({ state: 'due' })
    expect(seen).toHaveLength(1)
  })

  test('does not wait for ever', async () => {
    isSilent = true
    expect(await deliver(50)).toMatchObject({ state: 'due', lastError: 'TimeoutError' })
  })

  test('is tried again when nobody listens', async () => {
    server.close()
    await once(server, 'close')
    expect(await deliver()).toMatchObject({ state: 'due', lastError: 'ECONNREFUSED' })
  })
})
