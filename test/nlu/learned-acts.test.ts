import { describe, expect, test } from '@jest/globals'
import { findActs } from '../../src/nlu/dialogue-acts.js'
import { understand } from '../../src/nlu/understand.js'
import type { Awaited, DialogueAct } from '../../src/types.js'
import { readyContent } from '../support/ready-content.js'

const { ears, actExamples } = readyContent()
const taught = Object.entries(actExamples).flatMap(([act, texts = []]) =>
  texts.map((text) => [act as DialogueAct, text] as const),
)

const actsOf = (utterance: string, awaited?: Awaited): readonly DialogueAct[] => {
  const message = {
    messageId: '',
    channel: 'web',
    sessionId: '',
    utterance,
    receivedAt: '2026-01-15T12:00:00.000Z',
  } as const
  return understand(ears, message, { slots: {}, awaited }).acts
}

describe('learned acts', () => {
  test('are heard in the words that they were taught', () => {
    const heard = taught.filter(([act, text]) => actsOf(text).includes(act))
    expect(heard.length / taught.length).toBeGreaterThan(0.9)
  })

  test.each<Awaited>([
    {
      kind: 'safetyCheck',
      flag: { id: 'hip_fracture_now', urgency: 'emergency', certainty: 'possible' },
    },
    { kind: 'confirmForget' },
  ])('are not guessed where a guess is grave: $kind', (awaited) => {
    const guessed = taught.filter(([, text]) => {
      const phrased = findActs(ears.actPhrases, text).acts
      return actsOf(text, awaited).join() !== phrased.join()
    })
    expect(guessed).toEqual([])
  })
})
