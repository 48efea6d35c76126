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

/** All patients ask all they have to ask, each waiting for each answer; resolves to one line. */
async function timed(ask: (patient: number, text: string) => Promise<void>): Promise<string> {
  const tookMs: number[] = []
  const start = performance.now()
  await Promise.all(
    Array.from({ length: SENDERS }, async (_, patient) => {
      for (const text of TEXTS) {
        const asked = performance.now()
        await ask(patient, text)
        tookMs.push(performance.now() - asked)
      }
    }),
  )
  const aSecond = tookMs.length / ((performance.now() - start) / 1000)
  tookMs.sort((a, b) => a - b)
  const at = (share: number) => Math.round(tookMs[Math.floor(tookMs.length * share)] ?? 0)
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(0.9999)} ms, ${Math.round(aSecond)} a second`
}

/** What this machine does at this moment with requests that need no thought and no disk. */
const ask = async () => void (await (await fetch(`${url}/healthz`)).text())
const bare = () => timed(() => ask().catch(ask))

let sent = 0
const texting = (round: number) =>
  timed(async (patient, text) => {
    const from = `+1212555${1000 + round * SENDERS + patient}`
    const sid = `SM${String(++sent).padStart(32, '0')}`
    // A connection that the server has just closed as idle is no answer; providers try again, too.
    const again = () => twilio.receive({ from, text, sid })
    const { status, texts } = await again().catch(again)
    if (status !== 200 || texts.length === 0) throw new Error(`not answered: ${status} ${text}`)
  })

process.stdout.write(`${SENDERS} patients at once, ${SENDERS * TEXTS.length} texts a round\n`)
for (let round = 0; round < ROUNDS; round++) {
  process.stdout.write(`bare requests: ${await bare()}\ntexts:         ${await texting(round)}\n`)
}
server.process.kill('SIGTERM')
const counts = JSON.parse((await server.line('counts')).slice('counts '.length)) as {
  readonly thoughts: number
  readonly thoughtMs: number
  readonly writes: number
  readonly reads: number
  readonly cpuMs: number
}
const texts = ROUNDS * SENDERS * TEXTS.length
const perText = (count: number) => (count / texts).toFixed(2)
process.stdout.write(
  `each text: ${perText(counts.writes)} durable writes, ${perText(counts.reads)} reads, ` +
    `${perText(counts.thoughts)} thoughts of ${(counts.thoughtMs / counts.thoughts).toFixed(2)} ms, ` +
    `${perText(counts.cpuMs)} ms of the server's CPU\n`,
)
await server.kill()
await folder.remove()
