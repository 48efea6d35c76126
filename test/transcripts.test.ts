import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { play, transcriptClinic, transcriptsIn } from '../src/cli/transcript.js'
import { readyContent } from './support/ready-content.js'

describe('golden transcripts (npm run accept re-records them; the diff is the clinical review)', () => {
  test.each(transcriptsIn('test/transcripts'))('%s', (file) => {
    const content = { ...readyContent(), clinic: transcriptClinic }
    expect(play(content, file)).toBe(readFileSync(file, 'utf8'))
  })
})
