/** `npm run bench:nlu -- --clinc DIR`: our classifier on CLINC150, beside the systems published with it. */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { measureClinc, type ClincResult } from '../../src/measure/clinc.js'
import type { ScopeScores } from '../../src/measure/out-of-scope.js'
import { decodeWordVectors } from '../../src/nlu/classifier/word-vectors.js'
import { WORD_VECTORS } from '../../src/prepare.js'
import { tableOf } from '../../src/review/table.js'
import { readClinc } from './read-clinc.js'

/** In-scope accuracy and out-of-scope recall in percent: Larson et al. 2019, Table 2, Full, `oos-train`. */
const PUBLISHED = [
  ['FastText', 89.0, 9.7],
  ['SVM', 91.0, 14.5],
  ['CNN', 91.2, 18.9],
  ['DialogFlow', 91.7, 14.0],
  ['Rasa', 91.5, 45.3],
  ['MLP on USE', 93.5, 47.4],
  ['BERT', 96.9, 40.3],
] as const

const COLUMNS = [
  { head: 'system', align: 'left' },
  { head: 'in-scope accuracy', align: 'right' },
  { head: 'out-of-scope recall', align: 'right' },
] as const

const { clinc, json } = parseArgs({
  options: { clinc: { type: 'string' }, json: { type: 'boolean', default: false } },
}).values
if (clinc === undefined) {
  process.stderr.write('which data? npm run bench:nlu -- --clinc <folder with data_full.json>\n')
  process.exitCode = 1
} else {
  const wordVectors = decodeWordVectors(readFileSync(WORD_VECTORS))
  const result = measureClinc(readClinc(clinc), wordVectors)
  const lines = json ? [JSON.stringify(result, undefined, 2)] : linesOf(result)
  process.stdout.write(`${lines.join('\n')}\n`)
}

function linesOf(result: ClincResult): readonly string[] {
  const published = PUBLISHED.map(([name, accuracy, recall]) => [
    name,
    accuracy.toFixed(1),
    recall.toFixed(1),
  ])
  const { trainSeconds, microsMedian, microsP99, modelBytes, threshold } = result
  return [
    'CLINC150 Full: learned from train and oos_train, threshold from val and oos_val, judged by test and oos_test',
    '',
    ...tableOf(COLUMNS, [
      ...published,
      rowOf('ours, none as an intent', result.asIntent),
      rowOf('ours, by threshold', result.byThreshold),
    ]),
    '',
    `threshold ${threshold.toFixed(3)}; accepting all ${percent(result.acceptingAll)} in scope; ` +
      `AUROC in / out of scope ${percent(result.auroc)}`,
    `training ${trainSeconds.toFixed(1)} s; a query ${microsMedian.toFixed(0)} µs (median), ` +
      `${microsP99.toFixed(0)} µs (p99); model ${(modelBytes / 1e6).toFixed(1)} MB`,
  ]
}

function rowOf(name: string, { inScopeAccuracy, outOfScopeRecall }: ScopeScores) {
  return [name, percent(inScopeAccuracy), percent(outOfScopeRecall)]
}

function percent(share: number): string {
  return (100 * share).toFixed(1)
}
