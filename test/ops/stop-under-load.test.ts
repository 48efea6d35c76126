import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { setTimeout as wait } from 'node:timers/promises'
import { aFolder } from '../support/folders.js'
import { talkUntil, type Talk } from '../support/load.js'
import { startServer } from '../support/server-child.js'
import { PATIENCE_MS } from '../support/until.js'

const LOAD_MS = 1000
const PATIENTS = 6

let folder: Awaited<ReturnType<typeof aFolder>>
beforeEach(async () => void (folder = await aFolder()))
afterEach(() => folder.remove())

/** Asks as a proxy does; resolves when it is told to send patients elsewhere. */
async function untilRed(url: string): Promise<void> {
  for (;;) {
    const status = await fetch(`${url}/readyz`).then(
      (answer) => answer.status,
      () => 0,
    )
    if (status !== 200) return
    await wait(50)
  }
}

async function historyOf(url: string, { conversationId, token }: Talk): Promise<readonly string[]> {
  const answer = await fetch(`${url}/api/v1/conversations/${conversationId}/messages`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const { messages } = (await answer.json()) as { messages: readonly { messageId: string }[] }
  return messages.map(({ messageId }) => messageId)
}

describe('SIGTERM under load', () => {
  test(
    'loses nothing, cuts no reply, and bothers nobody behind a proxy that heeds /readyz',
    async () => {
      const server = await startServer(folder.path, { DRAIN_SECONDS: '2' })
      let isRed = false
      const proxied = Array.from({ length: PATIENTS }, () => talkUntil(server.url, () => isRed))
      const direct = Array.from({ length: PATIENTS }, () => talkUntil(server.url, () => false))
      const probing = untilRed(server.url).then(() => (isRed = true))
      await wait(LOAD_MS)
      const code = await server.end('SIGTERM')
      await probing
      const [behindProxy, without] = [await Promise.all(proxied), await Promise.all(direct)]

      expect(code).toBe(0)
      const outcomes = behindProxy.flatMap((talk) => talk.outcomes)
      expect(outcomes.length).toBeGreaterThan(PATIENTS)
      expect(outcomes.filter((outcome) => outcome !== 'kept')).toEqual([])
      // Whoever comes when the door is shut gets no answer, and not half of one.
      for (const { outcomes: each } of without) {
        expect(each.slice(0, -1).every((outcome) => outcome === 'kept')).toBe(true)
        expect(each.at(-1)).toBe('gone')
      }

      const again = await startServer(folder.path)
      for (const talk of [...behindProxy, ...without]) {
        const there = await historyOf(again.url, talk)
        expect(new Set(there).size).toBe(there.length)
        // The newest hundred are shown.
        expect(there).toEqual(expect.arrayContaining(talk.kept.slice(-90)))
      }
      expect(await again.end('SIGINT')).toBe(0)
    },
    PATIENCE_MS,
  )
})
