import { describe, expect, test } from '@jest/globals'
import { Readable, Writable } from 'node:stream'
import { replay, replayLine } from '../../src/cli/replay.js'
import type { Decision, Reply, Slots } from '../../src/types.js'
import { aReadyContent } from '../support/content.js'

const content = aReadyContent()

interface Line {
  readonly id?: string
  readonly error?: string
  readonly turns?: readonly {
    readonly user: string
    readonly decision: Decision
    readonly redFlag: { readonly id: string; readonly urgency: string } | null
    readonly slots: Slots
    readonly reply: Reply
  }[]
}

const lineOf = (given: unknown): Line =>
  replayLine(content, typeof given === 'string' ? given : JSON.stringify(given))
const decisionsOf = (given: unknown) => lineOf(given).turns?.map(({ decision }) => decision)

describe('replayLine', () => {
  test('replays one text', () => {
    const { id, turns } = lineOf({ id: 'a', text: 'Is lifting safe?' })
    expect(id).toBe('a')
    expect(turns).toHaveLength(1)
    expect(turns?.[0]).toMatchObject({
      user: 'Is lifting safe?',
      decision: { kind: 'answer', intents: ['lifting'] },
      understanding: { intents: [{ intent: 'lifting', confidence: 1 }], entities: [], acts: [] },
      redFlag: null,
      slots: {},
      reply: { responseId: 'lifting.general' },
    })
  })

  test('replays several turns of one conversation', () => {
    const turns = [{ user: 'Is lifting safe?' }, { user: 'more' }, { user: 'say again' }]
    const played = lineOf({ id: 'a', turns }).turns
    expect(played?.map(({ reply }) => reply.responseId)).toEqual([
      'lifting.general',
      'lifting.general.more',
      'lifting.general.more',
    ])
    expect(lineOf({ id: 'a', turns: [] })).toEqual({ id: 'a', turns: [] })
  })

  test('begins each line anew', () => {
    lineOf({ id: 'a', text: 'Is lifting safe?' })
    expect(lineOf({ id: 'a', text: 'more' }).turns?.[0]?.reply.responseId).toBe('act.more_none')
  })

  test('begins with a question that was asked', () => {
    const [turn] = lineOf({ id: 'a', text: '67', asked: 'ageYears' }).turns ?? []
    expect(turn?.slots).toEqual({ ageYears: 67 })
    expect(turn?.decision).toEqual({ kind: 'ask', slot: 'sex', forIntent: 'calcium' })
    expect(lineOf({ id: 'a', text: '67' }).turns?.[0]?.slots).toEqual({})
  })

  test('asks for the first intent that uses a slot, when none asks for it', () => {
    expect(decisionsOf({ id: 'a', text: 'yes', asked: 'pregnant' })).toEqual([
      { kind: 'ask', slot: 'ageYears', forIntent: 'calcium' },
    ])
  })

  test('counts the question that was asked', () => {
    const turns = [{ user: 'blah' }, { user: 'blah' }]
    expect(decisionsOf({ id: 'a', turns, asked: 'tScore' })?.map(({ kind }) => kind)).toEqual([
      'ask',
      'answer',
    ])
  })

  test('plays on the channel that is named', () => {
    expect(decisionsOf({ id: 'a', text: 'stop' })).toEqual([{ kind: 'act', act: 'cancel' }])
    expect(decisionsOf({ id: 'a', text: 'stop', channel: 'sms' })).toEqual([
      { kind: 'act', act: 'opt_out' },
    ])
  })

  test('plays at the time that is named', () => {
    const born = { id: 'a', text: 'i was born in 1950', asked: 'ageYears' }
    const at = (now: string) => lineOf({ ...born, now }).turns?.[0]?.slots.ageYears ?? 0
    expect(at('2018-12-31T12:00:00Z') - at('2013-12-31T12:00:00Z')).toBe(5)
    expect(lineOf(born)).toEqual(lineOf({ ...born, now: '2026-01-15T12:00:00.000Z' }))
  })

  test('names the most urgent sign of danger', () => {
    const [turn] = lineOf({ id: 'a', text: 'I fainted' }).turns ?? []
    expect(turn?.redFlag).toEqual({ id: 'fainting', urgency: 'emergency' })
    expect(turn?.decision.kind).toBe('escalate')
  })

  test('tells of a question only what it is for', () => {
    expect(decisionsOf({ id: 'a', text: 'my leg is swollen' })).toEqual([
      { kind: 'ask', slot: 'safetyCheck' },
    ])
    expect(decisionsOf({ id: 'a', text: '2.5', asked: 'tScore' })).toEqual([
      { kind: 'ask', slot: 'tScore', forIntent: 'score' },
    ])
  })

  test.each([
    ['malformed JSON', '{"id": "a", "text":', undefined],
    ['no object', '[]', undefined],
    ['null', 'null', undefined],
    ['no id', '{"text": "hello"}', undefined],
    ['neither text nor turns', '{"id": "a"}', 'a'],
    ['a text that is none', '{"id": "a", "text": 1}', 'a'],
    ['an unknown channel', '{"id": "a", "text": "hello", "channel": "fax"}', 'a'],
    ['the console, which no patient uses', '{"id": "a", "text": "x", "channel": "console"}', 'a'],
    ['an unknown slot', '{"id": "a", "text": "hello", "asked": "height"}', 'a'],
    ['a time that is none', '{"id": "a", "text": "hello", "now": "yesterday"}', 'a'],
  ])('reports %s as an error, with the id where there is one', (_, line, id) => {
    const { error, turns, ...rest } = lineOf(line)
    expect(error).toMatch(/\w/)
    expect(turns).toBeUndefined()
    expect(rest).toEqual(id === undefined ? {} : { id })
  })

  test('reports a conversation that breaks the bot', () => {
    const content = aReadyContent()
    const classify = () => {
      throw new RangeError('broken')
    }
    const broken = { ...content, ears: { ...content.ears, classify } }
    expect(replayLine(broken, '{"id": "a", "text": "hello"}')).toEqual({
      id: 'a',
      error: expect.stringContaining('RangeError') as unknown,
    })
  })

  test.each(['', ' ', 'x'.repeat(5000), '\u0000\ud800', '{emergencyNumber}', '__proto__'])(
    'plays whatever a patient types: %#',
    (text) => {
      expect(lineOf({ id: '__proto__', text }).turns).toHaveLength(1)
    },
  )
})

describe('replay', () => {
  let mostWaiting = 0
  async function replayed(input: Iterable<string>, highWaterMark = 16_384): Promise<string> {
    let written = ''
    mostWaiting = 0
    const output = new Writable({
      highWaterMark,
      write: (chunk: Buffer, _encoding, done) => {
        written += chunk.toString()
        mostWaiting = Math.max(mostWaiting, output.writableLength - chunk.length)
        setImmediate(done)
      },
    })
    await replay(content, Readable.from(input), output)
    await new Promise<void>((resolve) => output.end(resolve))
    return written
  }
  const idsOf = (output: string) =>
    output
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as Line).id)

  test('writes a line for each line, in order, also into a slow output', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => `c${index}`)
    const input = ids.map((id) => `${JSON.stringify({ id, text: 'Is lifting safe?' })}\n`)
    expect(idsOf(await replayed(input, 1))).toEqual(ids)
    expect(mostWaiting).toBe(0)
  })

  test('passes over blank lines, keeps on after a bad one, and needs no newline at the end', async () => {
    const input = ['{"id":"a","text":"x"}\r\n', '\n', ' \n', 'bad\n', '{"id":"b","text":"x"}']
    expect(idsOf(await replayed(input))).toEqual(['a', undefined, 'b'])
  })

  test('reads a line that arrives in pieces, and one that holds odd line separators', async () => {
    const line = JSON.stringify({ id: 'a', text: 'one\u2028two\u0085three' })
    const output = await replayed([line.slice(0, 9), line.slice(9), '\n'])
    expect(idsOf(output)).toEqual(['a'])
    expect((JSON.parse(output) as Line).turns?.[0]?.user).toBe('one\u2028two\u0085three')
  })

  test('writes nothing for nothing', async () => {
    expect(await replayed([])).toBe('')
  })
})
