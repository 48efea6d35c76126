import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { withReview } from '../../src/reply/reviewed.js'
import { newSession } from '../../src/dialogue/session.js'
import { takeTurn, type ReadyContent } from '../../src/turn.js'
import type { Reply, Session } from '../../src/types.js'
import { aContentCopy, type ContentCopy } from '../support/content-copy.js'
import { aReadyContent } from '../support/content.js'
import { aReply } from '../support/fake-conversations.js'

const due = '2027-01-15'

/** Whether a reply counts as reviewed on its last day with these units signed. */
const isReviewed = (responseId: string, units: readonly string[], day = due) =>
  withReview(aReply({ responseId }), new Map(units.map((unit) => [unit, due])), day).isReviewed ===
  true

describe('withReview', () => {
  test.each([
    ['calcium.told', ['calcium']],
    ['calcium.told.more', ['calcium']],
    ['calcium.told+lifting.general', ['calcium', 'lifting']],
    ['escalate.hip_fracture_now.walking+fainting', ['_red_flags']],
    ['ask.safetyCheck.fainting', ['_red_flags', '_system']],
    ['ask.tScore', ['_system']],
    ['act.noted', ['_system']],
    ['clarify', ['_system']],
    ['fallback.unknown', ['_system']],
    ['handoff.two_fallbacks', ['_system']],
  ])('%s needs the signatures of %j, all of them', (responseId, units) => {
    expect(isReviewed(responseId, units)).toBe(true)
    expect(isReviewed(responseId, units, '2027-01-16')).toBe(false)
    for (const missing of units) {
      const others = ['_red_flags', '_system', 'calcium', 'lifting'].filter((u) => u !== missing)
      expect(isReviewed(responseId, others)).toBe(false)
    }
  })

  test('leaves a reply as it is otherwise', () => {
    const reply = aReply({ responseId: 'calcium.told' })
    expect(withReview(reply, new Map([['calcium', undefined]]), due)).toBe(reply)
  })
})

describe('takeTurn', () => {
  let copy: ContentCopy
  beforeEach(() => void (copy = aContentCopy()))
  afterEach(() => copy.remove())

  const say = (content: ReadyContent, session: Session, utterance: string) =>
    takeTurn(content, session, {
      messageId: 'm1',
      channel: 'web',
      sessionId: 's1',
      utterance,
      receivedAt: '2026-01-16T12:00:00.000Z',
    })
  const first = newSession('2026-01-15T12:00:00.000Z', 'en')
  const mark = ({ reply }: { readonly reply: Reply }) => [reply.responseId, reply.isReviewed]

  test('marks the answers that are signed, and no others', () => {
    copy.sign('calcium')
    const content = aReadyContent(copy.load())
    expect(mark(say(content, first, 'How much calcium?'))).toEqual(['calcium.general', true])
    expect(mark(say(content, first, 'what is a score?'))).toEqual(['fallback.unknown', undefined])
    expect(mark(say(content, first, 'Talk to a person'))).toEqual(['person.general', undefined])
  })

  test('says words again with the mark that they had', () => {
    const unsigned = say(aReadyContent(copy.load()), first, 'How much calcium?')
    copy.sign('calcium', '_system')
    const content = aReadyContent(copy.load())
    expect(mark(say(content, unsigned.session, 'say again'))).toEqual([
      'calcium.general',
      undefined,
    ])
    const signed = say(content, first, 'How much calcium?')
    const again = say(aReadyContent(), signed.session, 'say again')
    expect(mark(again)).toEqual(['calcium.general', true])
    expect(mark(say(content, first, 'say again'))).toEqual(['act.repeat_none', true])
  })
})
