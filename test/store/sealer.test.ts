import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { SealError, StoreError } from '../../src/errors.js'
import { createPhoneVault } from '../../src/server/phone-vault.js'
import { createSealer, idOfKey, isSealed, UNSEALED } from '../../src/store/sealer.js'

const key = Buffer.alloc(32, 7)
const other = Buffer.alloc(32, 8)
const PLACE = `conversations/${'ab'.repeat(32)}`
const JSON_TEXT = '{"utterance":"my mother fell on 3 May \\ud83e🦴"}'
const sealer = createSealer({ current: key, old: [] })

function faultOf(work: () => unknown): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    return error instanceof SealError ? error.fault : `no SealError: ${String(error)}`
  }
}

describe('createSealer', () => {
  test('opens what it has sealed, whatever the text', () => {
    fc.assert(
      fc.property(fc.json(), fc.string(), (json, place) => {
        const kept = sealer.seal(json, place)
        expect(isSealed(kept)).toBe(true)
        expect(sealer.open(kept, place)).toBe(json)
      }),
    )
  })

  test('leaves no word of the text, and is one line of plain characters', () => {
    const kept = sealer.seal(JSON_TEXT, PLACE)
    expect(kept).toMatch(/^bw1\.[\w-]{8}\.[\w-]+$/)
    for (const word of ['utterance', 'mother', '3 May']) {
      expect(kept).not.toContain(word)
      expect(Buffer.from(kept.split('.')[2]!, 'base64url').toString('latin1')).not.toContain(word)
    }
  })

  test('makes another text each time', () => {
    const made = Array.from({ length: 1_000 }, () => sealer.seal(JSON_TEXT, PLACE))
    expect(new Set(made.map((kept) => kept.slice(0, 40))).size).toBe(made.length)
  })

  test('opens nothing of which one character was changed', () => {
    const kept = sealer.seal(JSON_TEXT, PLACE)
    for (let at = 0; at < kept.length; at += 1) {
      const swapped = kept[at] === 'A' ? 'B' : 'A'
      const changed = kept.slice(0, at) + swapped + kept.slice(at + 1)
      // Before the first four characters it is no sealed text, and the reader finds that it is no JSON.
      if (isSealed(changed)) expect(faultOf(() => sealer.open(changed, PLACE))).toBeDefined()
    }
    for (const cut of ['bw1.', kept.slice(0, 13), kept.slice(0, 20), kept.slice(0, -1), `${kept}A`])
      expect(faultOf(() => sealer.open(cut, PLACE))).toBe('SEAL_BROKEN')
  })

  test('opens no record in the place of another', () => {
    const kept = sealer.seal(JSON_TEXT, PLACE)
    expect(faultOf(() => sealer.open(kept, `conversations/${'cd'.repeat(32)}`))).toBe('SEAL_BROKEN')
    expect(faultOf(() => sealer.open(kept, PLACE.replace('conversations', 'phones')))).toBe(
      'SEAL_BROKEN',
    )
  })

  test('reads what was kept before there was a key', () => {
    expect(sealer.open(JSON_TEXT, PLACE)).toBe(JSON_TEXT)
  })

  test('reads with an old key and writes with the new one', () => {
    const kept = sealer.seal(JSON_TEXT, PLACE)
    const rotated = createSealer({ current: other, old: [key] })
    expect(rotated.open(kept, PLACE)).toBe(JSON_TEXT)
    expect(rotated.seal(JSON_TEXT, PLACE)).toContain(idOfKey(other))
    expect(rotated.seal(JSON_TEXT, PLACE)).not.toContain(idOfKey(key))
  })

  test('says that a key is missing, which is no damage', () => {
    const kept = sealer.seal(JSON_TEXT, PLACE)
    const stranger = createSealer({ current: other, old: [] })
    expect(faultOf(() => stranger.open(kept, PLACE))).toBe('KEY_UNKNOWN')
    expect(faultOf(() => UNSEALED.open(kept, PLACE))).toBe('KEY_UNKNOWN')
    expect(() => UNSEALED.open(kept, PLACE)).toThrow(StoreError)
  })

  test('keeps records as they are without a key', () => {
    expect(UNSEALED.seal(JSON_TEXT, PLACE)).toBe(JSON_TEXT)
    expect(UNSEALED.open(JSON_TEXT, PLACE)).toBe(JSON_TEXT)
  })

  test('has a name for its key that tells nothing of it', () => {
    expect(idOfKey(key)).toMatch(/^[\w-]{8}$/)
    expect(idOfKey(key)).not.toBe(idOfKey(other))
    expect(key.toString('base64url')).not.toContain(idOfKey(key))
  })
})

test('a number that was sealed before there was one door to AES-GCM opens still', () => {
  const sealingKey = Buffer.from(hkdfSync('sha256', key, '', 'bonewise seal', 32))
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce)
  const sealed = Buffer.concat([cipher.update('+12125550199', 'utf8'), cipher.final()])
  const kept = Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
  expect(createPhoneVault(key).open(kept)).toBe('+12125550199')
  expect(() => createPhoneVault(other).open(kept)).toThrow(StoreError)
})
