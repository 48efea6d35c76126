/** Makes content ready to answer from, and the classifier that goes with it. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from './config.js'
import type { Clinic } from './types.js'
import type { Content } from './content/content.js'
import { loadContent } from './content/load.js'
import { isErrorWithCode } from './store/durable-file.js'
import { ModelError } from './errors.js'
import { createClassifier, OUT_OF_SCOPE, type IntentModel } from './nlu/classify.js'
import { makeActPhrases } from './nlu/dialogue-acts.js'
import { makeLexicon } from './nlu/entity-lexicon.js'
import { decodeModel, encodeModel } from './nlu/model-format.js'
import { warmNumbers } from './nlu/numbers.js'
import { compileRedFlags } from './nlu/red-flags.js'
import { trainModel, type Example } from './nlu/train.js'
import { decodeWordVectors } from './nlu/word-vectors.js'
import type { ReadyContent } from './turn.js'

const MODEL_FOLDER = 'build/model'
const WORD_VECTORS = 'models/word-vectors.bin'

/**
 * Loads content and the model trained on it.
 *
 * @param root Folder of the project.
 * @throws {ContentError} for content that cannot be served.
 * @throws {ModelError} when no model was trained on exactly these examples.
 */
export function prepare(root: string, clinic: Clinic = readConfig().clinic): ReadyContent {
  const content = loadContent(root)
  const titles = [...content.intents].map(([id, { title }]) => [title.toLowerCase(), id] as const)
  warmNumbers()
  return {
    ...content,
    clinic,
    ears: {
      classify: createClassifier(loadModel(root, content)),
      detector: compileRedFlags(content.redFlagRules),
      lexicon: makeLexicon(content.entities),
      actPhrases: makeActPhrases(content.dialogueActs),
      titles: new Map(titles),
    },
  }
}

/** Trains a model on the content's examples and stores it in place of any older one; returns its path. */
export function train(root: string): string {
  const content = loadContent(root)
  const wordVectors = decodeWordVectors(readFileSync(join(root, WORD_VECTORS)))
  const model = encodeModel(trainModel(examplesOf(content), wordVectors))
  const file = modelFile(content)
  rmSync(join(root, MODEL_FOLDER), { recursive: true, force: true })
  mkdirSync(join(root, MODEL_FOLDER), { recursive: true })
  writeFileSync(join(root, file), model)
  return file
}

function loadModel(root: string, content: Content): IntentModel {
  try {
    return decodeModel(readFileSync(join(root, modelFile(content))))
  } catch (error) {
    if (!isErrorWithCode(error, 'ENOENT')) throw error
    throw new ModelError('no classifier was trained on these intents', 'run: npm run build')
  }
}

/** Path from the root; named by the examples, so that a model of other examples is never loaded. */
function modelFile(content: Content): string {
  const hash = createHash('sha256')
    .update(JSON.stringify(examplesOf(content)))
    .digest('hex')
  return join(MODEL_FOLDER, `${hash.slice(0, 32)}.bin`)
}

function examplesOf({ intents, noneExamples }: Content): readonly Example[] {
  const ours = [...intents].flatMap(([intent, { examples, title }]) =>
    [...examples, title].map((text) => ({ text, intent })),
  )
  return [...ours, ...noneExamples.map((text) => ({ text, intent: OUT_OF_SCOPE }))]
}
