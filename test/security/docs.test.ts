import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { STAFF_SCOPES } from '../../src/config/staff.js'

const text = readFileSync('docs/security.md', 'utf8')

describe('docs/security.md', () => {
  test('names tests that there are', () => {
    const named = [...text.matchAll(/`(test\/[\w./-]+)`/g)].map(([, path = '']) => path)
    expect(named.length).toBeGreaterThan(12)
    expect(named.filter((path) => !existsSync(path))).toEqual([])
  })

  test.each(Array.from({ length: 10 }, (_, n) => n + 1))('walks through API%i with a test', (n) => {
    const row = new RegExp(`^\\| API${n} .*$`, 'm').exec(text)?.[0] ?? ''
    expect(row).toMatch(new RegExp(`test/security/api${n}-\\w+\\.test\\.ts`))
  })

  test('tells what each scope lets somebody do', () => {
    for (const scope of STAFF_SCOPES) expect(text).toMatch(new RegExp(`^\\| \`${scope}\``, 'm'))
  })
})
