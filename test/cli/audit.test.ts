import { describe, expect, test } from '@jest/globals'
import { audit } from '../../src/cli/audit.js'
import { createMemoryAudit } from '../../src/store/audit-memory.js'

async function printed(args: readonly string[], change = (text: string) => text) {
  const trail = createMemoryAudit()
  const entry = { at: '2026-11-22T14:00:00.000Z', action: 'listHandoffs', records: ['0a'] }
  for (const staff of ['ann', 'bob', 'cleo'])
    await trail.append({ ...entry, staff, outcome: 'done' })
  const texts: string[] = []
  for await (const text of trail.read()) texts.push(change(text))
  const lines: string[] = []
  const read = async function* () {
    yield* await Promise.resolve(texts)
  }
  await audit(args, { read }, (line) => lines.push(line))
  return lines
}

describe('audit', () => {
  test('prints each line as it is kept', async () => {
    const lines = await printed([])
    expect(lines.map((line) => (JSON.parse(line) as { staff: string }).staff)).toEqual([
      'ann',
      'bob',
      'cleo',
    ])
  })

  test('verifies, and tells the head, which the log has, too', async () => {
    const [first, head] = await printed(['--verify'])
    expect(first).toBe('3 lines, each names the one before')
    expect(head).toMatch(/^head: 3 [0-9a-f]{64}$/)
  })

  test('tells where it was changed', async () => {
    const changed = printed(['--verify'], (text) => text.replace('bob', 'eve'))
    await expect(changed).rejects.toThrow(/after 2 lines, the next does not follow/)
    await expect(printed(['--verify'], () => '{}')).rejects.toThrow(/after 0 lines.*is no line/)
    await expect(printed(['--check'])).rejects.toThrow(/takes --verify/)
  })
})
