/**
 * `node scripts/bench.mjs rivals --rivals <folder>`: the same 24 questions to NLP.js, to stock Botkit and to us, in one run.
 *
 * NLP.js comes from the folder in which `npm install --prefix <folder> node-nlp` was run; without it the others run alone.
 */
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { parse } from 'yaml'
import { transcriptClinic } from '../../src/cli/transcript.js'
import { newSession } from '../../src/dialogue/session.js'
import { quantile } from '../../src/measure/quantile.js'
import { prepare } from '../../src/prepare.js'
import { tableOf } from '../../src/review/table.js'
import { takeTurn, type ReadyContent } from '../../src/turn.js'
import type { Decision } from '../../src/types.js'
import { nlpJs } from './rival-nlpjs.js'
import { botkitWithHears } from './rival-botkit.js'
import type { Rival } from './rival.js'

const {
  quick,
  json,
  rivals: folder,
} = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    rivals: { type: 'string' },
  },
}).values

/** Each has its turn so often, and in each so many rounds of all questions. */
const TURNS = quick ? 1 : 5
const ROUNDS = quick ? 2 : 10
/** Rounds of a turn before the first that counts: a server runs one bot, which the others have not just made cold. */
const WARM_UP = 2
const MAX_EXAMPLES = quick ? 5 : Infinity
const NOW = '2026-01-15T12:00:00.000Z'

interface Question {
  readonly say: string
  readonly intent: string
}

interface Standing {
  readonly name: string
  readonly learnSeconds: number
  readonly right: number
  readonly microsMedian: number
  readonly microsP99: number
}

const questions = parse(
  readFileSync('test/bench/rival-questions.yml', 'utf8'),
) as readonly Question[]
const content = prepare('.', transcriptClinic)
const everybody: readonly Rival[] = [
  ...(folder === undefined ? [] : await nlpJs(content, { folder, maxExamples: MAX_EXAMPLES })),
  botkitWithHears(content),
  ours(content),
]
const standings = await compete(everybody)
process.stdout.write(`${json ? JSON.stringify(standings, undefined, 2) : linesOf().join('\n')}\n`)

/** A whole turn, danger and reply included, where the others only name an intent. */
function ours(ready: ReadyContent): Rival {
  return {
    name: 'Bonewise, a whole turn',
    learnSeconds: 0,
    ask: (utterance) => {
      const message = {
        messageId: '',
        channel: 'web',
        sessionId: '',
        utterance,
        receivedAt: NOW,
      } as const
      return Promise.resolve(intentOf(takeTurn(ready, newSession(NOW, 'en'), message).decision))
    },
  }
}

function intentOf(decision: Decision): string | undefined {
  if (decision.kind === 'answer') return decision.intents[0]
  return decision.kind === 'ask' && 'forIntent' in decision ? decision.forIntent : undefined
}

/** Gives each its turn, and all of it again. */
async function compete(rivals: readonly Rival[]): Promise<readonly Standing[]> {
  const heard = rivals.map((): Heard[] => [])
  for (let turn = 0; turn < TURNS; turn++)
    for (const [at, rival] of rivals.entries())
      heard[at]?.push(...(await askInTurn(rival, turn * rivals.length + at)))
  return rivals.map(({ name, learnSeconds }, at) => {
    const micros = heard[at]?.map((answer) => answer.micros) ?? []
    return {
      name,
      learnSeconds,
      right: heard[at]?.slice(-questions.length).filter(({ isRight }) => isRight).length ?? 0,
      microsMedian: quantile(micros, 0.5),
      microsP99: quantile(micros, 0.99),
    }
  })
}

interface Heard {
  readonly isRight: boolean
  readonly micros: number
}

/** @param turn No two have the same number. */
async function askInTurn(rival: Rival, turn: number): Promise<readonly Heard[]> {
  const heard: Heard[] = []
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const answers = await askAll(rival, turn * (WARM_UP + ROUNDS) + round)
    if (round >= WARM_UP) heard.push(...answers)
  }
  return heard
}

async function askAll({ ask }: Rival, number: number): Promise<readonly Heard[]> {
  const heard: Heard[] = []
  for (const { say, intent } of questions) {
    const text = withCapitals(say, number)
    const start = performance.now()
    const found = await ask(text)
    heard.push({ micros: (performance.now() - start) * 1000, isRight: found === intent })
  }
  return heard
}

/** NLP.js remembers what it has said to a text; other capitals make it one that it has not heard. */
function withCapitals(text: string, number: number): string {
  let bits = number
  return text.replace(/[a-z]/gi, (letter) => {
    const isCapital = bits % 2 === 1
    bits = Math.floor(bits / 2)
    return isCapital ? letter.toUpperCase() : letter.toLowerCase()
  })
}

function linesOf(): readonly string[] {
  const last = standings.at(-1)?.microsMedian ?? Number.NaN
  const right = (head: string) => ({ head, align: 'right' }) as const
  return [
    `${questions.length} questions, ${TURNS} turns of ${ROUNDS} rounds, Node ${process.version}`,
    '',
    ...tableOf(
      [
        { head: 'who', align: 'left' },
        ...['right', 'µs median', 'µs p99', '× our time', 'learned in s'].map(right),
      ],
      standings.map(({ name, learnSeconds, right: count, microsMedian, microsP99 }) => [
        name,
        String(count),
        microsMedian.toFixed(0),
        microsP99.toFixed(0),
        (microsMedian / last).toFixed(2),
        learnSeconds.toFixed(1),
      ]),
    ),
  ]
}
