import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

/** What a phone on a slow line fetches; the lightest known peer has 111 KB. */
const MOST_KB = 25

describe('the bundle', () => {
  const script = readFileSync('build/widget/widget.js')

  test(`is at most ${MOST_KB} KB, minified and gzipped`, () => {
    expect(gzipSync(script, { level: 9 }).length / 1024).toBeLessThanOrEqual(MOST_KB)
  })

  test('makes no HTML of text, no code of text and no inline style', () => {
    const text = script.toString('utf8')
    const doors =
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setAttribute\(["']style|\.cssText|javascript:/
    expect(doors.exec(text)?.[0]).toBeUndefined()
  })

  test('names no address but the ones of the standards that it speaks', () => {
    const addresses = script.toString('utf8').match(/https?:\/\/[^"'`\s)]+/g) ?? []
    expect(addresses.filter((a) => !a.startsWith('http://www.w3.org/'))).toEqual([])
  })
})
