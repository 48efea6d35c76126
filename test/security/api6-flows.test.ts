/** OWASP API6:2023 Unrestricted Access to Sensitive Business Flows: texts that cost money, and people's time. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { serveTexting, type TextingApp } from '../support/texting-app.js'
import { expectProblem } from '../support/expect-problem.js'

let texting: TextingApp
beforeAll(async () => {
  texting = await serveTexting({ clock: () => new Date('2026-11-22T15:00:00.000Z') })
}, 60_000)
afterAll(() => texting.stop())

const enrolment = (phone: string) => ({
  phone,
  programme: 'exercise_start',
  anchors: { start: '2026-11-23' },
  consent: { scope: 'neutral', wording: 'yes', source: 'paper', proof: 'form 1' },
})
const enrol = (token: string, phone: string) =>
  texting.served.call('POST', '/clinic/enrolments', { token, body: enrolment(phone) })

describe('text messages', () => {
  test('go to nobody by the word of somebody who is not the provider', async () => {
    const body = new URLSearchParams({
      MessageSid: `SM${'1'.repeat(32)}`,
      From: '+12125550111',
      To: '+12125550123',
      Body: 'how much calcium?',
    })
    for (const signature of ['', 'x', 'A'.repeat(28)]) {
      const answer = await fetch(`${texting.served.url}/sms/twilio`, {
        method: 'POST',
        body,
        headers: { 'x-twilio-signature': signature },
      })
      expect(answer.status).toBe(403)
      expect(await answer.text()).not.toMatch(/calcium|<Message>/i)
    }
    expect(await texting.store.phones.keys()).toEqual([])
  })

  test('are begun by the staff alone: no patient can have one sent to any number', async () => {
    const opened = await texting.served.call('POST', '/conversations', { body: {} })
    expectProblem(await enrol(opened.json.token, '+12125550111'), 403, 'STAFF_ONLY')
    expect(await texting.store.enrolments.keys()).toEqual([])
  })

  test('are begun for sixty patients a minute at most', async () => {
    const statuses: number[] = []
    for (let n = 0; n < 62; n += 1) {
      const phone = `+1212555${String(1000 + n)}`
      statuses.push((await enrol(texting.staff, phone)).status)
    }
    expect(statuses.slice(0, 59)).toEqual(Array(59).fill(201))
    expect(statuses.at(-1)).toBe(429)
  }, 30_000)
})
