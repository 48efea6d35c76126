/** Counts outcomes. */
import { groupBy } from '../review/group.js'
import { GRADES, outcomesOf, TASKS, type Grade, type Outcome, type Task } from './outcomes.js'
import type { Played } from './score.js'

/** How the messages of one kind came out. */
export interface Tally {
  readonly task: Task
  /** The kind, label or flag; `all` sums up a task that has several. */
  readonly row: string
  readonly messages: number
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>
  readonly grades: Readonly<Record<Grade, number>>
}

const ALL = 'all'

/** Counts the outcomes of each kind of message, task by task. */
export function tallyOf(played: readonly Played[]): readonly Tally[] {
  return TASKS.flatMap((task) => {
    const own = played.filter(({ asked }) => asked.task === task)
    const rows = [...groupBy(own, ({ asked }) => asked.row)]
    const tallies = rows.map(([row, messages]) => countIn(task, row, messages))
    return rows.length > 1 ? [...tallies, countIn(task, ALL, own)] : tallies
  })
}

function countIn(task: Task, row: string, played: readonly Played[]): Tally {
  const outcomes = outcomesOf(task).map(
    (outcome) => [outcome, played.filter((one) => one.outcome === outcome).length] as const,
  )
  const [right, partly, wrong] = GRADES.map(
    (grade) => played.filter((one) => one.grade === grade).length,
  )
  return {
    task,
    row,
    messages: played.length,
    outcomes: Object.fromEntries(outcomes),
    grades: { right: right ?? 0, partly: partly ?? 0, wrong: wrong ?? 0 },
  }
}
