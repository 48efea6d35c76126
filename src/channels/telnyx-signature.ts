/** Telnyx's signature of a webhook: https://developers.telnyx.com/docs/messaging/messages/receiving-webhooks */
import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import { ConfigError } from '../errors.js'
import type { RawRequest } from './sms-channel.js'

/** How old, or how far ahead, a webhook's time may be; an older one may be somebody's copy. */
const TOLERANCE_SECONDS = 300

/**
 * Reads the public key that Telnyx shows in its portal.
 *
 * @param base64 The 32 bytes of an Ed25519 key.
 * @throws {ConfigError} for anything else.
 */
export function telnyxKey(base64: string): KeyObject {
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length !== 32) {
    throw new ConfigError('the public key of Telnyx is no Ed25519 key', 'copy it from the portal')
  }
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') }
  return createPublicKey({ key: jwk, format: 'jwk' })
}

/** Has Telnyx signed this body, within the last five minutes? */
export function isSignedByTelnyx(
  { headers, body }: RawRequest,
  key: KeyObject,
  now: Date,
): boolean {
  const signature = headers['telnyx-signature-ed25519'] ?? ''
  const timestamp = headers['telnyx-timestamp'] ?? ''
  if (!/^\d{1,12}$/.test(timestamp)) return false
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return false
  const content = Buffer.from(`${timestamp}|${body}`, 'utf8')
  return verify(null, content, key, Buffer.from(signature, 'base64'))
}
