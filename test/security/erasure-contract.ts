/** What must be gone from a store when a patient is forgotten, or time is up; one suite for all of them. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { newSession } from '../../src/dialogue/session.js'
import { createConversations, type Conversations } from '../../src/server/conversation.js'
import { createEraser } from '../../src/server/erase-patient.js'
import { createPhoneVault } from '../../src/server/phone-vault.js'
import { keyOf } from '../../src/store/data-folder.js'
import { noEnrolments } from '../../src/store/enrolments.js'
import type { Store } from '../../src/store/store.js'
import type { InboundMessage, Session, Turn } from '../../src/types.js'
import { aRequest, aTurn } from '../support/records.js'

export interface ErasableStore {
  readonly store: Store
  /** Every byte that is kept, in files or tables. */
  readonly allBytes: () => Promise<Buffer>
  readonly cleanUp: () => Promise<void>
}

const NUMBER = '+12125550142'
const EMAIL = 'Zebedee@marker.example'
const vault = createPhoneVault(Buffer.alloc(32, 7))
const DAY_MS = 86_400_000
const START = new Date('2026-01-01T00:00:00.000Z')

/** Words that stand in every text of one patient. */
const markersOf = (name: string) => ({ said: `${name}-said-this`, asked: `${name}-asked-this` })

const FORGET = 'forget me'

/** As the bot decides once the patient has confirmed it. */
function aTurnOrForgets(session: Session, message: InboundMessage): Turn {
  const turn = aTurn(session, message)
  if (message.utterance !== FORGET) return turn
  return { ...turn, decision: { kind: 'act', act: 'forget' } }
}

/** @param isSealed Whether the words must not be found even while they are kept. */
export function describeErasure(
  name: string,
  open: () => Promise<ErasableStore>,
  isSealed = false,
): void {
  describe(`${name}: what is erased`, () => {
    let store: Store
    let allBytes: ErasableStore['allBytes']
    let cleanUp: () => Promise<void>
    let conversations: Conversations
    let now: Date

    beforeEach(async () => {
      ;({ store, allBytes, cleanUp } = await open())
      now = START
      conversations = createConversations({
        store,
        host: (session, message) => Promise.resolve(aTurnOrForgets(session, message)),
        clock: () => now,
        retentionDays: 90,
        newSession,
      })
    })
    afterEach(async () => {
      await store.close()
      await cleanUp()
    })

    const isFound = async (...words: readonly string[]) => {
      const bytes = await allBytes()
      return words.filter((word) => bytes.includes(word))
    }

    /** Somebody who talks, rates, leaves a request, and says more. */
    const aPatient = async (who: string, contact: 'phone' | 'email' = 'phone') => {
      const { said, asked } = markersOf(who)
      const caller = await conversations.open('web')
      await conversations.receive({ ...caller, messageId: 'm1', text: said })
      await conversations.giveFeedback({ ...caller, seq: 1, isHelpful: false, reason: said })
      const expiresAt = new Date(now.getTime() + 90 * DAY_MS).toISOString()
      await store.writeHandoff({
        ...aRequest({ id: who.length, conversationId: caller.conversationId, about: asked }),
        name: `${who}-name`,
        contact:
          contact === 'phone'
            ? { kind: 'phone', value: NUMBER, shown: NUMBER }
            : { kind: 'email', value: EMAIL, shown: EMAIL },
        expiresAt,
      })
      await conversations.receive({ ...caller, messageId: 'm2', text: `${said} again` })
      const words = [said, asked, `${who}-name`, caller.conversationId, caller.token]
      return { caller, words, key: keyOf(caller.conversationId) }
    }

    /** Somebody who texts, and is in a programme. */
    const aTexter = async (isOptedOut: boolean) => {
      const { said } = markersOf('texter')
      const caller = await conversations.open('sms')
      await conversations.receive({ ...caller, messageId: 'm1', text: said })
      const key = vault.keyOf(NUMBER)
      await store.phones.change(key, () => ({
        schemaVersion: 1,
        key,
        sealedNumber: vault.seal(NUMBER),
        conversation: { id: caller.conversationId, sealedToken: vault.seal(caller.token) },
        isOptedOut,
        ledger: [
          { kind: 'granted', at: START.toISOString(), source: 'paper', wording: said, proof: 'p1' },
        ],
      }))
      await store.enrolments.change(key, () => ({
        ...noEnrolments(key),
        replied: [{ messageId: 'm1', atMs: 0, texts: [said] }],
      }))
      return { caller, key, words: [said, caller.conversationId] }
    }

    test('is nothing, as long as nobody asks', async () => {
      const { words } = await aPatient('ada')
      const found = await isFound(...words.slice(0, 3))
      expect(found).toEqual(isSealed ? [] : words.slice(0, 3))
      // A token is never there, and an id only inside a record.
      expect(await isFound(words[4]!)).toEqual([])
    })

    test('is every trace of a conversation that its patient forgets, and of no other', async () => {
      const ada = await aPatient('ada')
      const bertha = await aPatient('bertha')
      await conversations.forget(ada.caller)
      expect(await isFound(...ada.words, ada.key)).toEqual([])
      expect(await conversations.history({ ...bertha.caller, afterSeq: 0 })).toHaveLength(2)
      expect(await store.listHandoffs({ limit: 9 })).toHaveLength(1)
    })

    test('is all that was said before, where a patient forgets and goes on', async () => {
      const ada = await aPatient('ada')
      await conversations.receive({ ...ada.caller, messageId: 'm3', text: FORGET })
      expect(await isFound(...ada.words.slice(0, 3))).toEqual([])
      await conversations.receive({ ...ada.caller, messageId: 'm4', text: 'something new' })
      expect(await conversations.history({ ...ada.caller, afterSeq: 0 })).toHaveLength(2)
    })

    test('is every conversation in which a number was left, by the staff', async () => {
      const ada = await aPatient('ada')
      const cecily = await aPatient('cecily', 'email')
      const eraser = createEraser(store, vault)
      const erased = await eraser.erase({ kind: 'phone', value: NUMBER })
      expect(erased).toEqual({ conversationKeys: [ada.key], isNumberErased: false })
      expect(await isFound(...ada.words, ada.key, NUMBER)).toEqual([])
      expect(await store.listHandoffs({ limit: 9 })).toHaveLength(1)
      await eraser.erase({ kind: 'email', value: EMAIL.toLowerCase() })
      expect(await isFound(...cecily.words, cecily.key, EMAIL)).toEqual([])
    })

    test('is all that is kept of a number, by the staff', async () => {
      const { words, key } = await aTexter(false)
      const erased = await createEraser(store, vault).erase({ kind: 'phone', value: NUMBER })
      expect(erased).toEqual({ conversationKeys: [], isNumberErased: true })
      expect(await isFound(...words, NUMBER, key)).toEqual([])
      expect(await createEraser(store, vault).erase({ kind: 'phone', value: NUMBER })).toEqual({
        conversationKeys: [],
        isNumberErased: false,
      })
    })

    test('is all but the mark of a number that has opted out', async () => {
      const { words, key } = await aTexter(true)
      await createEraser(store, vault).erase({ kind: 'phone', value: NUMBER })
      expect(await isFound(...words, NUMBER)).toEqual([])
      expect(await store.phones.read(key)).toMatchObject({ isOptedOut: true, key })
      expect((await store.phones.read(key))?.sealedNumber).toBeUndefined()
    })

    test('is what nobody has written in for 90 days, and nothing earlier', async () => {
      const ada = await aPatient('ada')
      now = new Date(START.getTime() + 10 * DAY_MS)
      const bertha = await aPatient('bertha')
      const sweepAt = (days: number) =>
        store.eraseExpired(new Date(START.getTime() + days * DAY_MS + 1_000).toISOString())
      await sweepAt(89)
      expect(await store.read(ada.caller.conversationId)).toBeDefined()
      await sweepAt(90)
      expect(await isFound(...ada.words, ada.key)).toEqual([])
      expect(await store.read(bertha.caller.conversationId)).toBeDefined()
    })

    test('does not come back with a message that was under way', async () => {
      const ada = await aPatient('ada')
      const late = conversations.receive({
        ...ada.caller,
        messageId: 'm3',
        text: `${ada.words[0]!} late`,
      })
      const forgotten = conversations.forget(ada.caller)
      await Promise.allSettled([late, forgotten])
      expect(await isFound(...ada.words, ada.key)).toEqual([])
    })
  })
}
