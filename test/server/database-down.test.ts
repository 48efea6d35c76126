/** The whole bot on a real PostgreSQL that ends and comes back; it is not started again itself. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { createServer, connect, type Socket } from 'node:net'
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { openPostgresStore } from '../../src/store/postgres.js'
import type { Store } from '../../src/store/store.js'
import type { Answer } from '../support/app.js'
import { aDatabase, DATABASE_PATIENCE_MS, type TestDatabase } from '../support/postgres.js'
import { aConversation } from '../support/records.js'
import { serveTexting, type TextingApp } from '../support/texting-app.js'
import { until } from '../support/until.js'

jest.setTimeout(DATABASE_PATIENCE_MS)

let database: TestDatabase
beforeAll(async () => {
  database = await aDatabase()
})
afterAll(() => database.stop())

describe('while the database is down, and after', () => {
  let store: Store
  let app: TextingApp
  let known: { readonly conversationId: string; readonly token: string }
  beforeAll(async () => {
    store = await openPostgresStore({ url: await database.newUrl() })
    app = await serveTexting({ clock: () => new Date(), store })
    known = (await app.served.call('POST', '/conversations', { body: {} })).json
    await say('m1', 'What is osteopenia?')
    await database.server?.halt()
  })
  afterAll(async () => {
    await app.stop()
    await store.close()
  })

  const say = (id: string, text: string, caller = known): Promise<Answer> =>
    app.served.call('POST', `/conversations/${caller.conversationId}/messages`, {
      token: caller.token,
      body: { id, text },
    })
  /** Of a server that is somebody else's nothing can be tried here. */
  const isOurs = () => database.server !== undefined

  test('the web chat goes on, and says that it does not remember', async () => {
    if (!isOurs()) return
    const { status, json } = await say('m2', 'How much calcium do I need?')
    expect(status).toBe(200)
    expect(json).toMatchObject({ seq: 2, isKept: false })
  })

  test('danger is answered, whoever tells of it', async () => {
    if (!isOurs()) return
    const stranger = { conversationId: 'a'.repeat(24), token: 'b'.repeat(43) }
    const { status, text } = await say('m3', 'I have chest pain and cannot breathe', stranger)
    expect(status).toBe(200)
    expect(text).toContain('911')
    const other = await say('m4', 'Is yoga ok?', stranger)
    expect(other.status).toBe(503)
  })

  test('text messages and the staff are told to come again, and it is not ready', async () => {
    if (!isOurs()) return
    const texted = await app.twilio.receive({ from: '+12125550147', text: 'Is yoga ok?' })
    expect(texted.status).toBe(503)
    const staff = await app.served.call('GET', '/clinic/handoffs', { token: app.staff })
    expect(staff.status).toBe(503)
    expect(Number(staff.headers.get('retry-after'))).toBeGreaterThan(0)
    await expect(store.probe()).rejects.toMatchObject({ code: 'STORE_DOWN' })
  })

  test('all of it works again once it is back', async () => {
    if (!isOurs()) return
    await database.server?.start()
    await until('ready', () =>
      store.probe().then(
        () => true,
        () => false,
      ),
    )
    expect((await say('m5', 'Is yoga ok?')).json).toMatchObject({ seq: 2 })
    const texted = await app.twilio.receive({ from: '+12125550147', text: 'Is yoga ok?' })
    expect(texted.status).toBe(200)
    const staff = await app.served.call('GET', '/clinic/handoffs', { token: app.staff })
    expect(staff.status).toBe(200)
  })
})

describe('a database that does not answer', () => {
  test('is given up after seconds, and then not waited for by everybody', async () => {
    const url = new URL(await database.newUrl())
    const line = await aLine(Number(url.port), url.hostname)
    url.hostname = '127.0.0.1'
    url.port = String(line.port)
    const store = await openPostgresStore({ url: url.href, poolSize: 2 })
    await store.write(aConversation())
    line.hang(true)
    const startMs = performance.now()
    await expect(store.read('c1')).rejects.toMatchObject({ code: 'STORE_DOWN' })
    expect(performance.now() - startMs).toBeLessThan(20_000)
    const swallowed = line.swallowed()
    for (const id of ['c2', 'c3', 'c4'])
      await expect(store.read(id)).rejects.toMatchObject({ code: 'STORE_DOWN' })
    expect(swallowed).toBeGreaterThan(0)
    expect(line.swallowed()).toBe(swallowed)
    line.hang(false)
    await until('answering', () =>
      store.probe().then(
        () => true,
        () => false,
      ),
    )
    expect(await store.read('c1')).toEqual(aConversation())
    await store.close()
    await line.close()
  })
})

/** A line to the database that may swallow all that goes over it. */
async function aLine(port: number, host: string) {
  let [isHanging, swallowed] = [false, 0]
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(port, host)
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from)
      from.on('data', (data: Buffer) => (isHanging ? swallowed++ : to.write(data)))
      from.on('close', () => to.destroy())
      from.on('error', () => to.destroy())
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    hang: (hangs: boolean) => (isHanging = hangs),
    /** Pieces of what was sent. */
    swallowed: () => swallowed,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
