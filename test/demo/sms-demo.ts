/**
 * `npm run sms-demo`: a phone in the terminal against the real server and a simulated Twilio, time sped up.
 *
 * Plays four weeks of the exercise programme in about a minute; with --talk you are the patient, and an empty line
 * lets a day pass.
 */
import { stdin, stdout } from 'node:process'
import { createInterface } from 'node:readline/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { PATIENT } from '../support/follow-ups.js'
import { serveTexting } from '../support/texting-app.js'

const HOUR_MS = 3_600_000
const ZONE = 'America/New_York'
const START = '2026-03-02'
const isTalk = process.argv.includes('--talk')
const PAUSE_MS = process.argv.includes('--fast') ? 0 : 1200

// A day of the demo ends in the evening, when the patient has time to write.
let nowMs = Date.parse(`${START}T22:00:00Z`) - 24 * HOUR_MS
const app = await serveTexting({ clock: () => new Date(nowMs) })
let shown = 0

/** What the patient writes on which day, after what came in. */
const SCRIPT: Readonly<Record<string, readonly string[]>> = {
  '2026-03-03': ['how much calcium do I need?', '67', 'female'],
  '2026-03-09': ['did 2 sessions, hurts 3/10, no fall'],
  '2026-03-16': ['3, pain 2, no fall'],
  '2026-03-18': ['is heavy lifting safe?', 'MORE'],
  '2026-03-23': ['only 1 session, I fell on tuesday, pain 7'],
  '2026-03-25': ['please quit texting me'],
  '2026-03-27': ['hello?', 'START'],
}

await enrol()
if (isTalk) await talk()
else await play()
await app.stop()

async function enrol(): Promise<void> {
  const { status } = await app.served.call('POST', '/clinic/enrolments', {
    token: app.staff,
    body: {
      ...{ phone: PATIENT, programme: 'exercise_start', anchors: { start: START }, zone: ZONE },
      consent: {
        scope: 'details',
        wording: 'I agree that the clinic may text me about my exercise program.',
        source: 'paper',
        proof: 'form 12',
      },
    },
  })
  note(`The front desk enrols a patient in "Starting an exercise program" (${status}).`)
}

async function play(): Promise<void> {
  for (let day = 0; day < 30; day++) {
    await passDay()
    const today = new Date(nowMs).toISOString().slice(0, 10)
    for (const text of SCRIPT[today] ?? []) await say(text)
  }
  await tellStaff()
}

async function talk(): Promise<void> {
  note('You are the patient. Write a text; an empty line lets a day pass; Ctrl+D ends.')
  const phone = createInterface({ input: stdin, output: stdout, prompt: 'you  ' })
  phone.prompt()
  for await (const line of phone) {
    if (line.trim() === '') await passDay()
    else await say(line, true)
    phone.prompt()
  }
  await tellStaff()
}

/** Runs the outbox each hour until the same time tomorrow, as the server does each minute. */
async function passDay(): Promise<void> {
  let isDayShown = false
  for (let hour = 0; hour < 24; hour++) {
    nowMs += HOUR_MS
    await app.sms.outbox.run()
    const came = app.twilio.messages.slice(shown)
    if (came.length > 0 && !isDayShown) note(day())
    isDayShown ||= came.length > 0
    for (const message of came) {
      shown += 1
      await bubble('clinic', message.text)
      await app.twilio.report(message, { status: 'delivered' })
    }
  }
  if (isTalk && !isDayShown) note(day())
}

async function say(text: string, isTyped = false): Promise<void> {
  if (!isTyped) await bubble('you', text)
  const { texts } = await app.twilio.receive({ from: PATIENT, text })
  for (const answer of texts) await bubble('clinic', answer)
  if (texts.length === 0) note('(no answer: nothing is sent after a STOP)')
}

async function tellStaff(): Promise<void> {
  const requests = await app.store.listHandoffs({ limit: 10 })
  note(`On the clinic's list now: ${requests.length === 0 ? 'nothing' : ''}`)
  for (const { about, contact } of requests) note(`  ${contact.shown}: ${about}`)
}

function day(): string {
  const format = { timeZone: ZONE, weekday: 'long', month: 'long', day: 'numeric' } as const
  return `-- ${new Intl.DateTimeFormat('en-US', format).format(nowMs)} --`
}

async function bubble(who: 'you' | 'clinic', text: string): Promise<void> {
  stdout.write(`${who.padEnd(7)}${text.replaceAll('\n', '\n       ')}\n`)
  await wait(PAUSE_MS)
}

function note(text: string): void {
  stdout.write(`\n${text}\n`)
}
