import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createConversations, type Conversations } from '../../src/server/conversation.js'
import { openLowdbStore, type DamageReport } from '../../src/store/lowdb.js'
import type { Store } from '../../src/store/store.js'
import { startChild } from '../support/child.js'
import { aFolder, filesBelow } from '../support/folders.js'
import { aSession, aTurn } from '../support/records.js'

const kills = Number(process.env.KILLS ?? 20)

interface Known {
  readonly conversationId: string
  readonly token: string
  readonly kept: string[]
}

let folder: string
let remove: () => Promise<void>
beforeAll(async () => {
  ;({ path: folder, remove } = await aFolder())
})
afterAll(() => remove())

/** Lets a process write and kills it at a random moment; returns what it has promised. */
async function writeAndKill(): Promise<readonly Known[]> {
  const child = startChild('message-writer.js', [folder])
  await child.line('opened')
  await sleep(Math.random() * 250)
  await child.kill()
  const known = new Map<string, Known>()
  for (const line of child.lines) {
    const [what, conversationId = '', last = ''] = line.split(' ')
    if (what === 'opened') known.set(conversationId, { conversationId, token: last, kept: [] })
    else known.get(conversationId)?.kept.push(last)
  }
  return [...known.values()]
}

async function restart(reports: DamageReport[]): Promise<[Store, Conversations]> {
  const store = await openLowdbStore({ folder, onDamaged: (report) => reports.push(report) })
  const conversations = createConversations({
    store,
    host: (session, message) => Promise.resolve(aTurn(session, message)),
    clock: () => new Date(),
    retentionDays: 90,
    newSession: (expiresAt, locale) => aSession({ expiresAt, locale }),
  })
  return [store, conversations]
}

/** Every message that was acknowledged is there once, and sending the last ones again changes nothing. */
async function checkKept(conversations: Conversations, known: Known): Promise<void> {
  const { kept, ...caller } = known
  const history = () => conversations.history({ ...caller, afterSeq: 0 })
  const found = (await history()).map(({ messageId }) => messageId)
  expect(found.slice(0, kept.length)).toEqual(kept)
  // The one on its way when the process died may be there or not, but no more than that one.
  expect(found.length - kept.length).toBeLessThanOrEqual(1)
  const next = `m${kept.length + 1}`
  for (const messageId of [...kept.slice(-1), next, next]) {
    await conversations.receive({ ...caller, messageId, text: `text of ${messageId}` })
  }
  const seqs = (await history()).map(({ seq, messageId }) => `${seq} ${messageId}`)
  expect(seqs).toEqual([...kept, next].map((messageId, index) => `${index + 1} ${messageId}`))
}

describe(`a process that is killed ${kills} times while it writes`, () => {
  test(
    'loses nothing that it has acknowledged, damages no file, takes no turn twice',
    async () => {
      const reports: DamageReport[] = []
      let messages = 0
      for (let round = 0; round < kills; round += 1) {
        const promised = await writeAndKill()
        const [store, conversations] = await restart(reports)
        for (const known of promised) await checkKept(conversations, known)
        expect(await filesBelow(join(folder, 'tmp'))).toEqual([])
        await store.close()
        messages += promised.reduce((sum, { kept }) => sum + kept.length, 0)
      }
      expect(reports).toEqual([])
      expect(await filesBelow(join(folder, 'damaged'))).toEqual([])
      expect(messages).toBeGreaterThan(kills)
    },
    30_000 + kills * 3_000,
  )
})
