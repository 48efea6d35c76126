/** A programme from enrolment to its end: the staff's API, the real bot, and a simulated Twilio, over real sockets. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { OTHER, PATIENT } from '../support/follow-ups.js'
import { at } from '../support/outreach.js'
import { serveTexting, type TextingApp } from '../support/texting-app.js'

let app: TextingApp
let nowMs = at('2026-03-01', 12)

beforeAll(async () => {
  app = await serveTexting({ clock: () => new Date(nowMs) })
})
afterAll(() => app.stop())

const enrol = (phone: string, scope: string) =>
  app.served.call('POST', '/clinic/enrolments', {
    token: app.staff,
    body: {
      ...{ phone, programme: 'exercise_start', anchors: { start: '2026-03-02' } },
      zone: 'America/New_York',
      consent: { scope, wording: 'I agree.', source: 'paper', proof: 'form 1' },
    },
  })
const runOn = async (day: string, hour = 12) => {
  nowMs = at(day, hour)
  await app.sms.outbox.run()
}
const to = (number: string) => app.twilio.messages.filter((message) => message.to === number)
const say = (text: string, from: string) => app.twilio.receive({ from, text })
const stepsOf = async () =>
  (await app.served.call('GET', '/clinic/enrolments', { token: app.staff })).text

test('a patient is enrolled, texted, heard, and left alone after STOP', async () => {
  expect((await enrol(PATIENT, 'details')).status).toBe(201)
  expect((await enrol(OTHER, 'neutral')).status).toBe(201)
  await runOn('2026-03-02')
  expect(to(PATIENT)[0]?.text).toMatch(/STOP.*exercise plan/)
  expect(to(OTHER)[0]?.text).not.toMatch(/exercise/)

  const [hello] = to(PATIENT)
  if (hello !== undefined) await app.twilio.report(hello, { status: 'delivered' })
  expect(await stepsOf()).toContain('"delivery":"delivered"')

  await runOn('2026-03-09')
  expect((await say('3, 2, no fall', PATIENT)).texts).toEqual([expect.stringMatching(/Well done/)])
  expect((await say('READY', OTHER)).texts).toEqual([expect.stringMatching(/How many.*sessions/)])
  expect((await say('2', OTHER)).texts).toEqual([expect.stringMatching(/How much did it hurt/)])
  expect((await say('8', OTHER)).texts.join(' ')).toMatch(/a lot of pain/)
  const [request] = await app.store.listHandoffs({ limit: 5 })
  expect(request).toMatchObject({ reason: 'danger', contact: { value: OTHER } })
  expect(request?.about).toContain('pain 8 of 10')

  // In a week that is not reported yet, a bare number still answers the one who asked last.
  await runOn('2026-03-16')
  expect((await say('how much calcium do I need?', PATIENT)).texts.join(' ')).toMatch(/How old/)
  const { texts } = await say('71', PATIENT)
  expect(texts.join(' ')).not.toMatch(/sessions|hurt/)
  expect((await say('2, 1, no', PATIENT)).texts.join(' ')).toMatch(/Well done/)

  await say('please quit texting me', PATIENT)
  const before = to(PATIENT).length
  for (const day of ['2026-03-19', '2026-03-23']) await runOn(day)
  expect(to(PATIENT)).toHaveLength(before)
  expect(to(OTHER).length).toBeGreaterThan(3)
  expect((await enrol(PATIENT, 'neutral')).status).toBe(409)
}, 30_000)

test('danger in a reply is answered by the bot, and told to the staff', async () => {
  await runOn('2026-03-30')
  const { texts } = await say('2 sessions, then i fell and now i cant get up, my hip', OTHER)
  expect(texts.join(' ')).toContain('911')
  const requests = await app.store.listHandoffs({ limit: 10 })
  expect(requests.at(-1)?.about).toMatch(/danger sign|fell/)
  expect(requests).toHaveLength(2)
})

test('neither a number nor a word of it stands in the log', () => {
  expect(app.logged()).not.toMatch(/2125550|exercise plan|no fall|form 1/)
})
