import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { cp, rm } from 'node:fs/promises'
import { Agent } from 'node:http'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { aFolder } from '../support/folders.js'
import { historyOf, keepTalking, openTalk, post, type Talk } from '../support/load.js'
import { startServer } from '../support/server-child.js'
import { PATIENCE_MS, until } from '../support/until.js'

const PATIENTS = 4
const SETTINGS = { DATA_KEY: Buffer.alloc(32, 7).toString('base64') }
/** As `cp -a`: a file's time says when it expires. */
const AS_IT_IS = { recursive: true, preserveTimestamps: true }

let folder: Awaited<ReturnType<typeof aFolder>>
beforeEach(async () => void (folder = await aFolder()))
afterEach(() => folder.remove())

async function saysOneThingMore(url: string, { conversationId, token }: Talk): Promise<string> {
  const agent = new Agent()
  const body = { id: 'after', text: 'what is osteopenia?' }
  const path = `${url}/api/v1/conversations/${conversationId}/messages`
  const { outcome } = await post(path, { agent, token, body })
  agent.destroy()
  return outcome
}

describe('a backup of the data folder, as docs/operations.md tells', () => {
  test(
    'holds all that was answered before, also when the server only paused, and talks go on from it',
    async () => {
      const data = join(folder.path, 'data')
      const paused = join(folder.path, 'paused')
      const server = await startServer(data, SETTINGS)
      const talks = await Promise.all(Array.from({ length: PATIENTS }, () => openTalk(server.url)))
      let isOver = false
      const talking = talks.map((talk) => keepTalking(server.url, talk, () => isOver))
      await until('all talk', () => talks.every(({ kept }) => kept.length > 2))

      process.kill(server.pid, 'SIGSTOP')
      await wait(200)
      const keptBefore = talks.map(({ kept }) => [...kept])
      await cp(data, paused, AS_IT_IS)
      process.kill(server.pid, 'SIGCONT')
      isOver = true
      await Promise.all(talking)
      expect(new Set(talks.flatMap(({ outcomes }) => outcomes))).toEqual(new Set(['kept']))
      expect(await server.end('SIGTERM')).toBe(0)
      const stopped = join(folder.path, 'stopped')
      await cp(data, stopped, AS_IT_IS)

      // The box is lost.
      await rm(data, { recursive: true })
      const backups = [
        { from: paused, has: keptBefore },
        { from: stopped, has: talks.map(({ kept }) => kept) },
      ]
      for (const { from, has } of backups) {
        await cp(from, data, AS_IT_IS)
        const again = await startServer(data, SETTINGS)
        for (const [index, talk] of talks.entries()) {
          const there = await historyOf(again.url, talk)
          expect(there).toEqual(expect.arrayContaining((has[index] ?? []).slice(-90)))
          expect(await saysOneThingMore(again.url, talk)).toBe('kept')
        }
        expect(await again.end('SIGTERM')).toBe(0)
        await rm(data, { recursive: true })
      }
    },
    PATIENCE_MS,
  )
})
