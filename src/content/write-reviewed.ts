/** Writes a clinician's signature into a content file and leaves every other byte as it was. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { isMap, isNode, isScalar, parseDocument, stringify } from 'yaml'
import { SignError } from '../errors.js'
import type { Reviewed } from './schema.js'

/** A signature and the file, from the root, that it belongs into. */
export interface SignedFile {
  readonly file: string
  readonly reviewed: Reviewed
}

/**
 * Writes or replaces the `reviewed` block of each file, of all or of none.
 *
 * @throws {SignError} when a file is laid out so that nothing else could be kept as it is.
 */
export function writeReviewed(root: string, files: readonly SignedFile[]): void {
  const texts = files.map((signed) => [join(root, signed.file), signedText(root, signed)] as const)
  for (const [path, text] of texts) writeFileSync(path, text)
}

function signedText(root: string, { file, reviewed }: SignedFile): string {
  const before = readFileSync(join(root, file), 'utf8')
  const after = withReviewed(before, reviewed)
  if (after !== undefined && isOnlySigned(before, after, reviewed)) return after
  throw new SignError('SIGN_NOT_WRITTEN', `${file}: the signature does not fit into this file`, {
    hint: 'write its fields as "name: value", one below the other, from the start of the line',
  })
}

/** The text of a file with this signature in place of any older one; undefined without fields to stand by. */
function withReviewed(text: string, reviewed: Reviewed): string | undefined {
  const spans = spansOf(text)
  const newLine = text.includes('\r\n') ? '\r\n' : '\n'
  const block = stringify({ reviewed }, { lineWidth: 0 }).replaceAll('\n', newLine)
  const old = spans.get('reviewed')
  if (old !== undefined) {
    const isWholeLines = text.slice(0, old.end).endsWith('\n')
    const words = isWholeLines ? block : block.slice(0, -newLine.length)
    return text.slice(0, old.start) + words + text.slice(old.end)
  }
  const intent = spans.get('intent')
  if (intent === undefined) {
    const [first] = spans.values()
    return first && text.slice(0, first.start) + block + text.slice(first.start)
  }
  const lineEnd = text.indexOf('\n', intent.end)
  return lineEnd < 0
    ? `${text}${newLine}${block}`
    : text.slice(0, lineEnd + 1) + block + text.slice(lineEnd + 1)
}

interface Span {
  readonly start: number
  /** Exclusive; after the line break of a block, before any comment that follows. */
  readonly end: number
}

/** Where each field of a file stands, from its name to the end of its value. */
function spansOf(text: string): ReadonlyMap<unknown, Span> {
  const { contents } = parseDocument(text)
  const pairs = isMap(contents) ? contents.items : []
  return new Map(
    pairs.flatMap(({ key, value }) => {
      if (!isScalar(key) || !isNode(value) || !key.range || !value.range) return []
      return [[key.value, { start: key.range[0], end: value.range[1] }] as const]
    }),
  )
}

/** Reads the new text back, so that no file is ever damaged by being signed. */
function isOnlySigned(before: string, after: string, reviewed: Reviewed): boolean {
  const read = parseDocument(after, { uniqueKeys: true })
  return (
    read.errors.length === 0 && isDeepStrictEqual(read.toJS(), { ...fieldsOf(before), reviewed })
  )
}

function fieldsOf(text: string): object {
  const value: unknown = parseDocument(text).toJS()
  return typeof value === 'object' && value !== null ? value : {}
}
