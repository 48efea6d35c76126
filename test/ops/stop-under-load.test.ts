import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { setTimeout as wait } from 'node:timers/promises'
import { aFolder } from '../support/folders.js'
import { historyOf, keepTalking, openTalk, type Talk } from '../support/load.js'
import { startServer } from '../support/server-child.js'
import { PATIENCE_MS, until } from '../support/until.js'

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

const severalTalks = (url: string): Promise<readonly Talk[]> =>
  Promise.all(Array.from({ length: PATIENTS }, () => openTalk(url)))

describe('SIGTERM under load', () => {
  test(
    'loses nothing, cuts no reply, and bothers nobody behind a proxy that heeds /readyz',
    async () => {
      const server = await startServer(folder.path, { DRAIN_SECONDS: '3' })
      const { url } = server
      let isRed = false
      const [behindProxy, direct] = [await severalTalks(url), await severalTalks(url)]
      const all = [...behindProxy, ...direct]
      const talking = [
        ...behindProxy.map((talk) => keepTalking(url, talk, () => isRed)),
        ...direct.map((talk) => keepTalking(url, talk, () => false)),
      ]
      const probing = untilRed(url).then(() => (isRed = true))
      await until('all talk', () => all.every(({ kept }) => kept.length > 2))
      const code = await server.end('SIGTERM')
      await Promise.all([probing, ...talking])

      expect(code).toBe(0)
      for (const { outcomes } of behindProxy) expect(new Set(outcomes)).toEqual(new Set(['kept']))
      // Whoever comes when the door is shut gets no answer, and not half of one.
      for (const { outcomes } of direct) {
        expect(new Set(outcomes.slice(0, -1))).toEqual(new Set(['kept']))
        expect(outcomes.at(-1)).toBe('gone')
      }

      const again = await startServer(folder.path)
      for (const talk of all) {
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
