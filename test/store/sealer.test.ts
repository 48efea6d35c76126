import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { SealKeyError, StoreError } from '../../src/errors.js'
import { createPhoneVault } from '../../src/server/phone-vault.js'
import { createSealer, idOfKey, isSealed, UNSEALED } from '../../src/store/sealer.js'

const key = Buffer.alloc(32, 7)
const other = Buffer.alloc(32, 8)
const PLACE = `conversations/${'ab'.repeat(32)}`
const JSON_TEXT = '{"utterance":"my mother fell on 3 May \\ud83e🦴"}'
const sealer = createSealer({ current: key, old: [] })

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

  test('opens nothing of which one character was changed: it stays what is no JSON', () => {
    const kept = sealer.seal(JSON_TEXT, PLACE)
    const start = 'bw1.12345678.'.length
    for (let at = start; at < kept.length; at += 1) {
      const changed = kept.slice(0, at) + (kept[at] === 'A' ? 'B' : 'A') + kept.slice(at + 1)
      expect(sealer.open(changed, PLACE)).toBe(changed)
    }
    for (const cut of [
      'bw1.',
      kept.slice(0, start),
      kept.slice(0, 20),
      kept.slice(0, -1),
      `${kept}A`,
    ])
      expect(sealer.open(cut, PLACE)).toBe(cut)
    expect(() => JSON.parse(kept) as unknown).toThrow(SyntaxError)
  })

  test('opens no record in the place of another', () => {
    const kept = sealer.seal(JSON_TEXT, PLACE)
    for (const place of [
      `conversations/${'cd'.repeat(32)}`,
      PLACE.replace('conversations', 'phones'),
    ])
      expect(sealer.open(kept, place)).toBe(kept)
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
    const renamed = kept.replace(idOfKey(key), idOfKey(other))
    expect(() => stranger.open(kept, PLACE)).toThrow(SealKeyError)
    expect(() => UNSEALED.open(kept, PLACE)).toThrow(SealKeyError)
    expect(stranger.open(renamed, PLACE)).toBe(renamed)
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
