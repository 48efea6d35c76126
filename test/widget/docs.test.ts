/** docs/widget.md names all that there is, and no more than is true. */
import { describe, expect, test } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { LIGHT } from '../../src/look/colors.js'

const docs = readFileSync('docs/widget.md', 'utf8')
const code = filesIn('src/widget').join('\n')

const namesBy = (pattern: RegExp, text: string) =>
  [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].sort()

describe('docs/widget.md', () => {
  test('names every attribute', () => {
    const options = readFileSync('src/widget/options.ts', 'utf8')
    const names = namesBy(/(?:text|oneOf)\('([\w-]+)'/g, options)
    expect(names.length).toBeGreaterThan(8)
    expect([...names, 'open'].filter((name) => !docs.includes(`| \`${name}\` `))).toEqual([])
  })

  test('names every event', () => {
    const events = /interface EventDetails \{([\s\S]*?)\n\}/.exec(code)?.[1] ?? ''
    const names = namesBy(/readonly (\w+):[^:]*$/gm, events.replace(/\{.*\}/g, 'detail'))
    expect(names.length).toBeGreaterThan(4)
    expect(names.filter((name) => !docs.includes(`\`bone-chat-${name}\``))).toEqual([])
  })

  test('names every part, and none that is not there', () => {
    const parts = namesBy(/part: '(\w+)'/g, code)
    const told = namesBy(/`(\w+)`/g, /^Parts: .*$/m.exec(docs)?.[0] ?? '')
    expect(told).toEqual(parts)
  })

  test('names every property', () => {
    const settings = namesBy(/var\((--bone-chat-[a-z-]+),/g, code)
    const colours = namesBy(/--([\w-]+):/g, LIGHT).map((name) => `--bone-chat-${name}`)
    const missing = [...settings, ...colours].filter((name) => !docs.includes(`\`${name}\``))
    expect(missing).toEqual([])
  })

  test('tells the size as it is', () => {
    const told = Number(/\| Bonewise\s+\| (\d+) KB/.exec(docs)?.[1])
    const bytes = gzipSync(readFileSync('build/widget/widget.js'), { level: 9 }).length
    expect(Math.abs(told - bytes / 1024)).toBeLessThanOrEqual(1)
  })
})

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesIn(path)
    return path.endsWith('.ts') ? [readFileSync(path, 'utf8')] : []
  })
}
