/** Keeps telephone numbers out of sight: encrypted where they must be read again, hashed everywhere else. */
import { createHmac } from 'node:crypto'
import { StoreError } from '../errors.js'
import { createSealBox, deriveKey } from '../store/seal-box.js'

export interface PhoneVault {
  /** Keyed hash of a number, 64 hex digits: the name of its record. Without the key it tells nothing. */
  readonly keyOf: (number: string) => string
  /** AES-256-GCM with a new nonce each time, base64url. */
  readonly seal: (text: string) => string
  /** @throws {StoreError} for what was not sealed with this key. */
  readonly open: (sealed: string) => string
}

/** @param secret 32 bytes; two keys are made of it, one to encrypt with and one to hash with. */
export function createPhoneVault(secret: Buffer): PhoneVault {
  const box = createSealBox(deriveKey(secret, 'bonewise seal'))
  const hashingKey = deriveKey(secret, 'bonewise hash')
  return {
    keyOf: (number) => createHmac('sha256', hashingKey).update(number).digest('hex'),
    seal: (text) => box.seal(text),
    open: (sealed) => {
      const text = box.open(sealed)
      if (text !== undefined) return text
      throw new StoreError('a sealed value does not open', {
        hint: 'PHONE_KEY must be the one that it was sealed with',
      })
    },
  }
}
