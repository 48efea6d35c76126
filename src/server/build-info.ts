import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** The folders that clinicians own. */
const CONTENT = ['intents', 'responses']

/**
 * Says which program serves which content, so that two nodes that answer differently are seen.
 *
 * @param root Folder of the project.
 */
export function buildInfo(root: string): { readonly version: string; readonly content: string } {
  const about: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const { version } = z.object({ version: z.string() }).parse(about)
  const hash = createHash('sha256')
  for (const file of CONTENT.flatMap((folder) => filesIn(join(root, folder)))) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
  }
  return { version, content: hash.digest('hex').slice(0, 12) }
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
