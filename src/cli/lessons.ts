import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NLU = join(dirname(dirname(fileURLToPath(import.meta.url))), 'nlu')

/**
 * Names what a model learns from: the examples, the code that trains, the word vectors. Whatever was kept under
 * another name is of no use any more.
 */
export function nameOfLessons(learnedFrom: unknown, wordVectors: Uint8Array): string {
  const hash = createHash('sha256').update(JSON.stringify(learnedFrom)).update(wordVectors)
  for (const file of readdirSync(NLU, { recursive: true, encoding: 'utf8' }).sort())
    if (file.endsWith('.js')) hash.update(readFileSync(join(NLU, file)))
  return hash.digest('hex').slice(0, 32)
}
