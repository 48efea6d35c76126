/** What the server starts from: content and models, made ready by the build. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Content } from './content/content.js'
import { loadContent } from './content/load.js'
import { decodeContent, encodeContent, nameOfSources, withoutExamples } from './content/kept.js'
import { equip, loadModel, MODEL_FOLDER, modelFile, MODELS } from './prepare.js'
import type { ModelName } from './prepare.js'
import { isErrorWithCode } from './store/durable-file.js'
import type { ReadyContent } from './turn.js'
import type { Clinic } from './types.js'

/** Path from the root. */
const KEPT_FOLDER = 'build/content'

/** The file of each model. */
type ModelFiles = Readonly<Record<ModelName, string>>

/**
 * Keeps the content for the next starts, in place of any older one.
 *
 * @param root Folder of the project.
 * @throws {ContentError} for content that cannot be served.
 */
export function keepContent(root: string): void {
  const content = loadContent(root)
  const models = Object.fromEntries(MODELS.map((name) => [name, modelFile(name, content)]))
  const folder = join(root, KEPT_FOLDER)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const lines = [JSON.stringify(models), encodeContent(withoutExamples(content))]
  writeFileSync(join(folder, keptFile(root)), lines.join('\n'))
}

/** Content to serve, and the path of each model that belongs to it. */
export interface Served {
  readonly content: Content
  readonly pathOf: (model: ModelName) => string
}

/**
 * As `prepare`, without the examples.
 *
 * @param root Folder of the project.
 * @throws {ContentError} for content that cannot be served.
 * @throws {ModelError} when no model was trained on exactly these examples.
 */
export function prepareToServe(root: string, clinic: Clinic): ReadyContent {
  const { content, pathOf } = readServed(root)
  return equip(content, clinic, (name) => loadModel(pathOf(name)))
}

/**
 * Reads the content that was kept, or the files where they have changed since.
 *
 * @throws {ContentError} for content that cannot be served.
 */
export function readServed(root: string): Served {
  const kept = readKept(join(root, KEPT_FOLDER, keptFile(root)))
  if (kept !== undefined) {
    return { content: kept.content, pathOf: (name) => join(root, MODEL_FOLDER, kept.models[name]) }
  }
  const content = loadContent(root)
  return {
    content: withoutExamples(content),
    pathOf: (name) => join(root, MODEL_FOLDER, modelFile(name, content)),
  }
}

function keptFile(root: string): string {
  return `${nameOfSources(root)}.json`
}

function readKept(path: string) {
  try {
    const text = readFileSync(path, 'utf8')
    const end = text.indexOf('\n')
    // The name of the file says that keepContent wrote it, with this very code.
    const models = JSON.parse(text.slice(0, end)) as ModelFiles
    return { models, content: decodeContent(text.slice(end + 1)) }
  } catch (error) {
    if (!isErrorWithCode(error, 'ENOENT')) throw error
    return undefined
  }
}
