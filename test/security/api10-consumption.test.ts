/** OWASP API10:2023 Unsafe Consumption of APIs: what others answer or call back is bounded, and believed only so far. */
import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { postOnce } from '../../src/channels/post-once.js'
import { DeliveryError } from '../../src/errors.js'
import { createWebhookSender } from '../../src/server/handoff-webhook.js'
import { until } from '../support/until.js'
import { aRequest } from '../support/records.js'

let server: Server
let url: string
let answer: (res: ServerResponse) => void
let wasClosedEarly: boolean
let elsewhere: number

beforeEach(async () => {
  wasClosedEarly = false
  elsewhere = 0
  server = createServer((req, res) => {
    if (req.url === '/elsewhere') elsewhere += 1
    res.on('close', () => (wasClosedEarly ||= !res.writableFinished))
    req.resume().on('end', () => answer(res))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const chunk = Buffer.alloc(65_536, 'x')
/** Sends for as long as somebody takes it. */
const endless = (res: ServerResponse) => {
  res.writeHead(200, { 'content-type': 'application/json' })
  const push = () => {
    while (!res.destroyed && res.write(chunk)) continue
  }
  res.on('drain', push)
  push()
}
const redirecting = (res: ServerResponse) =>
  void res.writeHead(307, { location: `${url}/elsewhere` }).end()

describe('a provider of text messages', () => {
  const post = (timeoutMs = 5_000) =>
    postOnce({ url, headers: { authorization: 'Basic secret' }, body: 'To=x' }, { timeoutMs })

  test('whose answer has no end is not read to it, and its status counts', async () => {
    answer = endless
    const before = process.memoryUsage().arrayBuffers
    expect(await post()).toMatchObject({ kind: 'answered', status: 200, text: undefined })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000)
    await until('the line is given up', () => wasClosedEarly)
  })

  test('that never answers is waited for no longer than the limit', async () => {
    answer = () => undefined
    expect(await post(50)).toEqual({ kind: 'broken' })
  })

  test('is not followed elsewhere, where the credentials would go', async () => {
    answer = redirecting
    expect(await post()).toMatchObject({ kind: 'answered', status: 307 })
    expect(elsewhere).toBe(0)
  })
})

describe('the clinic’s own webhook', () => {
  const send = (timeoutMs = 1_000) =>
    createWebhookSender(
      { url, secret: 'x'.repeat(16) },
      () => new Date(),
      timeoutMs,
    )(aRequest({ id: 1 }))

  test('may answer without end: nothing of it is read', async () => {
    answer = endless
    await send()
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(wasClosedEarly).toBe(true)
  })

  test('is not followed elsewhere, waited for, or quoted', async () => {
    answer = redirecting
    await expect(send()).rejects.toThrow()
    expect(elsewhere).toBe(0)
    answer = () => undefined
    await expect(send(50)).rejects.toThrow()
    answer = (res) => void res.writeHead(500).end('<b>mary jones</b>')
    await expect(send()).rejects.toEqual(new DeliveryError('HTTP_500'))
  })
})
