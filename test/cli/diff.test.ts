import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { changesSince, diff } from '../../src/cli/diff.js'
import { MADE_UP } from '../support/content.js'

const LIFTING = 'responses/en/lifting.yml'
const TRANSCRIPT = '# Lifting\nuser> Is lifting safe?\nuser> more\n'

let root = ''

function git(...args: readonly string[]): string {
  const who = ['user.name=A Writer', 'user.email=writer@example.org', 'commit.gpgsign=false']
  return execFileSync('git', [...who.flatMap((setting) => ['-c', setting]), ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: 'pipe',
  })
}

/** Replaces text in a file of the working tree. */
function edit(file: string, from: string, to: string): void {
  const text = readFileSync(join(root, file), 'utf8')
  expect(text).toContain(from)
  writeFileSync(join(root, file), text.replace(from, to))
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'bonewise-diff-'))
  cpSync(MADE_UP, root, { recursive: true })
  mkdirSync(join(root, 'models'))
  cpSync('models/word-vectors.bin', join(root, 'models/word-vectors.bin'))
  mkdirSync(join(root, 'test/transcripts'), { recursive: true })
  writeFileSync(join(root, 'test/transcripts/lifting.txt'), TRANSCRIPT)
  git('init', '--quiet', '--initial-branch=main')
  git('add', 'intents', 'responses', 'test')
  git('commit', '--quiet', '--message=Before')
  jest.spyOn(process.stderr, 'write').mockReturnValue(true)
}, 60_000)

afterAll(() => {
  jest.restoreAllMocks()
  rmSync(root, { recursive: true })
})

describe('changesSince', () => {
  test('finds nothing where nothing changed, and keeps the models that it trained', async () => {
    const changes = await changesSince(root, 'HEAD')
    expect(changes).toMatchObject({ repliesChanged: 0, decisionsChanged: 0, replies: [] })
    expect(changes.turns).toBeGreaterThan(10)
    expect(models()).toHaveLength(2)
  })

  test('shows words that changed, whatever led to them, without training again', async () => {
    edit(LIFTING, 'Start light.', 'Begin light.')
    edit(LIFTING, 'Rest for a day', 'Rest for two days')
    const { replies, decisionsChanged } = await changesSince(root, 'main')
    expect(decisionsChanged).toBe(0)
    expect(replies.map(({ responseId }) => responseId)).toEqual([
      'lifting.general',
      'lifting.general.more',
    ])
    const [general, more] = replies
    expect(general?.parts).toEqual([
      {
        part: 'text',
        before: expect.stringContaining('Start light.') as unknown,
        after: expect.stringContaining('Begin light.') as unknown,
      },
    ])
    expect(general?.said).toContainEqual(['Is lifting safe?'])
    expect(more?.said).toContainEqual(['Is lifting safe?', 'more'])
    expect(models()).toHaveLength(2)
  })

  test('plays the examples of either side, and shows what is decided differently', async () => {
    edit('intents/en/lifting.yml', '  - is lifting safe\n', '')
    edit('intents/en/lifting.yml', 'title: Is lifting safe?', 'title: How much calcium?')
    edit('intents/en/calcium.yml', 'title: How much calcium?', 'title: Is lifting safe?')
    const { replies, decisions } = await changesSince(root, 'HEAD')
    const said = replies.flatMap((reply) => reply.said)
    expect(said).toContainEqual(['is lifting safe'])
    expect(decisions).toContainEqual({
      before: 'answer lifting',
      after: 'answer calcium',
      count: expect.any(Number) as unknown,
    })
  })
})

describe('diff', () => {
  test('prints columns, or one line of JSON', async () => {
    const table = await printed(['HEAD', '--limit', '1'])
    expect(table).toMatch(/^left: HEAD, right: the working tree\n\n── /)
    expect(table).toContain(' │ ')
    expect(table).toMatch(
      /\d+ turns played, \d+ replies changed in \d+ ways, \d+ decisions changed\n$/,
    )
    const json: unknown = JSON.parse(await printed(['HEAD', '--json', '--limit=1']))
    expect(json).toMatchObject({
      revision: 'HEAD',
      replies: [{ said: expect.anything() }],
    })
  })

  test('leaves no copy of the revision behind', async () => {
    await changesSince(root, 'HEAD')
    await expect(changesSince(root, 'nowhere')).rejects.toThrow()
    expect(copies()).toEqual([])
  })

  test('names what is wrong with the content of an old revision', async () => {
    git('checkout', '--quiet', '-b', 'broken')
    edit(LIFTING, 'intent: lifting', 'intent: lifting\nnonsense: 1')
    git('commit', '--quiet', '--all', '--message=Broken')
    git('checkout', '--quiet', 'main')
    await expect(diff(root, ['broken'])).rejects.toMatchObject({
      code: 'REVISION_INVALID',
      message: expect.stringContaining('responses/en/lifting.yml:2: nonsense'),
    })
    expect(copies()).toEqual([])
  })

  test('says that a folder is no repository', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bonewise-diff-'))
    await expect(changesSince(folder, 'HEAD')).rejects.toMatchObject({ code: 'GIT_FAILED' })
    rmSync(folder, { recursive: true })
  })

  test.each([
    [['nowhere'], 'REVISION_UNKNOWN'],
    [['--', '--output=x'], 'REVISION_UNKNOWN'],
    [[], 'OPTION_INVALID'],
    [['HEAD', 'main'], 'OPTION_INVALID'],
    [['HEAD', '--limit=many'], 'OPTION_INVALID'],
    [['HEAD', '--limit'], 'OPTION_INVALID'],
    [['HEAD', '--much'], 'OPTION_INVALID'],
  ])('refuses %j', async (args, code) => {
    await expect(diff(root, args)).rejects.toMatchObject({ code })
  })
})

async function printed(args: readonly string[]): Promise<string> {
  let text = ''
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk)
    return true
  })
  await diff(root, args)
  write.mockRestore()
  return text
}

function models(): readonly string[] {
  return readdirSync(join(root, 'build/revision-models'), {
    recursive: true,
    encoding: 'utf8',
  }).filter((name) => name.endsWith('.bin'))
}

function copies(): readonly string[] {
  return readdirSync(join(root, 'build')).filter((name) => name.startsWith('revision-copy'))
}
