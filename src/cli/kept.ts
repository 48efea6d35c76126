/** Results that take long to make and are kept under build/ until something they were made from changes. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WORD_VECTORS } from '../prepare.js'

/** The code that trains and hears, as it is running. */
const NLU = join(dirname(dirname(fileURLToPath(import.meta.url))), 'nlu')

/**
 * Gives the folder for what was trained by this code on this; what other code or other lessons made is thrown away.
 *
 * @param name Name of the folder under build/.
 * @param madeFrom What the results depend on besides the code and the word vectors.
 */
export function keptFolder(root: string, name: string, madeFrom: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify(madeFrom))
  hash.update(readFileSync(join(root, WORD_VECTORS)))
  for (const file of readdirSync(NLU, { recursive: true, encoding: 'utf8' }).sort())
    if (file.endsWith('.js')) hash.update(readFileSync(join(NLU, file)))
  const parent = join(root, 'build', name)
  const folder = join(parent, hash.digest('hex').slice(0, 32))
  if (!existsSync(folder)) rmSync(parent, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return folder
}
