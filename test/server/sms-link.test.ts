import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createPhoneVault } from '../../src/server/phone-vault.js'
import { linkedBy, linkIdOf } from '../../src/server/sms-link.js'
import { randomId } from '../../src/server/tokens.js'
import { vault } from '../support/follow-ups.js'

const anId = fc.uint8Array({ minLength: 18, maxLength: 18 })

describe('linkIdOf', () => {
  test('leads back to its answer, always by the same 32 characters', () => {
    fc.assert(
      fc.property(anId, fc.integer({ min: 1, max: 65_535 }), (bytes, seq) => {
        const linked = { conversationId: Buffer.from(bytes).toString('base64url'), seq }
        const id = linkIdOf(vault, linked)
        expect(id).toMatch(/^[\w-]{32}$/)
        expect(linkIdOf(vault, linked)).toBe(id)
        expect(linkedBy(vault, id)).toEqual(linked)
      }),
    )
  })

  test.each([
    ['another id', { conversationId: 'short', seq: 1 }],
    ['too many answers', { conversationId: randomId(), seq: 65_536 }],
  ])('refuses %s', (_, linked) => {
    expect(() => linkIdOf(vault, linked)).toThrow('no link')
  })
})

describe('linkedBy', () => {
  const id = linkIdOf(vault, { conversationId: randomId(), seq: 2 })

  test('knows no link with one character changed', () => {
    for (let at = 0; at < id.length; at++) {
      const other = id[at] === 'A' ? 'B' : 'A'
      expect(linkedBy(vault, id.slice(0, at) + other + id.slice(at + 1))).toBeUndefined()
    }
  })

  test.each(['', 'AAAAAAAAAAA', `${id}=`, `${id}A`, id.slice(1), `${id.slice(0, -1)}\u0000`])(
    'knows no link such as %j',
    (other) => {
      expect(linkedBy(vault, other)).toBeUndefined()
    },
  )

  test('knows no link of another clinic', () => {
    expect(linkedBy(createPhoneVault(Buffer.alloc(32, 8)), id)).toBeUndefined()
  })
})
