/** Hears one fold of the examples; a thread, because two folds at a time take half as long. */
import { parentPort, workerData } from 'node:worker_threads'
import { hearFlagFold, hearIntentFold, type FlagFolds, type IntentFolds } from '../measure/folds.js'

/** What the thread is given. */
export type FoldTask =
  | { readonly kind: 'intents'; readonly fold: number; readonly folds: IntentFolds }
  | { readonly kind: 'flags'; readonly fold: number; readonly folds: FlagFolds }

// eval-folds.ts starts this thread, and with nothing else.
const task = workerData as FoldTask
parentPort?.postMessage(
  task.kind === 'intents'
    ? hearIntentFold(task.folds, task.fold)
    : hearFlagFold(task.folds, task.fold),
)
