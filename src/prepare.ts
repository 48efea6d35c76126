/** Makes content ready to answer from, and the classifier that goes with it. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
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
import type { ReadyContent } from './turn.js'

const MODEL_FOLDER = 'build/model'

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

/** Trains a model on the content's examples and stores it, unless that was done before. */
export function train(root: string): { readonly file: string; readonly isNew: boolean } {
  const content = loadContent(root)
  const file = modelFile(root, content)
  const folder = join(root, MODEL_FOLDER)
  mkdirSync(folder, { recursive: true })
  if (readdirSync(folder).some((name) => join(folder, name) === file)) return { file, isNew: false }
  const model = encodeModel(trainModel(examplesOf(content)))
  for (const name of readdirSync(folder)) rmSync(join(folder, name))
  writeFileSync(file, model)
  return { file, isNew: true }
}

function loadModel(root: string, content: Content): IntentModel {
  const file = modelFile(root, content)
  try {
    return decodeModel(readFileSync(file))
  } catch (error) {
    if (!isErrorWithCode(error, 'ENOENT')) throw error
    throw new ModelError('no classifier was trained on these intents', 'run: npm run build')
  }
}

/** Named by its examples, so that a stale model is never loaded. */
function modelFile(root: string, content: Content): string {
  const hash = createHash('sha256')
    .update(JSON.stringify(examplesOf(content)))
    .digest('hex')
  return join(root, MODEL_FOLDER, `${hash.slice(0, 32)}.bin`)
}

function examplesOf({ intents, noneExamples }: Content): readonly Example[] {
  const ours = [...intents].flatMap(([intent, { examples, title }]) =>
    [...examples, title].map((text) => ({ text, intent })),
  )
  return [...ours, ...noneExamples.map((text) => ({ text, intent: OUT_OF_SCOPE }))]
}
