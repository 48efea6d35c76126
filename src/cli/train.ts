import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadContent } from '../content/load.js'
import { MODEL_FOLDER, MODELS, modelFile } from '../prepare.js'
import { inThreads } from './threads.js'
import type { TrainTask } from './train-thread.js'

/**
 * Trains both models on the content's examples, side by side, and stores them in place of any older ones.
 *
 * @param root Folder of the project.
 */
export async function train(root: string): Promise<void> {
  const content = loadContent(root)
  const tasks = MODELS.map((model): TrainTask => {
    return { root, content, model, path: join(root, MODEL_FOLDER, modelFile(model, content)) }
  })
  const trained = new Map<string, Uint8Array>()
  await inThreads(
    new URL('train-thread.js', import.meta.url),
    tasks,
    ({ path }, model: Uint8Array) => {
      trained.set(path, model)
    },
  )
  rmSync(join(root, MODEL_FOLDER), { recursive: true, force: true })
  mkdirSync(join(root, MODEL_FOLDER), { recursive: true })
  for (const [path, model] of trained) {
    writeFileSync(path, model)
    process.stderr.write(`trained ${path.slice(root.length + 1)}\n`)
  }
}
