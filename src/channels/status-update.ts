/** What a provider tells about a message that we sent, as ours. */
import { isOptOut, stateNamed, type ProviderWords } from './send-result.js'
import type { StatusUpdate } from './sms-channel.js'

/** A provider's callback, in its own words. */
export interface ProviderStatus {
  readonly providerId: string
  readonly stateName: string | undefined
  readonly code: string | undefined
}

/** One update, or none for a state that we do not know: providers add some without notice. */
export function updatesOf(
  { providerId, stateName, code }: ProviderStatus,
  words: ProviderWords,
): readonly StatusUpdate[] {
  const isOptedOut = isOptOut(words, code)
  // An opt-out counts whatever the state is called.
  const state = stateNamed(words, stateName) ?? (isOptedOut ? 'failed' : undefined)
  if (state === undefined) return []
  return [{ providerId, state, isOptedOut, ...(code === undefined ? {} : { code }) }]
}
