import { beforeEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createPhoneVault } from '../../src/server/phone-vault.js'
import { createSmsDesk, type SmsDesk } from '../../src/server/sms-desk.js'
import { linkedBy } from '../../src/server/sms-link.js'
import { createPace } from '../../src/server/sms-pace.js'
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
let nowMs = 0

beforeEach(() => {
  nowMs = Date.parse('2026-01-15T12:00:00.000Z')
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

function deskOver({ phones }: Store): SmsDesk {
  const clock = () => new Date(nowMs)
  return createSmsDesk({
    ...{ phones, vault, conversations, clock, pace: createPace(clock) },
    weighAlone: ({ text }) => ({ weighed: conversations.weighText(text), text: 'Call 911.' }),
    hearConsent: (text) =>
      text.startsWith('STOP ')
        ? 'stop'
        : ({ STOP: 'stop', START: 'start', HELP: 'help' } as const)[text as 'STOP'],
    words: { stop: 'STOPPED', start: 'STARTED', help: 'HELPED', first: 'FIRST', tooFast: 'SLOW' },
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

describe('a number that sends more than is answered', () => {
  const flood = async (count: number) => {
    const answers: string[] = []
    for (let at = 0; at < count; at++) answers.push(...(await say(`text ${at}`)))
    return answers
  }

  test('is told so once, and then met with silence', async () => {
    const answers = await flood(40)
    expect(answers.filter((text) => text === 'SLOW')).toHaveLength(1)
    expect(answers.at(-1)).toBe('SLOW')
    expect(answers).toHaveLength(32)
    expect(conversations.turnsTaken()).toBe(30)
    expect(await say('HELP')).toEqual([])
    expect(await say('one', OTHER)).toEqual(['You wrote one', 'FIRST'])
    nowMs += 11 * 60_000
    expect(await say('now')).toEqual(['You wrote now'])
  })

  test('is told the same when the provider sends that message again', async () => {
    await flood(30)
    expect(await say('more', NUMBER, 'SM-31')).toEqual(['SLOW'])
    expect(await say('more', NUMBER, 'SM-31')).toEqual(['SLOW'])
    expect(await say('more', NUMBER, 'SM-32')).toEqual([])
  })

  test('is heard in danger, and when it wants to be left alone', async () => {
    await flood(40)
    expect(await say('chest pain')).toEqual(['Call 911.'])
    expect(await say('enough of these')).toEqual(['Bye.'])
    expect(await say('START')).toEqual(['STARTED'])
    expect(await say('STOP')).toEqual(['STOPPED'])
  })

  test('gets the same answer again to a message that was answered, however often it comes', async () => {
    const first = await say('one', NUMBER, 'SM-same')
    for (let times = 0; times < 100; times++) {
      expect(await say('one', NUMBER, 'SM-same')).toEqual(first)
    }
    expect(conversations.turnsTaken()).toBe(1)
  })

  test('has no more than 200 answers a day', async () => {
    let answered = 0
    for (let hour = 0; hour < 20; hour++) {
      answered += (await flood(25)).filter((text) => text.startsWith('You')).length
      nowMs += 3_600_000
    }
    expect(answered).toBe(200)
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
