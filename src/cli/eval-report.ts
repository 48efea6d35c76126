/** Prints a run and writes its two files under reports/eval: a page for people, numbers for programs. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Content } from '../content/content.js'
import { compare, keepLines, sayChanges, type KeptLines } from '../measure/compare.js'
import { measure, type Measures } from '../measure/measures.js'
import { ALL_OUTCOMES, GRADES, TASKS } from '../measure/outcomes.js'
import { pageOf } from '../measure/page.js'
import type { Played } from '../measure/score.js'
import { intentTable, summaryOf, weakest, type Table } from '../measure/tables.js'
import { tableOf } from '../review/table.js'

const FOLDER = 'reports/eval'

export interface Run {
  /** Of its files. */
  readonly name: string
  readonly played: readonly Played[]
  /** Tables beside those that every run has. */
  readonly tables?: readonly Table[]
  /** More of them, for the page alone. */
  readonly details?: readonly Table[]
}

const keptRun = z.object({
  format: z.literal(1),
  at: z.string(),
  lines: z.record(
    z.string(),
    z.object({ task: z.enum(TASKS), outcome: z.enum(ALL_OUTCOMES), grade: z.enum(GRADES) }),
  ),
})

/** Measures a run, prints its summary and what changed since the last one, and keeps it. */
export function report(root: string, run: Run, intents: Content['intents']): void {
  const { name, played, tables = [], details = [] } = run
  mkdirSync(join(root, FOLDER), { recursive: true })
  const path = join(root, FOLDER, name)
  const measures = measure(played, intents)
  const lines = keepLines(played)
  const last = readLast(`${path}.json`)
  const changes = last === undefined ? [] : sayChanges(compare(last.lines, lines))
  const at = new Date().toISOString()
  const page = { name, at, played, measures, tables: [...tables, ...details], changes }
  write(`${path}.html`, pageOf(page))
  write(`${path}.json`, `${JSON.stringify({ format: 1, name, at, ...measures, lines })}\n`)
  print([
    `== ${name}: ${played.length} messages`,
    ...[...summaryOf(measures), ...tables, ...weakestOf(measures)].flatMap(shown),
    ...(last === undefined ? [] : ['', `since ${last.at}:`, ...orNothing(changes)]),
    '',
    `${join(FOLDER, name)}.html`,
    '',
  ])
}

function weakestOf({ intents }: Measures): readonly Table[] {
  const weak = weakest(intents)
  return weak.length === 0 ? [] : [intentTable('The weakest intents', weak)]
}

function shown({ title, columns, rows }: Table): readonly string[] {
  return ['', title, ...tableOf(columns, rows).map((line) => `  ${line}`)]
}

function orNothing(changes: readonly string[]): readonly string[] {
  return changes.length === 0 ? ['  nothing changed'] : changes.map((line) => `  ${line}`)
}

interface LastRun {
  /** ISO 8601. */
  readonly at: string
  readonly lines: KeptLines
}

/** The last run of the name; one that this program cannot read is as good as none. */
function readLast(path: string): LastRun | undefined {
  if (!existsSync(path)) return undefined
  const parsed = keptRun.safeParse(parseJson(readFileSync(path, 'utf8')))
  if (parsed.success) return parsed.data
  process.stderr.write(`${path} is not a run of this version: nothing to compare with\n`)
  return undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

// Two steps, so that a run that was stopped leaves the last one whole.
function write(path: string, text: string): void {
  writeFileSync(`${path}.new`, text)
  renameSync(`${path}.new`, path)
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}
