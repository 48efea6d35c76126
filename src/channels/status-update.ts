/** What a provider tells about a message that we sent, as ours, and the URL to which it tells it. */
import { isOptOut, stateNamed, type ProviderWords } from './send-result.js'
import type { RawRequest, StatusUpdate } from './sms-channel.js'

/** A provider's callback, in its own words. */
export interface ProviderStatus {
  readonly providerId: string
  readonly stateName: string | undefined
  readonly code: string | undefined
  readonly reference: string | undefined
}

const REFERENCE = 'ref'

/** The URL to which a message's reports are posted. */
export function statusUrlOf(url: string, reference: string | undefined): string {
  return reference === undefined ? url : `${url}?${REFERENCE}=${reference}`
}

/** The reference in the URL of a report; undefined where there is none. */
export function referenceIn({ path }: Pick<RawRequest, 'path'>): string | undefined {
  const at = path.indexOf('?')
  const reference = at < 0 ? null : new URLSearchParams(path.slice(at)).get(REFERENCE)
  return reference !== null && /^[\w-]{1,1024}$/.test(reference) ? reference : undefined
}

/** One update, or none for a state that we do not know: providers add some without notice. */
export function updatesOf(
  { providerId, stateName, code, reference }: ProviderStatus,
  words: ProviderWords,
): readonly StatusUpdate[] {
  const isOptedOut = isOptOut(words, code)
  // An opt-out counts whatever the state is called.
  const state = stateNamed(words, stateName) ?? (isOptedOut ? 'failed' : undefined)
  if (state === undefined) return []
  return [
    {
      ...{ providerId, state, isOptedOut },
      ...(code !== undefined && { code }),
      ...(reference !== undefined && { reference }),
    },
  ]
}
