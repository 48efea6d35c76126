/** Hears one fold of the examples; a thread, because two folds at a time take half as long. */
import { parentPort, workerData } from 'node:worker_threads'
import { hearFold, type Lessons } from '../review/misheard.js'

/** What the thread is given. */
export interface FoldTask extends Lessons {
  readonly fold: number
}

// misheard.ts starts this thread, and with nothing else.
const task = workerData as FoldTask
parentPort?.postMessage(hearFold(task, task.fold))
