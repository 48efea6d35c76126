import type { Session } from '../types.js'

/** A conversation that has not begun. */
export function newSession(expiresAt: string, locale: string): Session {
  return {
    schemaVersion: 1,
    turns: 0,
    locale,
    slots: {},
    asked: {},
    topic: [],
    fallbacks: 0,
    expiresAt,
  }
}
