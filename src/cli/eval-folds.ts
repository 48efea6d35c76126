/** Hears our own examples with models that have not seen them; what was heard is kept under build/. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Content } from '../content/content.js'
import type {
  FlagExample,
  FlagFolds,
  HeardFlags,
  HeardIntents,
  IntentExample,
  IntentFolds,
} from '../measure/folds.js'
import { misspell } from '../measure/typo.js'
import { OUT_OF_SCOPE } from '../nlu/classify.js'
import { decodeWordVectors } from '../nlu/classifier/word-vectors.js'
import { ordinaryTexts } from '../nlu/red-flag/model.js'
import { WORD_VECTORS } from '../prepare.js'
import { FOLDS } from '../review/misheard.js'
import type { FoldTask } from './eval-thread.js'
import { keptFolder } from './kept.js'
import { inThreads } from './threads.js'

/** The examples of all intents, and what was heard in each. */
export async function hearIntents(root: string, content: Content) {
  const examples = intentExamples(content)
  const always = [...content.intents.values()].map(({ title, intent }) => ({ text: title, intent }))
  const folds: IntentFolds = { examples, always, wordVectors: wordVectorsIn(root) }
  const folder = keptFolder(root, 'eval-intents', [examples, always])
  const heard = await hearFolds(folder, (fold): FoldTask => ({ kind: 'intents', fold, folds }))
  return { examples, heard: heard as readonly HeardIntents[] }
}

/** The messages of all flags and the ordinary ones, and what was heard in each. */
export async function hearFlags(root: string, content: Content) {
  const examples = flagExamples(content)
  const rules = content.redFlagRules
  const folds: FlagFolds = { examples, rules, wordVectors: wordVectorsIn(root) }
  const folder = keptFolder(root, 'eval-flags', [examples, rules])
  const heard = await hearFolds(folder, (fold): FoldTask => ({ kind: 'flags', fold, folds }))
  return { examples, heard: heard as readonly HeardFlags[] }
}

function wordVectorsIn(root: string) {
  return decodeWordVectors(readFileSync(join(root, WORD_VECTORS)))
}

function intentExamples({ intents, noneExamples }: Content): readonly IntentExample[] {
  const ours = [...intents].flatMap(([intent, { examples }]) =>
    examples.map((text) => ({ text, intent })),
  )
  const others = noneExamples.map((text) => ({ text, intent: OUT_OF_SCOPE }))
  return [...ours, ...others].map(({ text, intent }) => ({
    id: idOf(intent, text),
    text,
    intent,
    misspelt: misspell(text, hashOf(text).readUInt32LE()),
  }))
}

function flagExamples(content: Content): readonly FlagExample[] {
  const taught = Object.entries(content.redFlagExamples).flatMap(
    ([flag, { positives, lookalikes }]) => [
      ...positives.map((text) => ({ text, flag, role: 'positive' as const })),
      ...lookalikes.map((text) => ({ text, flag, role: 'lookalike' as const })),
    ],
  )
  return [
    ...taught,
    ...ordinaryTexts(content).map((text) => ({ text, flag: '', role: 'ordinary' as const })),
  ].map((example) => {
    const intent = `${example.role} ${example.flag}`.trim()
    return { ...example, intent, id: idOf(intent, example.text) }
  })
}

/** Stays the same when other examples come and go. */
function idOf(intent: string, text: string): string {
  return `${intent.replace(' ', '-')}-${hashOf(text).toString('hex', 0, 4)}`
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** Hears each fold in a thread; folds heard before with the same lessons are read back. */
async function hearFolds(
  folder: string,
  taskOf: (fold: number) => FoldTask,
): Promise<readonly unknown[]> {
  const fileOf = (fold: number): string => join(folder, `fold-${fold}.json`)
  const folds = Array.from({ length: FOLDS }, (_, fold) => fold)
  const missing = folds.filter((fold) => !existsSync(fileOf(fold)))
  if (missing.length > 0) process.stderr.write(`training ${missing.length} models…\n`)
  await inThreads(
    new URL('eval-thread.js', import.meta.url),
    missing.map(taskOf),
    ({ fold }, heard: readonly unknown[]) => {
      writeFileSync(fileOf(fold), JSON.stringify(heard))
      process.stderr.write(`heard fold ${fold + 1} of ${FOLDS}\n`)
    },
  )
  return folds.flatMap((fold) => JSON.parse(readFileSync(fileOf(fold), 'utf8')) as unknown[])
}
