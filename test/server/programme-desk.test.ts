/** Replies to the programmes of this project, through the desk. */
import { beforeEach, describe, expect, test } from '@jest/globals'
import type { Enrolment } from '../../src/outreach/records.js'
import { createProgrammeDesk } from '../../src/server/programme-desk.js'
import { createSmsDesk, type SmsDesk } from '../../src/server/sms-desk.js'
import { createPace } from '../../src/server/sms-pace.js'
import { createMemoryStore } from '../../src/store/memory.js'
import type { Store } from '../../src/store/store.js'
import { aReply, fakeConversations, type FakeConversations } from '../support/fake-conversations.js'
import { enrol, OTHER, PATIENT, vault } from '../support/follow-ups.js'
import { at, partsWith, realFollowUps } from '../support/outreach.js'

const KEY = vault.keyOf(PATIENT)
const texts = partsWith(realFollowUps())

let store: Store
let desk: SmsDesk
let conversations: FakeConversations
let nowMs: number
let told: number
let messages = 0

beforeEach(() => {
  store = createMemoryStore()
  nowMs = at('2026-03-09', 12)
  told = 0
  conversations = fakeConversations((text) => {
    if (text === 'forget me') return aReply({ responseId: 'act.forget', shortText: 'Done.' })
    if (text.includes('enough')) return aReply({ responseId: 'act.opt_out', shortText: 'Bye.' })
    if (text.includes('chest pain')) return aReply({ urgency: 'emergency', shortText: 'Call 911.' })
    return aReply({ shortText: `You wrote ${text}` })
  })
  const clock = () => new Date(nowMs)
  desk = createSmsDesk({
    ...{ phones: store.phones, vault, conversations, clock, pace: createPace(clock) },
    weighAlone: ({ text }) => ({ weighed: conversations.weighText(text), text: 'Call 911.' }),
    programmes: createProgrammeDesk({
      ...{ enrolments: store.enrolments, requests: store, texts, clock },
      ...{ deliveryWays: ['email'], onRequest: () => void told++, retentionDays: 90 },
    }),
    hearConsent: (text) => (({ STOP: 'stop', START: 'start' }) as const)[text as 'STOP'],
    words: { stop: 'STOPPED', start: 'STARTED', help: 'HELPED', first: 'FIRST', tooFast: 'SLOW' },
    sourcesAt: (id) => id,
  })
})

/** Enrols, as if these steps had gone out this morning. */
async function sent(programme: string, step: string, changes: Partial<Enrolment> = {}) {
  const enrolment = { id: programme, programme, ...changes }
  await enrol(store, PATIENT, enrolment)
  await store.enrolments.change(
    KEY,
    (before) =>
      before && {
        ...before,
        outbox: {
          ...before.outbox,
          [`${programme}/${step}/2026-03-09`]: {
            ...{ programme, state: 'accepted', atMs: at('2026-03-09', 10), attempts: 1 },
          },
        },
      },
  )
}

const say = (text: string, from = PATIENT, messageId = `SM${++messages}`) =>
  desk.answer({ messageId, from, to: '+12125550100', text })
const requests = () => store.listHandoffs({ limit: 10 })
const said = texts.followUps.checkIn

describe('a weekly check-in', () => {
  beforeEach(() => sent('exercise_start', 'check_in_1'))

  test('is read and answered in one text, and the next one is for the bot', async () => {
    expect(await say('3, 2, no fall')).toEqual([expect.stringContaining('Well done')])
    expect(await say('3, 2, no fall')).toEqual(['You wrote 3, 2, no fall', 'FIRST'])
    expect(await requests()).toEqual([])
  })

  test('is asked for in steps', async () => {
    expect(await say('Ready')).toEqual([expect.stringContaining(said.asks.sessions)])
    expect(await say('2')).toEqual([said.asks.pain])
    expect(await say('4')).toEqual([said.asks.fall])
    expect(await say('no')).toEqual([expect.stringContaining('Mild soreness')])
  })

  test('tells the staff of a fall at once, in none of the patient’s words', async () => {
    expect(await say('2, pain 3, I fell tuesday at home')).toEqual([
      expect.stringContaining("I'm sorry you fell"),
    ])
    expect(await requests()).toMatchObject([
      {
        reason: 'danger',
        channel: 'sms',
        contact: { kind: 'phone', value: PATIENT },
        about: 'Reply to a follow-up text: fell',
        deliveries: [{ by: 'email', state: 'due' }],
      },
    ])
    expect(told).toBe(1)
  })

  test('gets the same answer, and makes one request, when the message comes again', async () => {
    const first = await say('2, 8, no', PATIENT, 'SM-same')
    expect(await say('2, 8, no', PATIENT, 'SM-same')).toEqual(first)
    expect(await requests()).toHaveLength(1)
  })

  test('gives way to danger, which the staff hear of, too', async () => {
    expect(await say('2 sessions, now chest pain, pain 9, no fall')).toEqual(['Call 911.'])
    expect(await requests()).toMatchObject([
      { about: 'Reply to a follow-up text: danger sign made_up; pain 9 of 10' },
    ])
    const record = await store.enrolments.read(KEY)
    expect(record?.enrolments[0]?.pause).toEqual({ fromMs: nowMs, untilMs: nowMs + 86_400_000 })
  })

  test('leaves questions to the bot, and numbers of long ago', async () => {
    expect((await say('is 3 sessions a week good or is 2 ok')).at(0)).toMatch(/^You wrote/)
    nowMs = at('2026-03-17', 12)
    expect((await say('3, 2, no fall')).at(0)).toMatch(/^You wrote/)
  })

  test('is ended by STOP and by the bot’s own hearing of it', async () => {
    expect(await say('did 2, enough of these')).toEqual(['Bye.'])
    expect(await say('3, 2, no fall')).toEqual([])
    expect(await say('START')).toEqual(['STARTED'])
    expect(await say('STOP')).toEqual(['STOPPED'])
    expect(await say('3, 2, no fall')).toEqual([])
    expect(await requests()).toEqual([])
  })

  test('is nobody else’s', async () => {
    expect((await say('3, 2, no fall', OTHER)).at(0)).toMatch(/^You wrote/)
  })

  test('is forgotten with the patient', async () => {
    await say('forget me')
    expect(await store.enrolments.read(KEY)).toBeUndefined()
  })
})

describe('an answer to a step', () => {
  const answers = async () => (await store.enrolments.read(KEY))?.enrolments[0]?.answers

  test('is noted once and answered', async () => {
    await sent('denosumab_due', 'book', { anchors: { lastDose: '2025-10-09' } })
    expect(await say('Booked!')).toEqual([expect.stringContaining("I've noted that it's booked")])
    await say('booked')
    expect(await answers()).toEqual([{ answer: 'booked', anchorDay: '2025-10-09' }])
  })

  test('goes to the programme that wrote last', async () => {
    await sent('calcium_habit', 'vitamin_d')
    await enrol(store, PATIENT, { id: 'later', programme: 'denosumab_due' })
    expect(await say('done')).toEqual([expect.stringContaining('no more of these')])
  })

  test('means nothing before its programme has written, or once it has ended', async () => {
    await enrol(store, PATIENT, { id: 'd', programme: 'denosumab_due' })
    expect((await say('booked')).at(0)).toMatch(/^You wrote/)
    await sent('after_scan', 'talked_over', { isEnded: true })
    expect((await say('done')).at(0)).toMatch(/^You wrote/)
  })

  test('"ok" to the welcome of a check-in programme opens no check-in', async () => {
    await sent('exercise_start', 'hello')
    expect((await say('ok')).at(0)).toMatch(/^You wrote/)
  })
})
