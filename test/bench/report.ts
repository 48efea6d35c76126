/** How a run of the measurement reads, beside the one before it. */
import { tableOf, type Column } from '../../src/review/table.js'
import type { AdversarialTime } from './adversarial.js'
import type { DurableWrite } from './durable-write.js'
import type { PartTimes } from './parts.js'
import type { StartTimes } from './start.js'

/** Raised whenever a field changes, so that a run is never compared with one of another form. */
export const FORM = 2

export interface Run {
  readonly form: number
  /** ISO 8601. */
  readonly takenAt: string
  readonly node: string
  readonly turns: number
  readonly parts: readonly PartTimes[]
  readonly adversarial: readonly AdversarialTime[]
  readonly durableWrite: DurableWrite
  readonly start: StartTimes
}

/** Sets a run in tables; the columns "× before" compare with an earlier run, if there is one. */
export function linesOf(run: Run, before: Run | undefined): readonly string[] {
  return [
    `${run.turns} turns of our own examples and transcripts, Node ${run.node}` +
      (before === undefined ? '' : `; before: ${before.takenAt}`),
    '',
    ...partLines(run, before),
    '',
    ...adversarialLines(run, before),
    '',
    ...singleLines(run, before),
  ]
}

function partLines(run: Run, before: Run | undefined): readonly string[] {
  const columns = columnsOf('part', ['µs median', '× before', 'µs p99', '× before', '% of a turn'])
  return tableOf(
    columns,
    run.parts.map(({ part, microsMedian, microsP99, shareOfTurn }) => {
      const old = before?.parts.find((other) => other.part === part)
      return [
        part,
        microsMedian.toFixed(0),
        times(microsMedian, old?.microsMedian),
        microsP99.toFixed(0),
        times(microsP99, old?.microsP99),
        (100 * shareOfTurn).toFixed(0),
      ]
    }),
  )
}

function adversarialLines(run: Run, before: Run | undefined): readonly string[] {
  const columns = columnsOf('text made to cost time', ['characters', 'CPU ms at most', '× before'])
  return tableOf(
    columns,
    run.adversarial.map(({ text, characters, cpuMsMax }) => {
      const old = before?.adversarial.find(
        (other) => other.text === text && other.characters === characters,
      )
      return [text, String(characters), cpuMsMax.toFixed(1), times(cpuMsMax, old?.cpuMsMax)]
    }),
  )
}

function singleLines(run: Run, before: Run | undefined): readonly string[] {
  const rows: readonly (readonly [string, (from: Run) => number])[] = [
    ['durable write, µs median', ({ durableWrite }) => durableWrite.microsMedian],
    ['durable write, µs p99', ({ durableWrite }) => durableWrite.microsP99],
    ['content loaded, ms', ({ start }) => start.contentMs],
    ['models loaded, ms', ({ start }) => start.modelsMs],
    ['ready from the start of a process, ms', ({ start }) => start.readyMs],
    ['resident memory when idle, MiB', ({ start }) => start.idleRssMb],
  ]
  return tableOf(
    columnsOf('whole process', ['', '× before']),
    rows.map(([name, read]) => [
      name,
      read(run).toFixed(0),
      times(read(run), before === undefined ? undefined : read(before)),
    ]),
  )
}

function columnsOf(first: string, others: readonly string[]): readonly Column[] {
  return [
    { head: first, align: 'left' },
    ...others.map((head): Column => ({ head, align: 'right' })),
  ]
}

function times(now: number, old: number | undefined): string {
  return old === undefined ? '' : (now / old).toFixed(2)
}
