import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadContent } from '../../src/content/load.js'
import { ContentError, formatProblem } from '../../src/errors.js'
import { MADE_UP } from './content.js'

/** One change to one file of the made-up content. */
export interface Breakage {
  readonly file: string
  /** Text that stands once in the file; absent: the whole file. */
  readonly from?: string
  /** Absent: the file is removed. */
  readonly to?: string
}

/** Breaks a copy of the made-up content and tells what loading it reports, a problem a line. */
export function problemsOf(...breakages: readonly Breakage[]): readonly string[] {
  try {
    withBroken(breakages, (root) => loadContent(root))
    return []
  } catch (error) {
    if (!(error instanceof ContentError)) throw error
    return error.problems.map(formatProblem)
  }
}

/** What comes of a broken copy of the made-up content, which is gone afterwards. */
export function withBroken<T>(breakages: readonly Breakage[], use: (root: string) => T): T {
  const root = mkdtempSync(join(tmpdir(), 'bonewise-'))
  try {
    cpSync(MADE_UP, root, { recursive: true })
    for (const breakage of breakages) apply(root, breakage)
    return use(root)
  } finally {
    rmSync(root, { recursive: true })
  }
}

function apply(root: string, { file, from, to }: Breakage): void {
  const path = join(root, file)
  if (to === undefined) return rmSync(path)
  if (from === undefined) return writeFileSync(path, to)
  const parts = readFileSync(path, 'utf8').split(from)
  if (parts.length !== 2) throw new Error(`"${from}" stands ${parts.length - 1} times in ${file}`)
  writeFileSync(path, parts.join(to))
}
