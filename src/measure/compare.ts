/** What changed between two runs of the same name. */
import { ALL_OUTCOMES, rankOf, TASKS, type Outcome, type Task, type Verdict } from './outcomes.js'
import type { Played } from './score.js'

/** What is kept of a message: how it came out, never what it said. */
export interface KeptLine extends Verdict {
  readonly task: Task
}

/** By id. */
export type KeptLines = Readonly<Record<string, KeptLine>>

/** What to keep of a run. */
export function keepLines(played: readonly Played[]): KeptLines {
  return Object.fromEntries(
    played.map(({ asked, outcome, grade }) => [asked.id, { task: asked.task, outcome, grade }]),
  )
}

/** How often something came out before, and now. */
export interface CountChange {
  readonly task: Task
  readonly outcome: Outcome
  readonly before: number
  readonly now: number
}

/** Ids, and counts that changed. */
export interface Changes {
  readonly better: readonly string[]
  readonly worse: readonly string[]
  /** Messages that are measured otherwise than before. */
  readonly moved: readonly string[]
  readonly added: readonly string[]
  readonly gone: readonly string[]
  readonly counts: readonly CountChange[]
}

/** Compares two runs, message by message. */
export function compare(before: KeptLines, now: KeptLines): Changes {
  const kept = Object.entries(now).flatMap(([id, line]) => {
    const old = Object.hasOwn(before, id) ? before[id] : undefined
    return old === undefined ? [] : [{ id, old, line, isSameTask: old.task === line.task }]
  })
  const steps = kept
    .filter(({ isSameTask }) => isSameTask)
    .map(({ id, old, line }) => ({ id, by: rankOf(line.task, line) - rankOf(old.task, old) }))
  return {
    better: steps.filter(({ by }) => by < 0).map(({ id }) => id),
    worse: steps.filter(({ by }) => by > 0).map(({ id }) => id),
    moved: kept.filter(({ isSameTask }) => !isSameTask).map(({ id }) => id),
    added: Object.keys(now).filter((id) => !Object.hasOwn(before, id)),
    gone: Object.keys(before).filter((id) => !Object.hasOwn(now, id)),
    counts: changedCounts(before, now),
  }
}

function changedCounts(before: KeptLines, now: KeptLines): readonly CountChange[] {
  const [old, recent] = [countsOf(before), countsOf(now)]
  return TASKS.flatMap((task) =>
    ALL_OUTCOMES.map((outcome) => ({
      task,
      outcome,
      before: old.get(`${task} ${outcome}`) ?? 0,
      now: recent.get(`${task} ${outcome}`) ?? 0,
    })),
  ).filter((change) => change.before !== change.now)
}

function countsOf(lines: KeptLines): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { task, outcome } of Object.values(lines)) {
    const key = `${task} ${outcome}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

/** Ids that are listed before the rest is only counted. */
const SHOWN_IDS = 30

/** The changes in lines for a terminal; none where nothing changed. */
export function sayChanges(changes: Changes): readonly string[] {
  const { better, worse, moved, added, gone, counts } = changes
  const lists = { better, worse, 'measured otherwise': moved, new: added, gone }
  return [
    ...counts.map(
      ({ task, outcome, before, now }) =>
        `${task}: ${outcome.replaceAll('_', ' ')} ${before} → ${now}`,
    ),
    ...Object.entries(lists).flatMap(([word, ids]) =>
      ids.length === 0 ? [] : [`${ids.length} ${word}: ${listed(ids)}`],
    ),
  ]
}

function listed(ids: readonly string[]): string {
  const left = ids.length - SHOWN_IDS
  return [...ids.slice(0, SHOWN_IDS), ...(left > 0 ? [`and ${left} more`] : [])].join(' ')
}
