import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listMisheard, misheardFloor } from '../../src/cli/misheard.js'
import { MADE_UP } from '../support/content.js'

let root = ''

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'bonewise-misheard-'))
  cpSync(MADE_UP, root, { recursive: true })
  mkdirSync(join(root, 'models'))
  cpSync('models/word-vectors.bin', join(root, 'models/word-vectors.bin'))
  jest.spyOn(process.stderr, 'write').mockReturnValue(true)
})

afterAll(() => {
  jest.restoreAllMocks()
  rmSync(root, { recursive: true })
})

describe('misheardFloor', () => {
  test.each([
    [[], undefined],
    [['--other'], undefined],
    [['--misheard'], 0.6],
    [['--other', '--misheard=0.85'], 0.85],
    [['--misheard=0'], 0],
  ])('reads %j as %p', (args, floor) => {
    expect(misheardFloor(args)).toBe(floor)
  })

  test.each(['--misheard=', '--misheard=some', '--misheard=60', '--misheard=-1'])(
    'refuses %s',
    (arg) => {
      expect(() => misheardFloor([arg])).toThrow('names no confidence')
    },
  )
})

describe('listMisheard', () => {
  test('lists examples with their places, then pairs and shares', async () => {
    const lines = (await printed()).trimEnd().split('\n')
    expect(lines[0]).toMatch(
      /^intents\/en\/\w+\.yml:\d+: ".+" stands in \w+, heard as \w+ \(\d\.\d\d(; \w+ \d\.\d\d)?\)$/,
    )
    expect(lines.some((line) => /^ +\d+ {2}\w+ → \w+$/.test(line))).toBe(true)
    expect(lines.at(-1)).toMatch(
      /^\d+ of \d+ examples listed; own intent first for [\d.]+ %, among/,
    )
  })

  test('hears each fold once', async () => {
    const before = [await printed(), times()]
    expect([await printed(), times()]).toEqual(before)
  })
})

async function printed(): Promise<string> {
  let text = ''
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk)
    return true
  })
  await listMisheard(root, 0)
  write.mockRestore()
  return text
}

function times(): readonly number[] {
  return readdirSync(join(root, 'build/misheard'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => statSync(join(root, 'build/misheard', name)).mtimeMs)
}
