/** The address by which a provider reaches the bot. */
import { ConfigError } from '../errors.js'

/**
 * What stands before the path of each webhook, without a slash at its end.
 *
 * @throws {ConfigError} for no absolute http(s) URL, or one with a query.
 */
export function publicBase(url: string): string {
  const isUsable = URL.canParse(url) && /^https?:\/\/[^?#]+$/i.test(url)
  if (!isUsable) {
    throw new ConfigError(
      'the public URL of the text-message webhooks is no address',
      'give the one that the provider calls, up to the path: https://bot.clinic.example',
    )
  }
  return url.replace(/\/+$/, '')
}
