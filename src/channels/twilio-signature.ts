/** Twilio's signature of a webhook: https://www.twilio.com/docs/usage/webhooks/webhooks-security */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** What Twilio signs. */
export interface SignedContent {
  /** The public URL that Twilio called, with its query. */
  readonly url: string
  /** Of the form; empty for a JSON body. */
  readonly params: ReadonlyMap<string, string>
}

/** Base64 of the HMAC-SHA1 of the URL and each parameter's name and value, sorted by name. */
export function twilioSignature({ url, params }: SignedContent, authToken: string): string {
  const sorted = [...params].sort(([a], [b]) => (a < b ? -1 : 1))
  const content = url + sorted.map(([name, value]) => name + value).join('')
  return createHmac('sha1', authToken).update(content, 'utf8').digest('base64')
}

/**
 * Is the signature Twilio's? The URL may stand with or without its port, because Twilio's services
 * differ in that, and raw or percent-encoded.
 *
 * @param content Its URL comes from the configuration, never from the Host header.
 */
export function isSignedByTwilio(
  content: SignedContent,
  signature: string,
  authToken: string,
): boolean {
  return urlVariants(content.url).some((url) =>
    isSame(signature, twilioSignature({ ...content, url }, authToken)),
  )
}

/**
 * Is this the JSON body that a signed URL names? The signature covers its hash in the URL's query.
 *
 * @param path Path and query.
 */
export function isSignedBody(path: string, body: string): boolean {
  const query = new URLSearchParams(path.slice(path.indexOf('?') + 1))
  const expected = createHash('sha256').update(body, 'utf8').digest('hex')
  return isSame(query.get('bodySHA256') ?? '', expected)
}

function urlVariants(url: string): readonly string[] {
  const encoded = URL.canParse(url) ? portVariants(new URL(url).href) : []
  return [...portVariants(url), ...encoded]
}

/** Scheme, name and password, host or IPv6 address, port, and the rest. */
const URL_PARTS = /^(https?):\/\/([^/?#]*@)?(\[[^\]/?#]*\]|[^:/?#]*)(:[^/?#]*)?(.*)$/is

/** A URL without its port, and with it or the usual one of its scheme. */
function portVariants(url: string): readonly string[] {
  const parts = URL_PARTS.exec(url)
  if (parts === null) return [url]
  const [, scheme = '', user = '', host = '', port, rest = ''] = parts
  const usual = scheme.toLowerCase() === 'https' ? ':443' : ':80'
  return ['', port ?? usual].map((shown) => `${scheme}://${user}${host}${shown}${rest}`)
}

/** Compares in constant time; the length of what is expected is no secret. */
function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
