/** Lists examples that a model which never saw them hears as another intent. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readFiles } from '../content/files.js'
import { OUT_OF_SCOPE } from '../nlu/classify.js'
import type { Example } from '../nlu/classifier/train.js'
import { decodeWordVectors } from '../nlu/classifier/word-vectors.js'
import { BonewiseError } from '../errors.js'
import { WORD_VECTORS } from '../prepare.js'
import { FOLDS, misheardOf, pairsOf, sharesOf } from '../review/misheard.js'
import type { HeardExample, Misheard } from '../review/misheard.js'
import { keptFolder } from './kept.js'
import type { FoldTask } from './misheard-thread.js'
import { inThreads } from './threads.js'

const DEFAULT_FLOOR = 0.6
const SHOWN_PAIRS = 25

/** Reads `--misheard` or `--misheard=0.7`: the confidence from which an example is listed; absent without it. */
export function misheardFloor(args: readonly string[]): number | undefined {
  const given = args.find((arg) => /^--misheard(=|$)/.test(arg))
  if (given === undefined) return undefined
  const [, text] = given.split('=')
  const floor = text === undefined ? DEFAULT_FLOOR : Number(text)
  if (text !== '' && floor >= 0 && floor <= 1) return floor
  throw new BonewiseError('OPTION_INVALID', `"${given}" names no confidence`, {
    hint: 'give a number from 0 to 1, such as --misheard=0.7',
  })
}

/** Prints the misheard examples from this confidence on, then how often which intent is taken for which. */
export async function listMisheard(root: string, leastConfidence: number): Promise<void> {
  const { examples, always, placeOf } = readLessons(root)
  const heard = await hearAll(root, examples, always)
  const misheard = misheardOf(heard, leastConfidence)
  const lines = misheard.map((example) => `${placeOf(example)}: ${describe(example)}`)
  process.stdout.write([...lines, '', ...summary(heard, misheard), ''].join('\n'))
}

function describe({ text, intent, heardAs, confidence, ownConfidence }: Misheard): string {
  const own = intent === OUT_OF_SCOPE ? '' : `; ${intent} ${ownConfidence.toFixed(2)}`
  return `"${text}" stands in ${intent}, heard as ${heardAs} (${confidence.toFixed(2)}${own})`
}

function summary(heard: readonly HeardExample[], misheard: readonly Misheard[]): readonly string[] {
  const { first, amongThree } = sharesOf(heard)
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
  return [
    ...pairsOf(misheard)
      .slice(0, SHOWN_PAIRS)
      .map(({ intent, heardAs, count }) => `${String(count).padStart(5)}  ${intent} → ${heardAs}`),
    '',
    `${misheard.length} of ${heard.length} examples listed; own intent first for ${percent(first)}, ` +
      `among the first three for ${percent(amongThree)} of those that are ours`,
  ]
}

/** The examples of all intents and those that are not ours, with the place of each. */
function readLessons(root: string) {
  const { intents, none } = readFiles(root, 'en')
  const files = [...intents.entries(), [OUT_OF_SCOPE, none] as const]
  const places = new Map<string, string>()
  const examples = files.flatMap(([intent, { file, value, lineOf }]) =>
    (value?.examples ?? []).map((text, index): Example => {
      places.set(`${intent} ${text}`, `${file}:${lineOf(['examples', index])}`)
      return { text, intent }
    }),
  )
  const always = [...intents].flatMap(([intent, { value }]) =>
    value === undefined ? [] : [{ text: value.title, intent }],
  )
  const placeOf = ({ intent, text }: Example): string => places.get(`${intent} ${text}`) ?? intent
  return { examples, always, placeOf }
}

/** Hears all examples, each fold in a thread; folds heard before with the same lessons are read back. */
async function hearAll(
  root: string,
  examples: readonly Example[],
  always: readonly Example[],
): Promise<readonly HeardExample[]> {
  const folder = keptFolder(root, 'misheard', [examples, always])
  const fileOf = (fold: number): string => join(folder, `fold-${fold}.json`)
  const folds = Array.from({ length: FOLDS }, (_, fold) => fold)
  const missing = folds.filter((fold) => !existsSync(fileOf(fold)))
  const lessons = {
    examples,
    always,
    wordVectors: decodeWordVectors(readFileSync(join(root, WORD_VECTORS))),
  }
  if (missing.length > 0) process.stderr.write(`training ${missing.length} models…\n`)
  await inThreads(
    new URL('misheard-thread.js', import.meta.url),
    missing.map((fold): FoldTask => ({ ...lessons, fold })),
    ({ fold }, heard: readonly HeardExample[]) => {
      writeFileSync(fileOf(fold), JSON.stringify(heard))
      process.stderr.write(`heard fold ${fold + 1} of ${FOLDS}\n`)
    },
  )
  return folds.flatMap(
    (fold) => JSON.parse(readFileSync(fileOf(fold), 'utf8')) as readonly HeardExample[],
  )
}
