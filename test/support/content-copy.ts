import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadContent } from '../../src/content/load.js'
import type { Content } from '../../src/content/content.js'
import { signUnits } from '../../src/review/sign.js'
import { MADE_UP } from './content.js'

/** A copy of the made-up content that a test may edit and sign. */
export interface ContentCopy {
  readonly root: string
  readonly load: () => Content
  readonly read: (file: string) => string
  readonly write: (file: string, text: string) => void
  /** Replaces what stands once in a file. */
  readonly edit: (file: string, from: string, to: string) => void
  /** Signs as Ann Bone on the 15th of January 2026. */
  readonly sign: (...units: string[]) => void
  readonly remove: () => void
}

export function aContentCopy(): ContentCopy {
  const root = mkdtempSync(join(tmpdir(), 'bonewise-'))
  cpSync(MADE_UP, root, { recursive: true })
  const load = () => loadContent(root)
  const read = (file: string) => readFileSync(join(root, file), 'utf8')
  const write = (file: string, text: string) => writeFileSync(join(root, file), text)
  return {
    root,
    load,
    read,
    write,
    edit: (file, from, to) => {
      const parts = read(file).split(from)
      if (parts.length !== 2) throw new Error(`"${from}" stands ${parts.length - 1} times`)
      write(file, parts.join(to))
    },
    sign: (...units) =>
      void signUnits(root, load(), {
        units,
        by: 'Ann Bone, rheumatologist',
        due: undefined,
        today: '2026-01-15',
      }),
    remove: () => rmSync(root, { recursive: true }),
  }
}
