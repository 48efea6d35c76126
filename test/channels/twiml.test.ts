/** Checked against Twilio's own package. */
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import MessagingResponse from 'twilio/lib/twiml/MessagingResponse.js'
import { twimlOf } from '../../src/channels/twiml.js'
import { textsOf } from '../support/simulated-twilio-webhooks.js'

function official(text?: string): string {
  const response = new MessagingResponse()
  if (text !== undefined) response.message(text)
  return response.toString()
}

/** What XML 1.0 can hold. */
const anyXmlText = fc
  .string({ unit: 'binary', maxLength: 60 })
  .filter((text) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text))

describe('twimlOf', () => {
  test('says nothing in so many words', () => {
    expect(twimlOf([])).toBe('<?xml version="1.0" encoding="UTF-8"?><Response></Response>')
  })

  test("is what Twilio's package writes, for any text", () => {
    fc.assert(
      fc.property(
        fc.oneof(anyXmlText, fc.constantFrom('<&>"\'', ']]>', '\r\n', '&amp;')),
        (text) => {
          fc.pre(text !== '')
          expect(twimlOf([text])).toBe(official(text))
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('is read back as it was written', () => {
    fc.assert(
      fc.property(anyXmlText, (text) => {
        expect(textsOf(twimlOf([text]))).toEqual([text])
      }),
    )
  })

  test('writes a space for what XML cannot hold', () => {
    expect(textsOf(twimlOf(['a\u0000b\u000cc\ud800d\uffffe🦴']))).toEqual(['a b c d e🦴'])
  })
})
