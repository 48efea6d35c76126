/** Models for any content: those of the working tree, or trained once and kept. */
import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Content } from '../content/content.js'
import { MODEL_FOLDER, MODELS, modelFile, type ModelName } from '../prepare.js'
import { keptFolder } from './kept.js'
import { inThreads } from './threads.js'
import type { TrainTask } from './train-thread.js'

/** Where the models lie that content is heard with. */
export type ModelPaths = Readonly<Record<ModelName, string>>

/** Finds the models of each content, after training those that are not there; contents that hear alike share them. */
export async function findModels(
  root: string,
  contents: readonly Content[],
): Promise<readonly ModelPaths[]> {
  const kept = keptFolder(root, 'revision-models', [])
  const pathOf = (content: Content, model: ModelName): string => {
    const file = modelFile(model, content)
    const today = join(root, MODEL_FOLDER, file)
    return existsSync(today) ? today : join(kept, file)
  }
  const tasks = contents.flatMap((content) =>
    MODELS.map((model): TrainTask => ({ root, content, model, path: pathOf(content, model) })),
  )
  const missing = new Map(
    tasks.filter(({ path }) => !existsSync(path)).map((task) => [task.path, task]),
  )
  if (missing.size > 0) process.stderr.write(`training ${missing.size} models, once…\n`)
  await inThreads(
    new URL('train-thread.js', import.meta.url),
    [...missing.values()],
    ({ path }, trained: Uint8Array) => {
      // Two steps, so that a model half written is never taken for one.
      writeFileSync(`${path}.new`, trained)
      renameSync(`${path}.new`, path)
    },
  )
  return contents.map((content) => ({
    intents: pathOf(content, 'intents'),
    'red-flags': pathOf(content, 'red-flags'),
  }))
}
