/** Makes content ready to answer from, and the classifier that goes with it. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Clinic } from './types.js'
import type { Content } from './content/content.js'
import { loadContent } from './content/load.js'
import { isErrorWithCode } from './store/durable-file.js'
import { ModelError } from './errors.js'
import { createClassifier, OUT_OF_SCOPE, type IntentModel } from './nlu/classify.js'
import { makeActPhrases } from './nlu/dialogue-acts.js'
import { makeLexicon } from './nlu/entity/lexicon.js'
import { decodeModel, encodeModel } from './nlu/classifier/model-format.js'
import { warmNumbers } from './nlu/numbers.js'
import { createSuspect, redFlagLessons } from './nlu/red-flag/model.js'
import { compileRedFlags } from './nlu/red-flags.js'
import { trainModel, type Example } from './nlu/classifier/train.js'
import { decodeWordVectors } from './nlu/classifier/word-vectors.js'
import type { ReadyContent } from './turn.js'

const MODEL_FOLDER = 'build/model'
/** Path from the root. */
export const WORD_VECTORS = 'models/word-vectors.bin'

/**
 * Loads content and the model trained on it.
 *
 * @param root Folder of the project.
 * @throws {ContentError} for content that cannot be served.
 * @throws {ModelError} when no model was trained on exactly these examples.
 */
export function prepare(root: string, clinic: Clinic): ReadyContent {
  const content = loadContent(root)
  const titles = [...content.intents].map(([id, { title }]) => [title.toLowerCase(), id] as const)
  warmNumbers()
  return {
    ...content,
    clinic,
    ears: {
      classify: createClassifier(loadModel(root, intentModelFile(content))),
      redFlags: {
        detector: compileRedFlags(content.redFlagRules),
        suspect: createSuspect(loadModel(root, redFlagModelFile(content))),
      },
      lexicon: makeLexicon(content.entities),
      actPhrases: makeActPhrases(content.dialogueActs),
      titles: new Map(titles),
    },
  }
}

/** Trains both models on the content's examples and stores them in place of any older ones; returns their paths. */
export function train(root: string): readonly string[] {
  const content = loadContent(root)
  const wordVectors = decodeWordVectors(readFileSync(join(root, WORD_VECTORS)))
  const models = [
    [intentModelFile(content), examplesOf(content)],
    [redFlagModelFile(content), redFlagLessons(content)],
  ] as const
  const encoded = models.map(([, examples]) => encodeModel(trainModel(examples, wordVectors)))
  rmSync(join(root, MODEL_FOLDER), { recursive: true, force: true })
  mkdirSync(join(root, MODEL_FOLDER), { recursive: true })
  return models.map(([file], i) => {
    writeFileSync(join(root, file), encoded[i] ?? '')
    return file
  })
}

function loadModel(root: string, file: string): IntentModel {
  try {
    return decodeModel(readFileSync(join(root, file)))
  } catch (error) {
    if (!isErrorWithCode(error, 'ENOENT')) throw error
    throw new ModelError('no classifier was trained on these intents', 'run: npm run build')
  }
}

function intentModelFile(content: Content): string {
  return modelFile('intents', examplesOf(content))
}

function redFlagModelFile(content: Content): string {
  const { noneExamples, redFlagExamples, redFlagRules } = content
  const intents = [...content.intents].map(([id, { examples }]) => [id, examples])
  return modelFile('red-flags', [intents, noneExamples, redFlagExamples, redFlagRules])
}

/** Path from the root; named by what was learned from, so that a model of other examples is never loaded. */
function modelFile(name: string, learnedFrom: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify(learnedFrom)).digest('hex')
  return join(MODEL_FOLDER, `${name}-${hash.slice(0, 32)}.bin`)
}

function examplesOf({ intents, noneExamples }: Content): readonly Example[] {
  const ours = [...intents].flatMap(([intent, { examples, title }]) =>
    [...examples, title].map((text) => ({ text, intent })),
  )
  return [...ours, ...noneExamples.map((text) => ({ text, intent: OUT_OF_SCOPE }))]
}
