import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LineCounter, isMap, isNode, isScalar, parseDocument, type Document } from 'yaml'
import type { z } from 'zod'
import type { ContentProblem } from '../errors.js'
import { putBackLists, takeOutLists } from './long-lists.js'

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
  const text = readFileSync(join(root, file), 'utf8')
  const fast = readFast(text, schema)
  // Lines are asked for only where something is wrong: then the whole is parsed after all.
  const whole = lazily(() => parse(text))
  const lineOf = (path: readonly PropertyKey[]) => lineOfField(whole(), path)
  if (fast !== undefined) return { file, value: fast, problems: [], lineOf }
  const { document } = whole()
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

/** The value of a file in which nothing is wrong; undefined for every other. */
function readFast<T>(text: string, schema: z.ZodType<T>): T | undefined {
  const { text: short, lists } = takeOutLists(text)
  const { document } = parse(short)
  if (document.errors.length > 0) return undefined
  const result = schema.safeParse(putBackLists(document.toJS(), lists))
  return result.success ? result.data : undefined
}

interface Parsed {
  readonly document: Document
  readonly lines: LineCounter
}

function parse(text: string): Parsed {
  const lines = new LineCounter()
  return { document: parseDocument(text, { lineCounter: lines, uniqueKeys: true }), lines }
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}

/** An unknown key is reported where it stands, not where its parent begins. */
function pathsOf(issue: z.core.$ZodIssue): readonly (readonly PropertyKey[])[] {
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => [...issue.path, key])
    : [issue.path]
}

function lineOfField({ document, lines }: Parsed, path: readonly PropertyKey[]): number {
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
