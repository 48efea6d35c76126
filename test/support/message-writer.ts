/**
 * A process that opens conversations in the folder of its first argument and writes messages into them,
 * several at once, until it is killed. Prints `opened <id> <token>` and `kept <id> <messageId>`.
 */
import { createConversations } from '../../src/server/conversation.js'
import { openLowdbStore } from '../../src/store/lowdb.js'
import { aSession, aTurn } from './records.js'

const writers = 4
const messagesEach = 12

const conversations = createConversations({
  store: await openLowdbStore({
    folder: process.argv[2] ?? '',
    // Short, so that many a kill comes while files are written.
    journal: { bytes: 50_000, seconds: 0.1 },
  }),
  host: (session, message) => Promise.resolve(aTurn(session, message)),
  clock: () => new Date(),
  retentionDays: 90,
  newSession: (expiresAt, locale) => aSession({ expiresAt, locale }),
})

async function writeForEver(): Promise<never> {
  for (;;) {
    const { conversationId, token } = await conversations.open('web')
    process.stdout.write(`opened ${conversationId} ${token}\n`)
    for (let n = 1; n <= messagesEach; n += 1) {
      const messageId = `m${n}`
      await conversations.receive({
        conversationId,
        token,
        messageId,
        text: `text of ${messageId}`,
      })
      process.stdout.write(`kept ${conversationId} ${messageId}\n`)
    }
  }
}

await Promise.all(Array.from({ length: writers }, writeForEver))
