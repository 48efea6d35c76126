/** The ways by which a request leaves the server. */
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { createHandoffDeliverer, type Send } from '../../src/server/handoff-delivery.js'
import { createEmailSender } from '../../src/server/handoff-email.js'
import { createWebhookSender } from '../../src/server/handoff-webhook.js'
import { createLog } from '../../src/server/log.js'
import type { DeliveryWay } from '../../src/store/handoff.js'
import { createMemoryStore } from '../../src/store/memory.js'
import type { Store } from '../../src/store/store.js'
import { aRequest } from '../support/records.js'

const NOW = new Date('2026-01-01T00:00:00.000Z')
const SECONDS = NOW.getTime() / 1000
const clock = () => NOW

let store: Store

beforeEach(() => {
  store = createMemoryStore()
})

/** How one delivery of a request stands after one try. */
async function tryOnce(by: DeliveryWay, send: Send) {
  const due = { by, state: 'due', attempts: 0, nextAt: NOW.toISOString() } as const
  await store.writeHandoff(aRequest({ id: 1, deliveries: [due] }))
  const log = createLog('silent')
  await createHandoffDeliverer({ store, senders: { [by]: send }, clock, log }).run()
  return (await store.readHandoff(aRequest({ id: 1 }).id))?.deliveries[0]
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

describe('by e-mail', () => {
  test('holds what was agreed, and nothing of it stands in the subject', async () => {
    const { transport, mails } = anOutbox()
    const settings = { smtpUrl: 'smtp://x', from: 'chat@b.example', to: 'staff@b.example' }
    const tried = await tryOnce('email', createEmailSender(settings, transport))
    expect(tried?.state).toBe('sent')
    const mail = mails[0]!
    for (const part of ['Mary Jones', '(212) 555-0199', 'mornings', 'my scan', 'age 67']) {
      expect(JSON.stringify(mail.text)).toContain(part)
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
    const text = JSON.stringify(mails[0]!.text)
    expect(text).not.toContain('told the chat')
    expect(text).toContain('not given')
  })

  test('is tried again when there is no server', async () => {
    const settings = { smtpUrl: 'smtp://127.0.0.1:1', from: 'a@b.example', to: 'c@b.example' }
    expect(await tryOnce('email', createEmailSender(settings))).toMatchObject({
      state: 'due',
      lastError: 'ESOCKET',
    })
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

  const deliver = (timeoutMs = 1000) =>
    tryOnce('webhook', createWebhookSender({ url, secret }, clock, timeoutMs))

  test('posts the request with a signature that its receiver can check', async () => {
    expect(await deliver()).toMatchObject({ state: 'sent' })
    const [{ body, signature }] = seen as [(typeof seen)[0]]
    const mac = createHmac('sha256', secret).update(`${SECONDS}.${body}`).digest('hex')
    expect(signature).toBe(`t=${SECONDS},v1=${mac}`)
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
