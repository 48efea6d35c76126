import { describe, expect, test } from '@jest/globals'
import { understand } from '../../src/nlu/understand.js'
import type { Awaited, ChannelName } from '../../src/types.js'
import { aReadyContent } from '../support/content.js'

const { ears } = aReadyContent()
const awaited: Awaited = { kind: 'slot', slot: 'tScore', forIntent: 'score' }

const actsOf = (channel: ChannelName, utterance: string) =>
  understand(
    ears,
    {
      messageId: 'm1',
      sessionId: 's1',
      channel,
      utterance,
      receivedAt: '2026-03-02T10:00:00.000Z',
    },
    { slots: {}, awaited },
  ).acts

describe('understand, of words of consent', () => {
  test.each([
    ['END', ['optOut']],
    ['Cancel!', ['optOut']],
    ['wrong number', ['optOut']],
    ['please stop texting me', ['optOut']],
    ['UNSTOP', ['optIn']],
    ['info', ['help']],
    ['yes', ['yes']],
  ])('hears %j on SMS, even as an answer', (utterance, acts) => {
    expect(actsOf('sms', utterance)).toEqual(acts)
  })

  test.each([
    ['stop', ['optOut']],
    ['wrong', ['correction']],
    ['wrong number', []],
    ['UNSTOP', []],
    ['info', []],
  ])('hears %j on the web by the acts alone', (utterance, acts) => {
    expect(actsOf('web', utterance)).toEqual(acts)
  })
})
