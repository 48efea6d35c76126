/** Whatever happens, in whatever order: no follow-up after an opt-out, and no step twice. */
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { OutboundSms, SendResult } from '../../src/channels/sms-channel.js'
import { BonewiseError, StoreError } from '../../src/errors.js'
import { wallTime } from '../../src/outreach/zone.js'
import { createEnrolmentBook } from '../../src/server/enrolment-book.js'
import { createOutbox } from '../../src/server/outbox.js'
import { createProgrammeDesk } from '../../src/server/programme-desk.js'
import { createSmsDesk } from '../../src/server/sms-desk.js'
import { createPace } from '../../src/server/sms-pace.js'
import { answeredBefore } from '../../src/server/weigh.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { fakeConversations } from '../support/fake-conversations.js'
import { FIRST_MS, PATIENT, vault } from '../support/follow-ups.js'
import { aProgramme, aStep, NEW_YORK, partsOfProgrammes } from '../support/outreach.js'

const HOUR_MS = 3_600_000
const KEY = vault.keyOf(PATIENT)

const programmeOf = (name: string) =>
  aProgramme(
    [0, 1, 2, 3, 4, 5].map((days) =>
      aStep({
        id: `${name}_${days}`,
        after: { months: 0, days },
        neutral: { text: `${name} ${days}. [-]`, ask: 'Reply DONE.' },
      }),
    ),
    { endedBy: ['done'], answers: { done: { phrases: ['done'], reply: 'Good. [-]' } } },
  )
const texts = partsOfProgrammes({ one: programmeOf('one'), two: programmeOf('two') })

const RESULTS: readonly SendResult[] = [
  { kind: 'optedOut', code: '21610' },
  { kind: 'refused', code: '21211' },
  { kind: 'refused', code: 'CONFIG_21606' },
  { kind: 'later', afterSeconds: 60 },
  { kind: 'unknown' },
]

const event = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ wait: fc.constantFrom(0, 1, 5, 24, 30).map((h) => h * HOUR_MS) }),
  },
  { weight: 4, arbitrary: fc.record({ say: fc.constantFrom('STOP', 'START', 'done', 'hello') }) },
  { weight: 3, arbitrary: fc.record({ enrol: fc.constantFrom('one', 'two') }) },
  { weight: 3, arbitrary: fc.record({ fail: fc.constantFrom(...RESULTS) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('restart', 'breakStore', 'revoke', 'runTwice', 'stopWhileSending'),
    }),
  },
)
type Event = Partial<{ wait: number; say: string; enrol: string; fail: SendResult; do: string }>

function world() {
  const store = createMemoryStore()
  const clock = { nowMs: FIRST_MS }
  const sends: { readonly key: string; readonly atMs: number; readonly isOut: boolean }[] = []
  const taken: { readonly key: string; readonly atMs: number }[] = []
  const planned: SendResult[] = []
  let failingWrites = 0
  let messages = 0

  const now = () => new Date(clock.nowMs)
  const enrolments = {
    ...store.enrolments,
    // The disk fails once something has been handed over: as if the process had ended there.
    change: (...args: Parameters<typeof store.enrolments.change>) => {
      if (sends.length === 0 || failingWrites === 0) return store.enrolments.change(...args)
      failingWrites--
      return Promise.reject(new StoreError('the disk is full'))
    },
  }
  const send = async ({ key }: OutboundSms): Promise<SendResult> => {
    const isOut = (await store.phones.read(KEY))?.isOptedOut === true
    sends.push({ key, atMs: clock.nowMs, isOut })
    const result = planned.shift() ?? { kind: 'accepted', providerId: key, state: 'queued' }
    if (result.kind === 'accepted' || result.kind === 'unknown')
      taken.push({ key, atMs: clock.nowMs })
    await Promise.resolve()
    return result
  }
  const quiet = () => undefined
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet }
  const { phones } = store
  const start = () => ({
    outbox: createOutbox({ enrolments, phones, vault, channel: { send }, texts, clock: now, log }),
    desk: createSmsDesk({
      ...{ phones, vault, clock: now, conversations: fakeConversations() },
      ...{ pace: createPace(now), weighAlone: () => ({ weighed: answeredBefore(''), text: '' }) },
      programmes: createProgrammeDesk({
        ...{ enrolments, requests: store, deliveryWays: [], onRequest: quiet, texts, clock: now },
        retentionDays: 90,
      }),
      hearConsent: (text) => (({ STOP: 'stop', START: 'start' }) as const)[text as 'STOP'],
      words: { stop: 'STOPPED', start: 'STARTED', help: 'HELPED', first: 'FIRST', tooFast: 'SLOW' },
      sourcesAt: (id) => id,
    }),
  })
  const book = createEnrolmentBook({
    ...{ enrolments, phones, vault, texts, clock: now, clinicZone: NEW_YORK },
    newId: () => `e${++messages}`,
  })
  let running = start()
  const say = (text: string) =>
    running.desk.answer({ messageId: `SM${++messages}`, from: PATIENT, to: '+12125550100', text })
  const enrol = (programme: string) =>
    book.enrol(
      {
        ...{ phone: PATIENT, programme, zone: NEW_YORK },
        anchors: { start: wallTime(clock.nowMs, NEW_YORK).day },
        consent: { scope: 'neutral', wording: 'yes', source: 'paper', proof: 'form' },
      },
      'desk',
    )

  const ACTS: Readonly<Record<string, () => Promise<unknown>>> = {
    restart: async () => {
      running = start()
      await running.outbox.run()
    },
    breakStore: () => Promise.resolve(failingWrites++),
    revoke: () => book.revoke({ phone: PATIENT, wording: 'stop' }, 'desk'),
    runTwice: () => Promise.all([running.outbox.run(), start().outbox.run()]),
    stopWhileSending: () => Promise.all([running.outbox.run(), say('STOP'), running.outbox.run()]),
  }
  const happen = async (each: Event): Promise<void> => {
    if (each.wait !== undefined) clock.nowMs += each.wait
    if (each.fail !== undefined) planned.push(each.fail)
    if (each.enrol !== undefined) await enrol(each.enrol)
    if (each.say !== undefined) await say(each.say)
    if (each.do !== undefined) await ACTS[each.do]?.()
    await running.outbox.run()
  }
  return { store, sends, taken, happen, enrol }
}

test('whatever happens, nothing goes out after an opt-out, no step twice, and one text a day', async () => {
  let sent = 0
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 5, maxLength: 40 }), async (events) => {
      const { store, sends, taken, happen, enrol } = world()
      await enrol('one')
      for (const each of events) {
        await happen(each).catch((error: unknown) => {
          // A full disk and a number that has opted out are answers, too.
          if (!(error instanceof BonewiseError)) throw error
        })
      }
      expect(sends.filter(({ isOut }) => isOut)).toEqual([])
      const keys = taken.map(({ key }) => key)
      expect(new Set(keys).size).toBe(keys.length)
      const days = taken.map(({ atMs }) => wallTime(atMs, NEW_YORK).day)
      expect(new Set(days).size).toBe(days.length)
      const states = Object.entries((await store.enrolments.read(KEY))?.outbox ?? {})
      for (const key of keys) expect(states.map(([known]) => known)).toContain(key)
      sent += taken.length
    }),
    { numRuns: 150 },
  )
  // It would be easy to keep all this by sending nothing.
  expect(sent).toBeGreaterThan(80)
}, 120_000)
