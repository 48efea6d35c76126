import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Makes an id that cannot be guessed: 144 random bits, base64url, 24 characters. */
export function randomId(): string {
  return randomBytes(18).toString('base64url')
}

/** Makes a bearer token: 256 random bits, base64url, 43 characters. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url')
}

/** SHA-256, hex. No salt: a token has 256 random bits, so there is nothing to look up. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Compares in a time that tells nothing about the hash. */
export function isTokenOf(token: string, tokenHash: string): boolean {
  const given = Buffer.from(hashOfToken(token))
  const known = Buffer.from(tokenHash)
  return given.length === known.length && timingSafeEqual(given, known)
}

/** 64 bits of SHA-256, base64url, 11 characters: tells the few thousand message ids of one conversation apart. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest().subarray(0, 8).toString('base64url')
}
