/** Work for several threads: one thread a task, as many at once as the machine has cores. */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

/**
 * Runs a script once for each task, with the task as its `workerData`.
 *
 * @param script Posts one message, its result, and ends.
 * @param onResult Called as soon as a result is there, in the order in which they come.
 * @throws what the script throws.
 */
export async function inThreads<Task, Result>(
  script: URL,
  tasks: readonly Task[],
  onResult: (task: Task, result: Result) => void,
): Promise<void> {
  const waiting = [...tasks]
  const workOff = async (): Promise<void> => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift())
      onResult(task, await inThread<Result>(script, task))
  }
  await Promise.all(Array.from({ length: availableParallelism() }, workOff))
}

function inThread<Result>(script: URL, task: unknown): Promise<Result> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: task })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => {
      reject(new Error(`${script.pathname} ended without a result`))
    })
  })
}
