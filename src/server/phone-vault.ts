/** Keeps telephone numbers out of sight: encrypted where they must be read again, hashed everywhere else. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { StoreError } from '../errors.js'

export interface PhoneVault {
  /** Keyed hash of a number, 64 hex digits: the name of its record. Without the key it tells nothing. */
  readonly keyOf: (number: string) => string
  /** AES-256-GCM with a new nonce each time, base64url. */
  readonly seal: (text: string) => string
  /** @throws {StoreError} for what was not sealed with this key. */
  readonly open: (sealed: string) => string
}

const NONCE_BYTES = 12
const TAG_BYTES = 16
const CIPHER = 'aes-256-gcm'

/** @param secret 32 bytes; two keys are made of it, one to encrypt with and one to hash with. */
export function createPhoneVault(secret: Buffer): PhoneVault {
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', secret, '', `bonewise ${use}`, 32))
  const sealingKey = derive('seal')
  const hashingKey = derive('hash')
  return {
    keyOf: (number) => createHmac('sha256', hashingKey).update(number).digest('hex'),
    seal: (text) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, sealingKey, nonce)
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed, 'base64url')
      const nonce = bytes.subarray(0, NONCE_BYTES)
      const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)
      try {
        const decipher = createDecipheriv(CIPHER, sealingKey, nonce, { authTagLength: TAG_BYTES })
        decipher.setAuthTag(tag)
        const rest = bytes.subarray(NONCE_BYTES + TAG_BYTES)
        return Buffer.concat([decipher.update(rest), decipher.final()]).toString('utf8')
      } catch {
        throw new StoreError('a sealed value does not open', {
          hint: 'PHONE_KEY must be the one that it was sealed with',
        })
      }
    },
  }
}
