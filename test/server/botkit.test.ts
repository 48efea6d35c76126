import { nothingHeard } from '../../src/nlu/understand.js'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createTurnHost } from '../../src/server/botkit.js'
import type { Decision, InboundMessage, Session, Turn } from '../../src/types.js'
import { aReply } from '../support/fake-conversations.js'

const session = (turns = 0): Session => ({
  schemaVersion: 1,
  turns,
  locale: 'en',
  slots: {},
  asked: {},
  topic: [],
  fallbacks: 0,
  expiresAt: '2030-01-01T00:00:00.000Z',
})

const inbound = (utterance: string, sessionId = 's1'): InboundMessage => ({
  messageId: 'm1',
  channel: 'web',
  sessionId,
  utterance,
  receivedAt: '2030-01-01T00:00:00.000Z',
})

const escalate: Decision = { kind: 'escalate', flags: [] }
const answer: Decision = { kind: 'answer', intents: ['x'] }

function takeTurn(before: Session, message: InboundMessage): Turn {
  return {
    message,
    understanding: nothingHeard(message.utterance),
    decision: message.utterance.includes('chest') ? escalate : answer,
    reply: aReply({ paragraphs: [`5'4" <b> {{name}} ${message.utterance}`] }),
    session: { ...before, turns: before.turns + 1 },
  }
}

const strays: unknown[] = []
const keep = (error: unknown) => void strays.push(error)
beforeAll(() => void process.on('unhandledRejection', keep))
afterAll(async () => {
  await new Promise((resolve) => setTimeout(resolve, 50))
  process.off('unhandledRejection', keep)
  expect(strays).toEqual([])
})

describe('createTurnHost', () => {
  test('gives back the very turn that was taken, its words untouched', async () => {
    const host = createTurnHost({ takeTurn, onError: keep })
    const turn = await host(session(), inbound('hello'))
    expect(turn.decision).toBe(answer)
    expect(turn.reply.paragraphs).toEqual([`5'4" <b> {{name}} hello`])
    expect(turn.session.turns).toBe(1)
  })

  test('hosts an escalation through its own trigger, and answers it once', async () => {
    const host = createTurnHost({ takeTurn, onError: keep })
    const turn = await host(session(), inbound('chest pain'))
    expect(turn.decision).toBe(escalate)
  })

  test('answers an empty utterance too', async () => {
    const host = createTurnHost({ takeTurn, onError: keep })
    expect((await host(session(), inbound(''))).decision).toBe(answer)
  })

  test('rejects when taking the turn throws, tells onError, and goes on', async () => {
    const heard: unknown[] = []
    const broken = new TypeError('broken')
    const host = createTurnHost({
      takeTurn: (before, message) => {
        if (message.utterance === 'break') throw broken
        return takeTurn(before, message)
      },
      onError: (error) => void heard.push(error),
    })
    await expect(host(session(), inbound('break'))).rejects.toBe(broken)
    expect(heard).toEqual([broken])
    expect((await host(session(), inbound('fine'))).decision).toBe(answer)
  })

  test('rejects when a handler cannot send: a turn without a reply', async () => {
    const host = createTurnHost({
      takeTurn: (before, message) => ({ ...takeTurn(before, message), reply: undefined as never }),
      onError: () => undefined,
    })
    await expect(host(session(), inbound('answer'))).rejects.toBeInstanceOf(TypeError)
    await expect(host(session(), inbound('chest'))).rejects.toBeInstanceOf(TypeError)
  })

  test('keeps 100 turns at once apart', async () => {
    const host = createTurnHost({ takeTurn, onError: keep })
    const numbers = Array.from({ length: 100 }, (_, n) => n)
    const turns = await Promise.all(
      numbers.map((n) => host(session(n), inbound(n % 7 ? `u${n}` : `chest ${n}`, `s${n}`))),
    )
    for (const n of numbers) {
      expect(turns[n]!.message.sessionId).toBe(`s${n}`)
      expect(turns[n]!.session.turns).toBe(n + 1)
      expect(turns[n]!.decision.kind).toBe(n % 7 ? 'answer' : 'escalate')
    }
  })

  test('remembers nothing itself: the same session gives the same turn again', async () => {
    const host = createTurnHost({ takeTurn, onError: keep })
    const first = await host(session(4), inbound('again'))
    const second = await host(session(4), inbound('again'))
    expect(second).toEqual(first)
  })

  test('opens no port', () => {
    const before = servers()
    createTurnHost({ takeTurn, onError: keep })
    expect(servers()).toBe(before)
  })
})

function servers(): number {
  return process.getActiveResourcesInfo().filter((kind) => /server/i.test(kind)).length
}
