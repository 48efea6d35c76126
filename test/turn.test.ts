import { describe, expect, test } from '@jest/globals'
import { apologise } from '../src/turn.js'
import { aSession } from './support/content.js'
import { readyContent } from './support/ready-content.js'

describe('apologise', () => {
  const session = aSession(
    { ageYears: 67 },
    { awaited: { kind: 'slot', slot: 'sex', forIntent: 'calcium' } },
  )
  const turn = apologise(readyContent(), session, {
    messageId: 'm1',
    channel: 'web',
    sessionId: 's1',
    utterance: 'hello',
    receivedAt: '2026-01-15T12:00:00.000Z',
  })

  test('names the emergency number', () => {
    expect(turn.reply.responseId).toBe('fallback.trouble')
    expect(turn.reply.paragraphs.join(' ')).toContain('911')
  })

  test('keeps what was told and lets go of what was asked', () => {
    expect(turn.session.slots).toEqual(session.slots)
    expect(turn.session.awaited).toBeUndefined()
    expect(turn.session.turns).toBe(session.turns + 1)
  })
})
