import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { turnsOf, UP_TO_CONFIRM, UP_TO_TIME } from '../support/request-talk.js'

const SAID = [
  'talk to a person',
  'yes',
  'no',
  'Mary',
  '212 555 0199',
  'no, my number is 212 555 0188',
  'mornings',
  'skip',
  'why?',
  'go back',
  'change something',
  'the name',
  'send it',
  'cancel',
  'blah',
  'is walking enough?',
  'i am 67',
  'i have crushing chest pain',
  'i am safe now',
]

test('in any conversation, nothing is sent unshown or unanswered, no question is asked for ever, and danger is heard', () => {
  const saying = fc.array(fc.constantFrom(...SAID), { minLength: 4, maxLength: 14 })
  const ready = fc.constantFrom<readonly string[]>([], UP_TO_TIME, UP_TO_CONFIRM)
  let sent = 0
  fc.assert(
    fc.property(ready, saying, (before, said) => {
      const turns = turnsOf(['talk to a person', ...before, ...said])
      let again = 0
      turns.forEach(({ message, decision, request, reply }, index) => {
        if (request !== undefined) {
          sent += 1
          expect(['yes', 'send it']).toContain(message.utterance)
          expect(turns[index - 1]?.session.awaited).toMatchObject({ step: 'confirm' })
        }
        if (message.utterance.includes('chest pain')) {
          const awaited = turns[index - 1]?.session.awaited
          // Asked what it is about, too: danger goes first.
          expect([awaited, decision.kind]).toEqual([awaited, 'escalate'])
        }
        again = reply.responseId.endsWith('.again') ? again + 1 : 0
        expect(again).toBeLessThanOrEqual(1)
      })
    }),
    { numRuns: 120, seed: 20260115 },
  )
  expect(sent).toBeGreaterThan(3)
})
