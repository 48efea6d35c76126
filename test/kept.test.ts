import { describe, expect, test } from '@jest/globals'
import { cpSync, mkdtempSync, appendFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  decodeContent,
  encodeContent,
  nameOfSources,
  withoutExamples,
} from '../src/content/kept.js'
import { loadContent } from '../src/content/load.js'
import { signedUntil } from '../src/content/signature.js'

const content = loadContent('.')
const served = withoutExamples(content)

describe('kept content', () => {
  test('reads back as it was, except for absent fields', () => {
    expect(decodeContent(encodeContent(served))).toEqual(served)
  })

  test('has the same signatures, which stand under exact words', () => {
    expect(signedUntil(decodeContent(encodeContent(served)))).toEqual(signedUntil(content))
  })

  test('has no example of what patients say', () => {
    const text = encodeContent(served)
    const examples = [...content.intents.values()].flatMap((intent) => intent.examples)
    const told = examples.filter((example) => example.length > 40).slice(0, 200)
    expect(told.length).toBeGreaterThan(100)
    expect(told.filter((example) => text.includes(JSON.stringify(example)))).toEqual([])
  })

  test('cannot be changed', () => {
    const kept = decodeContent(encodeContent(served))
    expect(Object.isFrozen(kept.intents.get('calcium_amount'))).toBe(true)
  })
})

describe('nameOfSources', () => {
  test('is another one as soon as a file of the content is another one', () => {
    const root = mkdtempSync(join(tmpdir(), 'bonewise-kept-'))
    for (const folder of ['intents', 'responses'])
      cpSync(folder, join(root, folder), { recursive: true })
    const before = nameOfSources(root)
    expect(nameOfSources('.')).toBe(before)
    appendFileSync(join(root, 'responses/_facts.yml'), '\n# a word more\n')
    expect(nameOfSources(root)).not.toBe(before)
  })
})
