/** Trains one model; a thread, so that two can be trained at once. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Content } from '../content/content.js'
import { trainOne, type ModelName } from '../prepare.js'

export interface TrainTask {
  /** Folder of the project. */
  readonly root: string
  readonly content: Content
  readonly model: ModelName
  /** Where the model is stored once it is trained. */
  readonly path: string
}

// models.ts starts this thread, and with nothing else.
const { root, content, model } = workerData as TrainTask
parentPort?.postMessage(trainOne(root, content, model))
