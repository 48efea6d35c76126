/** `npm run bench:sms`: how long a provider waits for the answer to a text, with many patients at once. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { openLowdbStore } from '../../src/store/lowdb.js'
import { serveTexting } from '../support/texting-app.js'

const SENDERS = 200
const TEXTS = [
  'how much calcium do I need? I am 70 and a woman',
  'is walking enough?',
  'MORE',
  'what is osteopenia?',
  'Is heavy lifting safe for me?',
]

const folder = await mkdtemp(join(tmpdir(), 'bonewise-'))
const store = await openLowdbStore({ folder })
const app = await serveTexting({ clock: () => new Date(), store })
const tookMs: number[] = []
const start = performance.now()
await Promise.all(
  Array.from({ length: SENDERS }, async (_, at) => {
    for (const text of TEXTS) {
      const sent = performance.now()
      const { status, texts } = await app.twilio.receive({ from: `+1212555${1000 + at}`, text })
      tookMs.push(performance.now() - sent)
      if (status !== 200 || texts.length === 0)
        throw new Error(`not answered: ${status} ${text} ${at}`)
    }
  }),
)
const seconds = (performance.now() - start) / 1000
tookMs.sort((a, b) => a - b)
const at = (share: number) => Math.round(tookMs[Math.floor(tookMs.length * share)] ?? 0)
process.stdout.write(
  `${tookMs.length} texts from ${SENDERS} patients at once, each kept on the disk before its answer: ` +
    `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(0.9999)} ms, ${Math.round(tookMs.length / seconds)} texts a second\n`,
)
await app.stop()
await store.close()
await rm(folder, { recursive: true })
