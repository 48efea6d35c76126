/** Makes content ready to answer from, and the classifier that goes with it. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Clinic } from './types.js'
import type { Content } from './content/content.js'
import { loadContent } from './content/load.js'
import { signedUntil } from './content/signature.js'
import { isErrorWithCode } from './store/durable-file.js'
import { ModelError } from './errors.js'
import { createClassifier, OUT_OF_SCOPE, type IntentModel } from './nlu/classify.js'
import { ACT_PREFIX, makeActPhrases } from './nlu/dialogue-acts.js'
import { makeFactNames } from './nlu/changed-fact.js'
import { makeConsentWords } from './nlu/consent-words.js'
import { phoneCountry } from './nlu/entity/contact.js'
import { makeEllipsisWords } from './nlu/ellipsis.js'
import { makeLexicon } from './nlu/entity/lexicon.js'
import { makeJointSubjects } from './nlu/joint-subjects.js'
import { decodeModel, encodeModel } from './nlu/classifier/model-format.js'
import { makeTopics } from './nlu/topics.js'
import { warmNumbers } from './nlu/numbers.js'
import { createSuspect, ordinaryTexts, redFlagLessons } from './nlu/red-flag/model.js'
import { compileRedFlags } from './nlu/red-flags.js'
import { trainModel, type Example } from './nlu/classifier/train.js'
import { decodeWordVectors } from './nlu/classifier/word-vectors.js'
import type { ReadyContent } from './turn.js'

/** Paths from the root. */
export const MODEL_FOLDER = 'build/model'
export const WORD_VECTORS = 'models/word-vectors.bin'

/** The models that content is heard with. */
export const MODELS = ['intents', 'red-flags'] as const
export type ModelName = (typeof MODELS)[number]

/**
 * Loads content and the model trained on it.
 *
 * @param root Folder of the project.
 * @throws {ContentError} for content that cannot be served.
 * @throws {ModelError} when no model was trained on exactly these examples.
 */
export function prepare(root: string, clinic: Clinic): ReadyContent {
  const content = loadContent(root)
  return equip(content, clinic, (name) =>
    loadModel(join(root, MODEL_FOLDER, modelFile(name, content))),
  )
}

/** Gives content the ears it is heard with. */
export function equip(
  content: Content,
  clinic: Clinic,
  modelOf: (name: ModelName) => IntentModel,
): ReadyContent {
  const titles = [...content.intents].map(([id, { title }]) => [title.toLowerCase(), id] as const)
  warmNumbers()
  return {
    ...content,
    clinic,
    signed: signedUntil(content),
    ears: {
      classify: createClassifier(modelOf('intents')),
      redFlags: {
        detector: compileRedFlags(content.redFlagRules),
        suspect: createSuspect(modelOf('red-flags')),
      },
      topics: makeTopics(content.topics),
      ellipsis: makeEllipsisWords(content.ellipsis),
      factNames: makeFactNames(content.system),
      jointSubjects: makeJointSubjects(content.ellipsis),
      lexicon: makeLexicon(content.entities, content.facts.foods),
      actPhrases: makeActPhrases(content.dialogueActs),
      consentWords: makeConsentWords(content.consentWords),
      questions: { asks: content.system.asks, units: content.system.doubts.no_unit },
      titles: new Map(titles),
      phoneCountry: phoneCountry(clinic.country ?? 'US'),
    },
  }
}

/** Trains one model on some content's examples, ready to be stored. */
export function trainOne(root: string, content: Content, name: ModelName): Uint8Array {
  const wordVectors = decodeWordVectors(readFileSync(join(root, WORD_VECTORS)))
  const lessons = name === 'intents' ? examplesOf(content) : redFlagLessons(content)
  return encodeModel(trainModel(lessons, wordVectors))
}

/**
 * Reads a stored model.
 *
 * @throws {ModelError} when there is none, or none that this program can read.
 */
export function loadModel(path: string): IntentModel {
  try {
    return decodeModel(readFileSync(path))
  } catch (error) {
    if (!isErrorWithCode(error, 'ENOENT')) throw error
    throw new ModelError('no classifier was trained on these intents', 'run: npm run build')
  }
}

/** File name of a model: named by what was learned from, so that a model of other examples is never loaded. */
export function modelFile(name: ModelName, content: Content): string {
  const learnedFrom = name === 'intents' ? examplesOf(content) : learnedOfDanger(content)
  const hash = createHash('sha256').update(JSON.stringify(learnedFrom)).digest('hex')
  return `${name}-${hash.slice(0, 32)}.bin`
}

function learnedOfDanger(content: Content): unknown {
  const { redFlagExamples, redFlagRules } = content
  return [ordinaryTexts(content), redFlagExamples, redFlagRules]
}

function examplesOf({ intents, noneExamples, actExamples }: Content): readonly Example[] {
  const ours = [...intents].flatMap(([intent, { examples, title }]) =>
    [...examples, title].map((text) => ({ text, intent })),
  )
  const acts = Object.entries(actExamples).flatMap(([act, texts]) =>
    texts.map((text) => ({ text, intent: `${ACT_PREFIX}${act}` })),
  )
  return [...ours, ...acts, ...noneExamples.map((text) => ({ text, intent: OUT_OF_SCOPE }))]
}
