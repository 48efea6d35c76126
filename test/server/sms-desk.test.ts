import { beforeEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { linkedBy } from '../../src/server/sms-link.js'
import type { Store } from '../../src/store/store.js'
import { storeDown, type FakeConversations } from '../support/fake-conversations.js'
import { vault } from '../support/follow-ups.js'
import { aDesk, KEY as key, NUMBER, OTHER, type ADesk } from '../support/sms-desk.js'

let made: ADesk
let store: Store
let conversations: FakeConversations
let say: ADesk['say']

beforeEach(() => {
  made = aDesk()
  ;({ store, conversations, say } = made)
})

describe('a text message', () => {
  test('is answered in the conversation of its number, whose first answer says who texts', async () => {
    expect(await say('one')).toEqual(['You wrote one', 'FIRST'])
    expect(await say('two')).toEqual(['You wrote two'])
    expect(await say('one', OTHER)).toEqual(['You wrote one', 'FIRST'])
    expect(conversations.kept.size).toBe(2)
  })

  test('that comes again gets the same texts and takes no second turn', async () => {
    const first = await say('one', NUMBER, 'SM-same')
    expect(await say('one', NUMBER, 'SM-same')).toEqual(first)
    expect(conversations.turnsTaken()).toBe(1)
  })

  test('two at once open one conversation', async () => {
    await Promise.all([say('one'), say('two'), say('three')])
    expect(conversations.kept.size).toBe(1)
  })

  test('leads to its sources by a link that tells nothing', async () => {
    await say('one')
    const [text = ''] = await say('sourced')
    const id = /\/s\/(\S+)$/.exec(text)?.[1] ?? ''
    expect(id).toMatch(/^[\w-]{32}$/)
    const [conversationId] = [...conversations.kept.keys()]
    expect(linkedBy(vault, id)).toEqual({ conversationId, seq: 2 })
  })

  test('fails as a whole when nothing can be kept', async () => {
    conversations.failWith(storeDown())
    await expect(say('one')).rejects.toMatchObject({ code: 'STORE_FAILED' })
    expect(await say('chest pain')).toEqual(['Call 911.'])
    conversations.failWith(undefined)
    expect(await say('one')).toEqual(['You wrote one', 'FIRST'])
  })
})

describe('STOP', () => {
  test('leaves nothing of what is written after it', async () => {
    await say('one')
    await say('STOP')
    await say('a secret')
    expect(conversations.turnsTaken()).toBe(1)
  })

  test('is confirmed once, and after it there is silence', async () => {
    await say('one')
    expect(await say('STOP')).toEqual(['STOPPED'])
    expect(await say('STOP')).toEqual([])
    expect(await say('are you there')).toEqual([])
    expect(await say('HELP')).toEqual(['HELPED'])
  })

  test('is confirmed in the same words when the provider sends it again', async () => {
    expect(await say('STOP', NUMBER, 'SM-stop')).toEqual(['STOPPED'])
    expect(await say('STOP', NUMBER, 'SM-stop')).toEqual(['STOPPED'])
  })

  test('that the provider has confirmed itself is marked, and not confirmed again', async () => {
    const handled = (text: string) =>
      made.desk.answer({
        ...{ messageId: `SM ${text}`, from: NUMBER, to: '+12125550100', text },
        isHandled: true,
      })
    expect(await handled('STOP')).toEqual([])
    expect((await store.phones.read(key))?.isOptedOut).toBe(true)
    expect(await handled('HELP')).toEqual([])
    expect(await handled('START')).toEqual([])
    expect((await store.phones.read(key))?.isOptedOut).toBe(false)
    // Twilio takes YES for a word of its own, too, and it may be the answer to a question.
    expect(await handled('YES')).toEqual(['You wrote YES', 'FIRST'])
  })

  test('works although no conversation can be kept', async () => {
    conversations.failWith(storeDown())
    expect(await say('STOP')).toEqual(['STOPPED'])
    expect((await store.phones.read(key))?.isOptedOut).toBe(true)
  })

  test('of the bot’s own hearing counts as much', async () => {
    expect(await say('enough of these')).toEqual(['Bye.'])
    expect(await say('one')).toEqual([])
  })

  test('and a cry for help are both heard, also when nothing else can be kept', async () => {
    expect(await say('STOP this I have chest pain')).toEqual(['Call 911.', 'STOPPED'])
    expect(await say('STOP all of this now please', OTHER)).toEqual(['STOPPED'])
    conversations.failWith(storeDown())
    const third = '+12125550145'
    expect(await say('STOP this I have chest pain', third)).toEqual(['STOPPED'])
  })

  test('does not silence whom to call in danger', async () => {
    await say('STOP')
    expect(await say('chest pain')).toEqual(['Call 911.'])
  })

  test('ends by START alone', async () => {
    await say('STOP')
    expect(await say('START')).toEqual(['STARTED'])
    expect((await say('one')).at(0)).toBe('You wrote one')
  })

  test('keeps who, when, the words and the proof, and never the number', async () => {
    await say('STOP', NUMBER, 'SM-1')
    await say('START', NUMBER, 'SM-2')
    const phone = await store.phones.read(key)
    const at = '2026-01-15T12:00:00.000Z'
    expect(phone?.ledger).toEqual([
      { kind: 'stopped', at, source: 'sms', wording: 'STOP', proof: 'SM-1' },
      { kind: 'restarted', at, source: 'sms', wording: 'START', proof: 'SM-2' },
    ])
    expect(JSON.stringify(phone)).not.toContain(NUMBER.slice(1))
    expect(vault.open(phone?.sealedNumber ?? '')).toBe(NUMBER)
  })
})

describe('forget me', () => {
  test('leaves nothing of a number that was not opted out', async () => {
    await say('one')
    await say('forget me')
    expect(await store.phones.read(key)).toBeUndefined()
  })

  test('leaves the mark of one that was, and no word of the patient', async () => {
    await say('one')
    await say('STOP')
    await say('forget me')
    const phone = await store.phones.read(key)
    expect(phone?.isOptedOut).toBe(true)
    expect(JSON.stringify(phone)).not.toMatch(/sealed|wording/)
    expect(await say('hello again')).toEqual([])
    expect(await store.phones.read(key)).toEqual(phone)
  })
})

describe('whatever comes in', () => {
  const event = fc.constantFrom('one', 'STOP', 'START', 'HELP', 'forget me', 'enough of these')

  test('after an opt-out nothing but START brings back an answer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 12 }), async (texts) => {
        ;({ store, say } = aDesk())
        let isOut = false
        for (const text of texts) {
          const answer = await say(text)
          if (text === 'STOP' || text === 'enough of these') isOut = true
          else if (text === 'START') isOut = false
          else if (isOut && text !== 'HELP') expect(answer).toEqual([])
          expect((await store.phones.read(key))?.isOptedOut ?? false).toBe(isOut)
        }
      }),
      { numRuns: 60 },
    )
  })
})
