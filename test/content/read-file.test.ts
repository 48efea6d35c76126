import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { readFile } from '../../src/content/read-file.js'

const schema = z.strictObject({
  name: z.string(),
  parts: z.array(z.strictObject({ text: z.string(), size: z.number().optional() })),
})

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bonewise-'))
})
afterEach(() => rmSync(root, { recursive: true }))

function read(text: string) {
  writeFileSync(join(root, 'some.yml'), text)
  return readFile(root, 'some.yml', schema)
}

const good = `# a comment
name: one

parts:
  - text: first
  - size: 2
    text: |-
      second
      line
`

describe('readFile', () => {
  test('gives the value of a valid file, and no problems', () => {
    const { value, problems } = read(good)
    expect(problems).toEqual([])
    expect(value).toEqual({
      name: 'one',
      parts: [{ text: 'first' }, { size: 2, text: 'second\nline' }],
    })
  })

  test.each([
    [['name'], 2],
    [['parts'], 4],
    [['parts', 0], 5],
    [['parts', 0, 'text'], 5],
    [['parts', 1], 6],
    [['parts', 1, 'size'], 6],
    [['parts', 1, 'text'], 7],
  ] as const)('knows that %j stands on line %d', (path, line) => {
    expect(read(good).lineOf(path)).toBe(line)
  })

  test('names the nearest line above a field that is not there', () => {
    expect(read(good).lineOf(['parts', 1, 'absent'])).toBe(6)
    expect(read(good).lineOf(['absent'])).toBe(1)
    expect(read(good).lineOf([])).toBe(1)
  })

  test('tells a wrong value with its line and path', () => {
    const { value, problems } = read(good.replace('size: 2', 'size: two'))
    expect(value).toBeUndefined()
    expect(problems).toMatchObject([{ file: 'some.yml', line: 6, field: 'parts.1.size' }])
  })

  test('tells each unknown key where it stands', () => {
    const { problems } = read(`${good}wrong: 1\nodd: 2\n`)
    expect(problems).toMatchObject([
      { line: 10, field: 'wrong' },
      { line: 11, field: 'odd' },
    ])
  })

  test('tells every problem, not only the first', () => {
    const { problems } = read('name: 1\nparts: none\n')
    expect(problems.map(({ line, field }) => [line, field])).toEqual([
      [1, 'name'],
      [2, 'parts'],
    ])
  })

  test.each([
    ['a value with a colon', 'name: one: two\nparts: []\n', 1],
    ['a key that stands twice', 'name: one\nparts: []\nname: two\n', 3],
    ['a quote that is never closed', 'parts: []\nname: "one\n', 3],
  ])('tells the line of %s', (_, text, line) => {
    const { value, problems } = read(text)
    expect(value).toBeUndefined()
    expect(problems[0]).toMatchObject({ file: 'some.yml', line, field: '' })
  })

  test('tells that a file is missing or empty', () => {
    expect(readFile(root, 'absent.yml', schema).problems).toMatchObject([
      { file: 'absent.yml', line: 1, problem: 'the file is missing' },
    ])
    expect(read('').problems).toHaveLength(1)
  })
})
