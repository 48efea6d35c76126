import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LineCounter, isMap, isNode, isScalar, parseDocument, type Document } from 'yaml'
import type { z } from 'zod'
import type { ContentProblem } from '../errors.js'

/** A content file that was read: its value if it is valid, its problems if not. */
export interface ReadFile<T> {
  readonly file: string
  readonly value?: T
  readonly problems: readonly ContentProblem[]
  /** Line from 1 at which a field stands, or the nearest line above it. */
  readonly lineOf: (path: readonly PropertyKey[]) => number
}

/**
 * Reads one YAML file and checks it against its schema; never throws for what is in the file.
 *
 * @param root Folder of the project.
 * @param file Path from the root.
 */
export function readFile<T>(root: string, file: string, schema: z.ZodType<T>): ReadFile<T> {
  if (!existsSync(join(root, file))) {
    const problems = [{ file, line: 1, field: '', problem: 'the file is missing' }]
    return { file, problems, lineOf: () => 1 }
  }
  const lines = new LineCounter()
  const document = parseDocument(readFileSync(join(root, file), 'utf8'), {
    lineCounter: lines,
    uniqueKeys: true,
  })
  const lineOf = (path: readonly PropertyKey[]) => lineOfField(document, lines, path)
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      file,
      line: error.linePos?.[0].line ?? 1,
      field: '',
      problem: error.message.split('\n')[0] ?? error.code,
      hint: 'quote text that holds ": ", "#", or starts with a sign',
    }))
    return { file, problems, lineOf }
  }
  const result = schema.safeParse(document.toJS())
  if (result.success) return { file, value: result.data, problems: [], lineOf }
  const problems = result.error.issues.flatMap((issue) =>
    pathsOf(issue).map((path) => ({
      file,
      line: lineOf(path),
      field: path.join('.'),
      problem: issue.message,
    })),
  )
  return { file, problems, lineOf }
}

/** An unknown key is reported where it stands, not where its parent begins. */
function pathsOf(issue: z.core.$ZodIssue): readonly (readonly PropertyKey[])[] {
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => [...issue.path, key])
    : [issue.path]
}

function lineOfField(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const start = startOf(document, path.slice(0, length))
    if (start !== undefined) return lines.linePos(start).line
  }
  return 1
}

/** Where a field's key stands, or an item of a list. */
function startOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  const parent = document.getIn(path.slice(0, -1), true)
  const pair = isMap(parent)
    ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))
    : undefined
  const node = pair?.key ?? document.getIn(path, true)
  return isNode(node) ? node.range?.[0] : undefined
}
