/** What a provider's answer to a message means, in the provider's own words. */
import { retryAfterSeconds, type Answer } from './post-once.js'
import { codeAt, jsonOf, textAt } from './read-json.js'
import { configurationFault } from './refusal.js'
import type { DeliveryState, SendResult } from './sms-channel.js'

/** How one provider speaks of what became of a message. */
export interface ProviderWords {
  readonly states: Readonly<Record<string, DeliveryState>>
  /** Codes that say that the patient has opted out. */
  readonly optedOut: readonly string[]
  /** Codes of refusals after which it is safe to try again, as the provider's pages say. */
  readonly notTaken: readonly string[]
  /** Codes of refusals that every other message would meet too. */
  readonly configuration: readonly string[]
  /** Where the answer to a taken message has its id, state and perhaps the code of a fault: `to.0.status`. */
  readonly taken: { readonly id: string; readonly state: string; readonly code?: string }
  /** Where a refusal has its code. */
  readonly refusalCode: string
}

/** The provider's name of a state as ours; undefined for one that we do not know. */
export function stateNamed(
  { states }: ProviderWords,
  name: string | undefined,
): DeliveryState | undefined {
  return name !== undefined && Object.hasOwn(states, name) ? states[name] : undefined
}

/** Does the provider's code say that the patient has opted out? */
export function isOptOut({ optedOut }: ProviderWords, code: string | undefined): boolean {
  return code !== undefined && optedOut.includes(code)
}

/** What came of a message; `later` only where it surely was not taken. */
export function resultOf(answer: Answer, words: ProviderWords): SendResult {
  switch (answer.kind) {
    case 'notSent':
      return { kind: 'later' }
    case 'broken':
      return { kind: 'unknown' }
    case 'answered': {
      const { status, headers, text } = answer
      const body = text === undefined ? undefined : jsonOf(text)
      if (status >= 200 && status < 300) return resultOfTaken(body, words)
      const code = codeAt(body, words.refusalCode)
      return resultOfRefused({ status, headers, ...(code === undefined ? {} : { code }) }, words)
    }
  }
}

function resultOfTaken(body: unknown, words: ProviderWords): SendResult {
  const { id, state, code: codePath } = words.taken
  const providerId = textAt(body, id)
  // Taken, perhaps, but we shall never hear of it by name: a proxy's page, or half an answer.
  if (providerId === undefined) return { kind: 'unknown' }
  const code = codePath === undefined ? undefined : codeAt(body, codePath)
  if (code !== undefined && isOptOut(words, code)) return { kind: 'optedOut', code }
  return { kind: 'accepted', providerId, state: stateNamed(words, textAt(body, state)) ?? 'queued' }
}

interface Refusal {
  readonly status: number
  readonly headers: Headers
  readonly code?: string
}

function resultOfRefused({ status, headers, code }: Refusal, words: ProviderWords): SendResult {
  if (code !== undefined && isOptOut(words, code)) return { kind: 'optedOut', code }
  if (status === 429 || (code !== undefined && words.notTaken.includes(code))) {
    const afterSeconds = retryAfterSeconds(headers)
    return afterSeconds === undefined ? { kind: 'later' } : { kind: 'later', afterSeconds }
  }
  // A server that failed, a gateway and a time-out do not say what had happened until then.
  if (status >= 500 || status === 408) return { kind: 'unknown' }
  const shown = code ?? `HTTP_${status}`
  const isOurs = ![400, 422].includes(status) || words.configuration.includes(shown)
  return { kind: 'refused', code: isOurs ? configurationFault(shown) : shown }
}
