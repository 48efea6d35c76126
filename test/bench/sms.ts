/**
 * `npm run bench:sms`: how long a provider waits for the answer to a text, with 200 patients at once, each text kept on
 * the disk before its answer. The load comes from this process, the answers from another.
 */
import { performance } from 'node:perf_hooks'
import { startChild } from '../support/child.js'
import { ACCOUNT, TOKEN } from '../support/follow-ups.js'
import { aFolder } from '../support/folders.js'
import { createTwilioWebhooks } from '../support/simulated-twilio-webhooks.js'
import { PUBLIC_URL } from '../support/texting-app.js'

const SENDERS = 200
const TEXTS = [
  'how much calcium do I need? I am 70 and a woman',
  'is walking enough?',
  'MORE',
  'what is osteopenia?',
  'Is heavy lifting safe for me?',
]
const ROUNDS = 3

const folder = await aFolder()
const server = startChild('./texting-server.js', [folder.path])
const url = (await server.line('url')).slice('url '.length)
const twilio = createTwilioWebhooks(
  {
    ...{ accountSid: ACCOUNT, authToken: TOKEN, webhookUrl: `${PUBLIC_URL}/sms/twilio` },
    deliverTo: (address) => address.replace(PUBLIC_URL, url),
  },
  { messages: [], optedOut: new Set() },
)

/** All patients text all they have to say, each waiting for each answer; resolves to one line. */
async function round(number: number): Promise<string> {
  const tookMs: number[] = []
  const start = performance.now()
  await Promise.all(
    Array.from({ length: SENDERS }, async (_, at) => {
      for (const text of TEXTS) {
        const sent = performance.now()
        const from = `+1212555${1000 + number * SENDERS + at}`
        const { status, texts } = await twilio.receive({ from, text })
        tookMs.push(performance.now() - sent)
        if (status !== 200 || texts.length === 0) throw new Error(`not answered: ${status} ${text}`)
      }
    }),
  )
  const aSecond = tookMs.length / ((performance.now() - start) / 1000)
  tookMs.sort((a, b) => a - b)
  const at = (share: number) => Math.round(tookMs[Math.floor(tookMs.length * share)] ?? 0)
  const spread = `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(0.9999)} ms`
  return `round ${number + 1}: ${spread}, ${Math.round(aSecond)} texts a second`
}

process.stdout.write(`${SENDERS} patients at once, ${SENDERS * TEXTS.length} texts a round\n`)
for (let number = 0; number < ROUNDS; number++) process.stdout.write(`${await round(number)}\n`)
server.process.kill('SIGTERM')
const counts = JSON.parse((await server.line('counts')).slice('counts '.length)) as {
  readonly thoughts: number
  readonly thoughtMs: number
  readonly writes: number
  readonly reads: number
}
const texts = ROUNDS * SENDERS * TEXTS.length
const perText = (count: number) => (count / texts).toFixed(2)
process.stdout.write(
  `each text: ${perText(counts.writes)} durable writes, ${perText(counts.reads)} reads, ` +
    `${perText(counts.thoughts)} thoughts of ${(counts.thoughtMs / counts.thoughts).toFixed(2)} ms\n`,
)
await server.kill()
await folder.remove()
