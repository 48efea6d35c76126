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

const ROUNDS = quick ? 2 : 20
/** Rounds before the first that counts: a server has long been warm. */
const WARM_UP = quick ? 1 : 10
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

/** All questions to each in turn, round after round. */
async function compete(rivals: readonly Rival[]): Promise<readonly Standing[]> {
  const micros = rivals.map((): number[] => [])
  const right = rivals.map(() => 0)
  for (let round = 0; round < WARM_UP + ROUNDS; round++)
    for (const [at, rival] of rivals.entries()) {
      const answers = await askAll(rival, round)
      right[at] = answers.filter(({ isRight }) => isRight).length
      if (round >= WARM_UP) micros[at]?.push(...answers.map((answer) => answer.micros))
    }
  return rivals.map(({ name, learnSeconds }, at) => ({
    name,
    learnSeconds,
    right: right[at] ?? 0,
    microsMedian: quantile(micros[at] ?? [], 0.5),
    microsP99: quantile(micros[at] ?? [], 0.99),
  }))
}

async function askAll({ ask }: Rival, round: number) {
  // NLP.js remembers what it has said to a text; a blank more makes it a text that it has not heard.
  const blanks = ' '.repeat(round)
  const answers: { readonly isRight: boolean; readonly micros: number }[] = []
  for (const { say, intent } of questions) {
    const start = performance.now()
    const heard = await ask(say + blanks)
    answers.push({ micros: (performance.now() - start) * 1000, isRight: heard === intent })
  }
  return answers
}

function linesOf(): readonly string[] {
  const last = standings.at(-1)?.microsMedian ?? Number.NaN
  const right = (head: string) => ({ head, align: 'right' }) as const
  return [
    `${questions.length} questions, ${ROUNDS} rounds, Node ${process.version}`,
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
