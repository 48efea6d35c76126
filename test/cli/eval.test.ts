import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { evaluate } from '../../src/cli/eval.js'
import { encodeWordVectors, NO_WORD_VECTORS } from '../../src/nlu/classifier/word-vectors.js'
import { train } from '../../src/cli/train.js'
import { aContentCopy, type ContentCopy } from '../support/content-copy.js'

let copy: ContentCopy
let file = ''
let warned = ''
const page = (name: string): string => join(copy.root, 'reports/eval', `${name}.html`)

beforeAll(async () => {
  copy = aContentCopy()
  mkdirSync(join(copy.root, 'models'))
  // None, so that models are made in no time.
  writeFileSync(join(copy.root, 'models/word-vectors.bin'), encodeWordVectors(NO_WORD_VECTORS))
  const parts = ['leg', 'arm', 'foot', 'hand', 'knee', 'calf']
  const positives = parts.map((part) => `my ${part} is twice as thick`)
  const taught = { swelling: { positives, lookalikes: ['thick soup'] } }
  copy.write('intents/en/_red_flag_examples.yml', JSON.stringify(taught))
  file = join(copy.root, 'made_up.jsonl')
  jest.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    warned += String(chunk)
    return true
  })
  await train(copy.root)
})

afterAll(() => {
  jest.restoreAllMocks()
  copy.remove()
})

async function run(...args: readonly string[]): Promise<string> {
  let text = ''
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk)
    return true
  })
  try {
    await evaluate(copy.root, args)
    return text
  } finally {
    write.mockRestore()
  }
}

/** Writes the file of messages, one a line; text stands as it is. */
function writeLines(...lines: readonly (object | string)[]): void {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))
  writeFileSync(file, `${text.join('\n')}\n`)
}

describe('evaluate with files', () => {
  const lifting = { id: 'a', text: 'Is lifting safe?', kind: 'question', accept: ['lifting'] }
  const fainted = { id: 'b', text: 'I fainted <b>', redflag: 'fainting', accept2: null }
  const yes = { id: 'c', text: 'yes', label: 'confirm_yes', source: 'made up' }

  test('plays each line, prints a summary, and writes a page and numbers', async () => {
    writeLines(lifting, '', fainted, yes)
    const printed = await run(file)
    expect(printed).toContain('== made_up: 3 messages')
    for (const part of ['Questions', 'Urgent', 'Service', 'Danger signs', 'made_up.html'])
      expect(printed).toContain(part)
    const { lines } = JSON.parse(readFileSync(page('made_up').replace('html', 'json'), 'utf8')) as {
      lines: object
    }
    expect(lines).toEqual({
      a: { task: 'question', outcome: 'answered_right', grade: 'right' },
      b: { task: 'urgent', outcome: 'escalated', grade: 'right' },
      c: { task: 'service', outcome: 'heard', grade: 'right' },
    })
    expect(readFileSync(page('made_up'), 'utf8')).toContain('<h1>made_up</h1>')
  })

  test('says what changed since the last run of the name', async () => {
    writeLines(lifting, fainted, yes)
    await run(file, '--name', 'again')
    expect(await run(file, '--name', 'again')).toContain('nothing changed')
    writeLines({ ...lifting, accept: ['calcium'] }, fainted)
    const printed = await run(file, '--name', 'again')
    expect(printed).toContain('question: answered right 1 → 0')
    expect(printed).toContain('1 worse: a')
    expect(printed).toContain('1 gone: c')
    writeFileSync(page('again').replace('html', 'json'), '{}')
    expect(await run(file, '--name', 'again')).not.toContain('since')
  })

  test('reads two questions from accept2 or from lists', async () => {
    writeLines(
      { ...lifting, accept2: ['calcium'] },
      { ...lifting, id: 'd', accept: [['lifting'], ['pills']] },
    )
    expect(await run(file)).toContain('Two questions at once')
  })

  test('warns of intents that are not there', async () => {
    writeLines({ ...lifting, accept: ['lifting', 'singing'] })
    await run(file)
    expect(warned).toContain('singing (1)')
  })

  test.each([
    ['{"id": "a", "text"', 'made_up.jsonl:2: is not JSON'],
    ['[]', 'made_up.jsonl:2: '],
    [{ text: 'x', urgent: true }, 'made_up.jsonl:2: id: '],
    [{ id: 'x', text: 'x', urgent: 'yes' }, 'made_up.jsonl:2: urgent: '],
    [{ id: 'x', text: 'x', accept: 'lifting' }, 'made_up.jsonl:2: accept: '],
    [{ id: 'x', text: 'x' }, 'made_up.jsonl:2: nothing says what would be right'],
    [{ ...lifting }, 'id "a" stands in'],
  ])('refuses %j', async (line, problem) => {
    writeLines(lifting, line)
    await expect(run(file)).rejects.toThrow(problem)
  })

  test.each([
    [['nowhere.jsonl'], 'there is no file nowhere.jsonl'],
    [['--name', 'x'], '--name needs files'],
    [['nowhere.jsonl', '--name', '../x'], 'is no file name'],
    [['nowhere.jsonl', '--name', ''], 'is no file name'],
    [['--fold'], '--fold'],
  ])('refuses the arguments %j', async (args, problem) => {
    await expect(run(...args)).rejects.toThrow(problem)
  })
})

describe('evaluate without files', () => {
  test('measures intents, intents with typos, and danger signs', async () => {
    const printed = await run()
    for (const name of ['folds', 'folds-typo', 'folds-red-flags']) {
      expect(printed).toContain(`== ${name}: `)
      expect(existsSync(page(name))).toBe(true)
    }
    expect(printed).toContain('learned detector')
    expect(await run()).toContain('nothing changed')
  }, 60_000)
})
