/** Content as it is kept for the next start: read and checked once, and not again until a file changes. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Content } from './content.js'
import { deepFreeze } from './load.js'

/** Content without what only training and the checks need, which is most of it. */
export function withoutExamples(content: Content): Content {
  return deepFreeze({
    ...content,
    intents: new Map([...content.intents].map(([id, intent]) => [id, { ...intent, examples: [] }])),
    noneExamples: [],
    toldExamples: [],
    actExamples: {},
    redFlagExamples: {},
  })
}

/** Writes content as text. */
export function encodeContent({ intents, responses, ...rest }: Content): string {
  return JSON.stringify({ ...rest, intents: [...intents], responses: [...responses] })
}

/** Reads content back from the text that `encodeContent` made of it. */
export function decodeContent(text: string): Content {
  const { intents, responses, ...rest } = JSON.parse(text) as Encoded
  return deepFreeze({ ...rest, intents: new Map(intents), responses: new Map(responses) })
}

type MapName = 'intents' | 'responses'
type Encoded = Omit<Content, MapName> & {
  readonly [Name in MapName]: readonly (Content[Name] extends ReadonlyMap<infer K, infer V>
    ? readonly [K, V]
    : never)[]
}

/** The folders that content is written in. */
const SOURCES = ['intents', 'responses']

/**
 * Names what content is read from: any change to a file of it, or to the code that reads them, gives another name.
 *
 * @param root Folder of the project.
 */
export function nameOfSources(root: string): string {
  const hash = createHash('sha256')
  const code = dirname(fileURLToPath(import.meta.url))
  for (const folder of [...SOURCES.map((name) => join(root, name)), code]) {
    for (const path of filesIn(folder)) {
      const bytes = readFileSync(join(folder, path))
      hash.update(`${path}\0${bytes.length}\0`).update(bytes)
    }
  }
  return hash.digest('hex').slice(0, 32)
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:yml|js)$/.test(path))
    .sort()
}
