import type { ChannelName, Clinic, Session } from '../types.js'

/** What a reply is worded for. */
export interface Occasion {
  readonly session: Session
  readonly channel: ChannelName
  readonly clinic: Clinic
  /** ISO 8601; tells whether the clinic is open. */
  readonly receivedAt?: string
  /** The message was longer than is read. */
  readonly isReadInPart?: boolean
}
