/** Texts that are made to cost time: no message may hold up those of others. */
import assert from 'node:assert/strict'
import { newSession } from '../../src/dialogue/session.js'
import { takeTurn } from '../../src/turn.js'
import { createRandom } from '../../src/nlu/classifier/random.js'
import { timeAdversarial } from '../bench/adversarial.js'
import { growthOf, LINEAR } from '../support/growth.js'
import { readyContent } from '../support/ready-content.js'
import type { Report } from './talk.js'

const LENGTH = 5000
const MAX_CPU_MS = 50
const ROUNDS = 3
const WARM_UPS = 3
const NOW = '2026-01-15T12:00:00.000Z'

/** What grew worse than with its length once, here or in other readers of language. */
const GROWING = ['a ', 'a', '1', '1 ', 'yes ', 'no not ', '(', '. ', '1/2 ', '-', 'é̂', 'i fell ']

/** Every pattern of the measurement at the full length, by processor time; the best of some rounds. */
export function adversarialTexts(random: number): Report {
  const content = readyContent()
  timeAdversarial(content, [LENGTH], 1)
  const rounds = Array.from({ length: ROUNDS }, () => timeAdversarial(content, [LENGTH], 1))
  const worst = Math.max(
    ...(rounds[0] ?? []).map(({ text }, index) => {
      const bestMs = Math.min(...rounds.map((round) => round[index]?.cpuMsMax ?? Infinity))
      assert.ok(bestMs <= MAX_CPU_MS, `${text}: ${bestMs.toFixed(1)} ms`)
      return bestMs
    }),
  )
  const worstRandom = randomTexts(random)
  return { texts: (rounds[0]?.length ?? 0) + random, worstCpuMs: Math.ceil(worst), worstRandom }
}

/** Time grows with the length of a text, and not with its square; a ratio, so that a busy machine may run it. */
export function growthOfTexts(): Report {
  let worst = 0
  // Code that is compiled while it is measured would count as growth.
  timeAdversarial(readyContent(), [LENGTH], WARM_UPS)
  for (const part of GROWING) {
    const growth = growthOf(hear, part)
    assert.ok(growth < LINEAR, `"${part}" repeated: five times the length takes ${growth} times`)
    worst = Math.max(worst, growth)
  }
  return { texts: GROWING.length, worstGrowth: Math.round(worst * 10) / 10 }
}

/** Words of the corpus of our own patterns, thrown together without end. */
function randomTexts(count: number): number {
  const random = createRandom(20_260_115)
  const pieces = [
    ...GROWING,
    'bone ',
    'T-score −2.5, ',
    'mg ',
    "don't ",
    '\n',
    '🦴',
    '?',
    'my mother ',
  ]
  let worst = 0
  for (let n = 0; n < count; n++) {
    let text = ''
    while (text.length < LENGTH) {
      const piece = pieces[Math.floor(random() * pieces.length)] ?? ''
      text += piece.repeat(1 + Math.floor(random() * 8))
    }
    const bestMs = Math.min(...Array.from({ length: ROUNDS }, () => cpuMsOf(text.slice(0, LENGTH))))
    assert.ok(bestMs <= MAX_CPU_MS, `${bestMs} ms: ${JSON.stringify(text)}`)
    worst = Math.max(worst, bestMs)
  }
  return Math.ceil(worst)
}

function cpuMsOf(text: string): number {
  const start = process.cpuUsage()
  hear(text)
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

function hear(utterance: string): void {
  const message = {
    messageId: 'm',
    channel: 'web',
    sessionId: 's',
    utterance,
    receivedAt: NOW,
  } as const
  takeTurn(readyContent(), newSession(NOW, 'en'), message)
}
