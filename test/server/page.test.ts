import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { serve } from '../support/app.js'
import type { Served } from '../support/app.js'
import { aReply, fakeConversations } from '../support/fake-conversations.js'
import { visitor } from '../support/visitor.js'

const replyTo = (text: string) => {
  if (text.includes('chest')) {
    return aReply({
      responseId: 'escalate.chest',
      urgency: 'emergency',
      paragraphs: ['Call 911 now.', 'Sit down.'],
      suggestions: [{ text: 'Never shown' }],
    })
  }
  return aReply({
    paragraphs: ['A score of -2.7 <b>is</b> low. [1][2] See T-2 and 2-3.'],
    citations: ['bhof_2022', 'gone_1999'],
    because: [
      { slot: 'ageYears', label: '67' },
      { slot: 'tScore', label: 'spine -2.7' },
    ],
    disclaimer: 'General information.',
    suggestions: [{ text: 'What about "calcium"?' }],
  })
}

let served: Served
beforeAll(async () => {
  const conversations = fakeConversations(replyTo)
  served = await serve({ CLINIC_PHONE: '(555) 010-0100' }, { conversations })
})
afterAll(() => served.stop())
beforeEach(() => served.conversations.failWith(undefined))

const { visit, ask } = visitor(() => served)

describe('GET /', () => {
  test('greets: automated, not a clinician, the emergency number, privacy, examples', async () => {
    const { status, text, headers } = await visit('/')
    expect(status).toBe(200)
    expect(text).toMatch(/automated/)
    expect(text).toMatch(/not a clinician/)
    expect(text).toMatch(/href="tel:911"/)
    expect(text).toMatch(/90 days/)
    expect(text).toMatch(/href="tel:5550100100"/)
    expect(text).toMatch(/<button name="message" value="Is heavy lifting safe\?">/)
    expect(text).toMatch(/not yet been reviewed by a clinician/)
    expect(text).toMatch(/<label for="message">/)
    expect(text).toMatch(/maxlength="500"/)
    expect(text).not.toMatch(/<script|style="| on\w+="/)
    expect(headers.get('set-cookie')).toBeNull()
    expect(headers.get('cache-control')).toBe('no-store')
    const policy = headers.get('content-security-policy')
    expect(policy).toMatch(/default-src 'none';style-src 'self';form-action 'self'/)
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('x-powered-by')).toBeNull()
  })

  test('does not mention review when every word is signed', async () => {
    const signed = await serve({}, { reviewedShare: () => 'all' })
    expect(await (await fetch(signed.url)).text()).not.toMatch(/reviewed/)
    await signed.stop()
  })

  test('says that some answers are signed and others not', async () => {
    const signed = await serve({}, { reviewedShare: () => 'some' })
    expect(await (await fetch(signed.url)).text()).toMatch(/Some answers here have not yet/)
    await signed.stop()
  })

  test('serves its style sheet to keep for ever, whole in the compiled code', async () => {
    const path = /href="(\/page\.css\?v=\w+)"/.exec((await visit('/')).text)![1]!
    const { status, headers, text } = await visit(path)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toMatch(/^text\/css/)
    expect(headers.get('cache-control')).toMatch(/immutable/)
    expect(text).toMatch(/--alarm: #A3121F/)
  })

  test('ignores a cookie that is not ours, and takes away one whose conversation is gone', async () => {
    expect((await visit('/', 'bonewise=../../etc; other=1')).status).toBe(200)
    const gone = await visit('/', 'bonewise=nobody.nothing')
    expect(gone.status).toBe(200)
    expect(gone.headers.get('set-cookie')).toMatch(/^bonewise=;.*Expires=Thu, 01 Jan 1970/)
  })
})

describe('POST /', () => {
  test('takes the turn and redirects to the transcript; the token is in the cookie alone', async () => {
    const asked = await ask('Is <i>-2.7</i> bad?')
    expect(asked.status).toBe(303)
    expect(asked.headers.get('location')).toBe('/#latest')
    expect(asked.headers.get('set-cookie')).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/)
    const { text } = await visit('/', asked.cookie)
    const [id, token] = asked.cookie.slice('bonewise='.length).split('.')
    expect(text).not.toContain(token)
    expect(text).not.toContain(id)
    expect(text).toContain('Is &lt;i&gt;-2.7&lt;/i&gt; bad?')
    expect(text).toMatch(/id="latest"/)
  })

  test('shows an answer with marks, sources, reasons, notice and what to ask next', async () => {
    const { cookie } = await ask('Is it bad?')
    const { text } = await visit('/', cookie)
    expect(text).toContain('A score of \u22122.7 &lt;b&gt;is&lt;/b&gt; low.')
    expect(text).toContain('See T-2 and 2-3.')
    expect(text).toMatch(/<a class="mark" href="#source-1-1"/)
    // The second source is gone, so its mark is too.
    expect(text).not.toMatch(/\[2\]|source-1-2/)
    expect(text).toMatch(/<summary>Sources \(1\)<\/summary>/)
    expect(text).toMatch(/<a href="https:\/\/example.org\/2022" rel="noopener">/)
    expect(text.replace(/<[^>]+>/g, '')).toContain('Because you told me: 67 · spine \u22122.7')
    expect(text).toContain('General information.')
    expect(text).toContain('value="What about &quot;calcium&quot;?"')
  })

  test('an emergency stands above everything, with the number to call and nothing to press on', async () => {
    const first = await ask('hello')
    const { cookie } = await ask('chest pain', first.cookie)
    const { text } = await visit('/', cookie)
    expect(text).toMatch(/<title>Call 911/)
    expect(text).toMatch(/class="call-bar"[^]*<a href="tel:911">Call 911 now<\/a>[^]*class="alarm"/)
    expect(text.indexOf('class="alarm"')).toBeLessThan(text.indexOf('not yet been reviewed'))
    expect(text.indexOf('class="alarm"')).toBeLessThan(text.indexOf('hello'))
    expect(text).not.toMatch(/Never shown|class="chips"/)
    await ask('I am safe', cookie)
    const later = (await visit('/', cookie)).text
    expect(later).not.toMatch(/call-bar|class="alarm"/)
    expect(later).toMatch(/class="answer emergency"/)
  })
})

describe('health', () => {
  test('is alive, and ready only while conversations can be kept', async () => {
    expect((await visit('/healthz')).text).toBe('{"status":"ok"}')
    expect((await visit('/readyz')).status).toBe(200)
    const isReady = () => Promise.reject(new Error('disk full'))
    const broken = await serve({}, { isReady })
    const response = await fetch(`${broken.url}/readyz`)
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
    expect((await fetch(`${broken.url}/healthz`)).status).toBe(200)
    await broken.stop()
  })
})
