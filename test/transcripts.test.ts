import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { play, transcriptsIn } from '../src/cli/transcript.js'
import { readyContent } from './support/ready-content.js'

describe('golden transcripts (npm run accept re-records them; the diff is the clinical review)', () => {
  test.each(transcriptsIn('test/transcripts'))('%s', (file) => {
    expect(play(readyContent(), file)).toBe(readFileSync(file, 'utf8'))
  })
})
