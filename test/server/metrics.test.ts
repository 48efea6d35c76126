import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createConversations } from '../../src/server/conversation.js'
import { createMetrics, type Metrics } from '../../src/server/metrics.js'
import { serveMetrics } from '../../src/server/metrics-server.js'
import { METRICS } from '../../src/server/metric-table.js'
import { watchStore } from '../../src/server/watch-store.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { serve, type Served } from '../support/app.js'
import { aReply, aSession, aTurn } from '../support/records.js'
import { until } from '../support/until.js'

const BUILT = { version: '1.2.3', content: 'abc123', flags: ['hip_fracture_now', 'leg_clot'] }
const ESCALATION = aReply({
  responseId: 'escalate.hip_fracture_now.walking+leg_clot',
  urgency: 'emergency',
})
/** What a patient might write, or send along; none of it may come out again. */
const MARKERS = ['mary-marker', '212-555-0100', 'zq8x7', 'Smith']

let metrics: Metrics
let served: Served

beforeEach(async () => {
  metrics = createMetrics(BUILT)
  const store = watchStore(createMemoryStore(), metrics)
  served = await serve(
    { MESSAGES_PER_MINUTE: '3' },
    {
      measures: metrics,
      realConversations: createConversations({
        store,
        host: (session, message) => {
          const turn = aTurn(session, message)
          if (!message.utterance.includes('fell')) return Promise.resolve(turn)
          const flags = [{ id: 'hip_fracture_now', urgency: 'emergency', certainty: 'certain' }]
          const decision = { kind: 'escalate', flags } as typeof turn.decision
          return Promise.resolve({ ...turn, decision, reply: ESCALATION })
        },
        clock: () => new Date(),
        retentionDays: 90,
        newSession: (expiresAt, locale) => aSession({ expiresAt, locale }),
      }),
    },
  )
})

afterEach(async () => {
  await served.stop()
  metrics.stop()
})

async function talk(...texts: readonly string[]) {
  const { conversationId, token } = (await served.call('POST', '/conversations')).json
  const path = `/conversations/${conversationId}/messages`
  for (const [index, text] of texts.entries()) {
    await served.call('POST', path, { token, body: { id: `zq8x7-${index}`, text } })
  }
  return { conversationId, token }
}

describe('createMetrics', () => {
  test('counts each turn that was kept, once, with its urgency and its red flags', async () => {
    await talk('is it safe?', 'i fell')
    const text = await metrics.text()
    expect(text).toContain('bonewise_turns_total{channel="web",decision="escalate"} 1')
    expect(text).toContain('bonewise_urgent_turns_total{urgency="emergency"} 1')
    expect(text).toContain('bonewise_escalations_total{flag="hip_fracture_now"} 1')
    expect(text).toContain('bonewise_escalations_total{flag="leg_clot"} 1')
  })

  test('counts requests by declared route, problems by code, and what the store did', async () => {
    await talk('one', 'two', 'three', 'four')
    const route = 'route="/api/v1/conversations/:id/messages"'
    // A request is counted when it has ended, which its client knows first.
    await until('all are counted', async () => /status="4xx"/.test(await metrics.text()))
    const text = await metrics.text()
    expect(text).toContain(`seconds_count{method="POST",${route},status="2xx"} 3`)
    expect(text).toContain(`seconds_count{method="POST",${route},status="4xx"} 1`)
    expect(text).toContain('bonewise_problems_total{code="RATE_LIMITED"} 1')
    expect(text).toContain('bonewise_store_seconds_count{operation="replace",outcome="done"} 3')
  })

  test('holds nothing that came from a patient, whatever they send', async () => {
    const { conversationId, token } = await talk(...MARKERS.map((marker) => `i am ${marker}`))
    for (const marker of MARKERS) {
      await served.call('GET', `/${marker}`)
      await served.call('GET', `/conversations/${marker}/messages?after=${marker}`, {
        token: marker,
      })
      await fetch(`${served.url}/?x=${marker}`, {
        method: 'POST',
        headers: { cookie: `a=${marker}`, 'user-agent': marker, origin: `http://${marker}` },
        body: marker,
      })
      await fetch(`${served.url}/API/v1/${marker}`, { method: 'OPTIONS' })
    }
    const text = await metrics.text()
    expect(text).toContain('bonewise_turns_total')
    for (const secret of [...MARKERS, conversationId, token, 'API'])
      expect(text).not.toContain(secret)
  })

  test('says what it measures in plain words, and which build it is', async () => {
    const text = await metrics.text()
    for (const { name, help } of Object.values(METRICS))
      expect(text).toContain(`# HELP ${name} ${help}`)
    expect(text).toContain('bonewise_build_info{version="1.2.3",content="abc123"} 1')
    expect(text).toContain('nodejs_eventloop_lag_seconds')
    expect(text).toContain('process_resident_memory_bytes')
  })
})

describe('serveMetrics', () => {
  test('answers on its own port alone, and only there', async () => {
    const own = await serveMetrics(metrics, { port: 0, host: '127.0.0.1' })
    const url = `http://127.0.0.1:${own.port}`
    const answer = await fetch(`${url}/metrics`)
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
    expect(await answer.text()).toContain('bonewise_build_info')
    expect((await fetch(`${url}/metrics`, { method: 'POST' })).status).toBe(404)
    expect((await fetch(`${url}/healthz`)).status).toBe(404)
    expect((await fetch(`${served.url}/metrics`)).status).toBe(404)
    const taken = serveMetrics(metrics, { port: own.port, host: '127.0.0.1' })
    await expect(taken).rejects.toMatchObject({ hint: 'set METRICS_PORT and METRICS_HOST' })
    await own.stop()
  })
})

describe('/readyz', () => {
  test('shows in the numbers whether the store can keep what it is given', async () => {
    await fetch(`${served.url}/readyz`)
    expect(await metrics.text()).toContain('bonewise_ready 1')
    const broken = await serve(
      {},
      { measures: metrics, isReady: () => Promise.reject(new Error()) },
    )
    await fetch(`${broken.url}/readyz`)
    await broken.stop()
    expect(await metrics.text()).toContain('bonewise_ready 0')
  })

  test('is red while the server stops, although it still answers', async () => {
    const stopping = await serve({}, { measures: metrics, isStopping: () => true })
    const answer = await fetch(`${stopping.url}/readyz`)
    expect(answer.status).toBe(503)
    expect(await answer.json()).toEqual({ status: 'stopping' })
    expect((await fetch(`${stopping.url}/healthz`)).status).toBe(200)
    await stopping.stop()
    expect(await metrics.text()).toContain('bonewise_ready 0')
  })
})
