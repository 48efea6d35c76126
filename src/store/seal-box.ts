/** The only door to AES-GCM: whatever is encrypted here is encrypted by this. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

export interface SealBox {
  /**
   * Encrypts with a new nonce each time: base64url of nonce (12 bytes), tag (16) and cipher text.
   *
   * @param about What the text belongs to; not kept, but needed again to open it.
   */
  readonly seal: (text: string, about?: string) => string
  /** The text again; undefined when key or `about` are others, or one bit was changed. */
  readonly open: (sealed: string, about?: string) => string | undefined
}

export const KEY_BYTES = 32

const CIPHER = 'aes-256-gcm'
// NIST SP 800-38D: 96 random bits are safe for 2^32 texts of one key.
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Makes a key for one purpose of a secret (HKDF-SHA256), so that no two purposes share one. */
export function deriveKey(secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, KEY_BYTES))
}

/** @param key 32 bytes, of `deriveKey`. */
export function createSealBox(key: Buffer): SealBox {
  return {
    seal: (text, about = '') => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, key, nonce)
      cipher.setAAD(Buffer.from(about))
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    open: (sealed, about = '') => {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length < NONCE_BYTES + TAG_BYTES || !isCanonical(sealed, bytes)) return undefined
      const nonce = bytes.subarray(0, NONCE_BYTES)
      const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
      decipher.setAAD(Buffer.from(about))
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      try {
        const rest = bytes.subarray(NONCE_BYTES + TAG_BYTES)
        return Buffer.concat([decipher.update(rest), decipher.final()]).toString('utf8')
      } catch {
        return undefined
      }
    },
  }
}

/** Buffer skips what is no base64url; here such a text was not made by us. */
function isCanonical(sealed: string, bytes: Buffer): boolean {
  return bytes.toString('base64url') === sealed
}
