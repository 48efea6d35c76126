/** The embedded store killed at random moments while conversations are written into it. */
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { createConversations, type Conversations } from '../../src/server/conversation.js'
import { openLowdbStore, type DamageReport } from '../../src/store/lowdb.js'
import type { Store } from '../../src/store/store.js'
import { startChild } from '../support/child.js'
import { aFolder, filesBelow } from '../support/folders.js'
import { aSession, aTurn } from '../support/records.js'
import type { Report } from './talk.js'

interface Known {
  readonly conversationId: string
  readonly token: string
  /** Ids of the messages that were acknowledged. */
  readonly kept: string[]
}

/** Kills a process again and again, all over one folder; holds that nothing acknowledged is lost or there twice. */
export async function killEmbedded(kills: number): Promise<Report> {
  const folder = await aFolder()
  const reports: DamageReport[] = []
  let [messages, replayed] = [0, 0]
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const promised = await writeAndKill(folder.path)
      if ((await filesBelow(folder.path)).some((file) => file.startsWith('journal/'))) replayed += 1
      const [store, conversations] = await restart(folder.path, reports)
      for (const known of promised) await checkKept(conversations, known)
      await store.close()
      messages += promised.reduce((sum, { kept }) => sum + kept.length, 0)
    }
    const left = (await filesBelow(folder.path)).filter((file) => !/^conversations\//.test(file))
    assert.equal(JSON.stringify({ reports, left }), JSON.stringify({ reports: [], left: [] }))
    assert.ok(messages > kills, 'hardly anything was written between the kills')
    return { kills, messages, replayed }
  } finally {
    await folder.remove()
  }
}

/** Lets a process write and kills it at a random moment; returns what it has promised. */
async function writeAndKill(folder: string): Promise<readonly Known[]> {
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

async function restart(folder: string, reports: DamageReport[]): Promise<[Store, Conversations]> {
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
  assert.deepEqual(found.slice(0, kept.length), kept)
  // The one on its way when the process died may be there or not, but no more than that one.
  assert.ok(found.length - kept.length <= 1, 'a message is there that was never sent')
  const next = `m${kept.length + 1}`
  for (const messageId of [...kept.slice(-1), next, next]) {
    await conversations.receive({ ...caller, messageId, text: `text of ${messageId}` })
  }
  const seqs = (await history()).map(({ seq, messageId }) => `${seq} ${messageId}`)
  assert.deepEqual(
    seqs,
    [...kept, next].map((messageId, index) => `${index + 1} ${messageId}`),
  )
}
