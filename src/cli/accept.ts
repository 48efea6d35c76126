import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ReadyContent } from '../turn.js'
import { play, transcriptsIn } from './transcript.js'

/** Records all golden transcripts anew; the diff is what a clinician reviews. */
export function accept(content: ReadyContent, root: string): void {
  for (const file of transcriptsIn(join(root, 'test/transcripts'))) {
    const played = play(content, file)
    if (played === readFileSync(file, 'utf8')) continue
    writeFileSync(file, played)
    process.stderr.write(`recorded ${file.slice(root.length + 1)}\n`)
  }
}
