/** The only door to rate-limiter-flexible: how much one address, and one conversation, may ask for. */
import { isIPv6 } from 'node:net'
import type { RequestHandler } from 'express'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Config } from '../config.js'
import { RequestError } from '../errors.js'
import type { SharedCounts } from '../store/shared-counts.js'
import { createSharedLimits } from './shared-limits.js'

export interface Limits {
  /** Counts every request of an address. */
  readonly perAddress: RequestHandler
  /** @throws {RequestError} RATE_LIMITED, with the seconds to wait. */
  readonly countMessage: (caller: {
    readonly conversationId: string
    readonly token: string
  }) => Promise<void>
  /** Counts requests with a staff token, right or wrong, of an address. @throws as above. */
  readonly countStaff: (req: { readonly ip?: string | undefined }) => Promise<void>
}

/** Enough for a screen that looks every few seconds, and too few to guess at tokens. */
const STAFF_REQUESTS_PER_MINUTE = 60

const SHARE_MS = 1_000

/** @param counts What nodes count together; absent where this process is the only one. */
export function createLimits(
  config: Pick<Config, 'messagesPerMinute' | 'requestsPerMinutePerIp'>,
  counts?: SharedCounts,
): Limits {
  const limiters = {
    requests: new RateLimiterMemory({ points: config.requestsPerMinutePerIp, duration: 60 }),
    messages: new RateLimiterMemory({ points: config.messagesPerMinute, duration: 60 }),
    staff: new RateLimiterMemory({ points: STAFF_REQUESTS_PER_MINUTE, duration: 60 }),
  }
  const shared = counts && createSharedLimits(limiters, { counts, clock: () => new Date() })
  if (shared !== undefined) setInterval(() => void shared.share(), SHARE_MS).unref()

  const countIn = async (name: keyof typeof limiters, key: string): Promise<void> => {
    shared?.counted(name, key)
    await count(limiters[name], key)
  }
  return {
    perAddress: async (req, _res, next) => {
      await countIn('requests', addressKey(req.ip ?? ''))
      next()
    },
    // The token is part of the key, so that a stranger who knows an id cannot use up its allowance.
    countMessage: ({ conversationId, token }) => countIn('messages', `${conversationId} ${token}`),
    countStaff: ({ ip }) => countIn('staff', addressKey(ip ?? '')),
  }
}

async function count(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    const retryAfterSeconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000))
    throw new RequestError('RATE_LIMITED', 'too many requests; please wait a little', {
      retryAfterSeconds,
    })
  }
}

/** One household or machine usually holds a whole IPv6 /64, so that is what counts as an address. */
export function addressKey(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)
  if (mapped?.[1] !== undefined) return mapped[1]
  if (!isIPv6(ip)) return ip
  const [head = '', tail = ''] = ip.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === '' ? [] : tail.split(':')
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
  const groups = ip.includes('::') ? [...before, ...zeros, ...after] : before
  return `${groups.slice(0, 4).join(':')}::/64`
}
