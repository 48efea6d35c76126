import { beforeEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createPhoneVault } from '../../src/server/phone-vault.js'
import { createSmsDesk, linkKeyOf, type SmsDesk } from '../../src/server/sms-desk.js'
import { createMemoryStore } from '../../src/store/memory.js'
import type { Store } from '../../src/store/store.js'
import { aReply, fakeConversations, storeDown } from '../support/fake-conversations.js'
import type { FakeConversations } from '../support/fake-conversations.js'

const NUMBER = '+12125550143'
const OTHER = '+12125550144'
const vault = createPhoneVault(Buffer.alloc(32, 7))
const key = vault.keyOf(NUMBER)

let store: Store
let conversations: FakeConversations
let desk: SmsDesk
let messages = 0

beforeEach(() => {
  store = createMemoryStore()
  conversations = fakeConversations((text) => {
    if (text === 'forget me') return aReply({ responseId: 'act.forget', shortText: 'Done.' })
    if (text === 'enough of these') return aReply({ responseId: 'act.opt_out', shortText: 'Bye.' })
    if (text.includes('chest pain')) return aReply({ urgency: 'emergency', shortText: 'Call 911.' })
    if (text === 'sourced') return aReply({ shortText: 'So.', citations: ['who_1994'] })
    return aReply({ shortText: `You wrote ${text}` })
  })
  desk = deskOver(store)
})

function deskOver({ phones, links }: Store): SmsDesk {
  return createSmsDesk({
    phones,
    links,
    vault,
    conversations,
    clock: () => new Date('2026-01-15T12:00:00.000Z'),
    hearConsent: (text) =>
      text.startsWith('STOP ')
        ? 'stop'
        : ({ STOP: 'stop', START: 'start', HELP: 'help' } as const)[text as 'STOP'],
    words: { stop: 'STOPPED', start: 'STARTED', help: 'HELPED', first: 'FIRST' },
    sourcesAt: (id) => `Sources: https://bot.example/s/${id}`,
  })
}

const say = (text: string, from = NUMBER, messageId = `SM${++messages}`) =>
  desk.answer({ messageId, from, to: '+12125550100', text })

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
    expect(id).toMatch(/^[\w-]{11}$/)
    const [conversationId] = [...conversations.kept.keys()]
    const link = await store.links.read(linkKeyOf(id))
    expect(link).toMatchObject({ conversationId, seq: 2 })
  })

  test('fails as a whole when nothing can be kept', async () => {
    conversations.failWith(storeDown())
    await expect(say('one')).rejects.toMatchObject({ code: 'STORE_FAILED' })
    conversations.failWith(undefined)
    expect(await say('one')).toEqual(['You wrote one', 'FIRST'])
  })
})

describe('STOP', () => {
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
  })
})

describe('whatever comes in', () => {
  const event = fc.constantFrom('one', 'STOP', 'START', 'HELP', 'forget me', 'enough of these')

  test('after an opt-out nothing but START brings back an answer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 12 }), async (texts) => {
        store = createMemoryStore()
        desk = deskOver(store)
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
