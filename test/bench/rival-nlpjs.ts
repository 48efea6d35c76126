/** NLP.js, trained on the same examples. It is no dependency of ours, so it comes from a folder of its own. */
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { ReadyContent } from '../../src/turn.js'
import type { Rival } from './rival.js'

interface Manager {
  readonly addDocument: (locale: string, utterance: string, intent: string) => void
  readonly train: () => Promise<unknown>
  readonly process: (locale: string, utterance: string) => Promise<{ readonly intent: string }>
  /** Numbers, dates and the like are read too: set by itself as soon as an agent has slots to fill, as ours has. */
  readonly nlp: { forceNER: boolean }
}

/** As much of the package as is used. */
interface NodeNlp {
  readonly NlpManager: new (settings: object) => Manager
}

export interface NlpJsOptions {
  /** Where `npm install --prefix <folder> node-nlp` was run. */
  readonly folder: string
  /** Of each intent, so that a short run does not learn for minutes. */
  readonly maxExamples: number
}

/** One that names intents alone, and one that reads entities as well. */
export async function nlpJs(
  { intents }: ReadyContent,
  options: NlpJsOptions,
): Promise<readonly Rival[]> {
  const require = createRequire(resolve(options.folder, 'package.json'))
  const { NlpManager } = require('node-nlp') as NodeNlp
  const manager = new NlpManager({ languages: ['en'], nlu: { log: false }, autoSave: false })
  for (const [intent, { examples }] of intents)
    for (const example of examples.slice(0, options.maxExamples))
      manager.addDocument('en', example, intent)
  const start = performance.now()
  await manager.train()
  const learnSeconds = (performance.now() - start) / 1000
  const rival = (name: string, isReadingEntities: boolean): Rival => ({
    name,
    learnSeconds,
    ask: async (question) => {
      manager.nlp.forceNER = isReadingEntities
      return (await manager.process('en', question)).intent
    },
  })
  return [rival('NLP.js, the intent alone', false), rival('NLP.js, with its entities', true)]
}
