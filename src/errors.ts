/**
 * Every error that we expect, each with a stable code and, where a person must act, a hint.
 * Decide by class or code, never by message text.
 */
export class BonewiseError extends Error {
  constructor(
    readonly code: string,
    message: string,
    options: { readonly hint?: string; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = new.target.name
    if (options.hint !== undefined) this.hint = options.hint
  }

  readonly hint?: string
}

/** One thing wrong in a content file. */
export interface ContentProblem {
  /** Path from the project's root. */
  readonly file: string
  /** Line from 1. */
  readonly line: number
  /** Path inside the file, such as `variants.0.text`. */
  readonly field: string
  readonly problem: string
  readonly hint?: string
}

/** Content that cannot be served; lists every problem found, not only the first. */
export class ContentError extends BonewiseError {
  constructor(readonly problems: readonly ContentProblem[]) {
    super('CONTENT_INVALID', problems.map(formatProblem).join('\n'))
  }
}

/** `file:line: field: problem`, then an indented hint. */
export function formatProblem({ file, line, field, problem, hint }: ContentProblem): string {
  const place = field === '' ? `${file}:${line}` : `${file}:${line}: ${field}`
  return hint === undefined ? `${place}: ${problem}` : `${place}: ${problem}\n  hint: ${hint}`
}

/** A setting that is missing or wrong; stops the start. */
export class ConfigError extends BonewiseError {
  constructor(message: string, hint?: string) {
    super('CONFIG_INVALID', message, hint === undefined ? {} : { hint })
  }
}

/** Why wording cannot be signed or shown for review. */
export type SignFault =
  | 'SIGN_UNIT_UNKNOWN'
  | 'SIGN_UNIT_UNANSWERED'
  | 'SIGN_NOTHING_NAMED'
  | 'SIGN_BY_MISSING'
  | 'SIGN_DUE_WRONG'
  | 'SIGN_OPTION_UNKNOWN'
  | 'SIGN_NOT_WRITTEN'

/** A sign-off that was refused; nothing was written. */
export class SignError extends BonewiseError {
  constructor(
    readonly fault: SignFault,
    message: string,
    options: { readonly hint: string; readonly cause?: unknown },
  ) {
    super(fault, message, options)
  }
}

/** Content that must be signed to be served, and is not. */
export class UnsignedError extends BonewiseError {
  constructor(message: string, hint: string) {
    super('CONTENT_UNSIGNED', message, { hint })
  }
}

/** The trained model is missing, damaged, or of another format. */
export class ModelError extends BonewiseError {
  constructor(message: string, hint?: string) {
    super('MODEL_INVALID', message, hint === undefined ? {} : { hint })
  }
}

/** The store could not read or durably write; what was asked did not happen. */
export class StoreError extends BonewiseError {
  constructor(message: string, options: { readonly hint?: string; readonly cause?: unknown } = {}) {
    super('STORE_FAILED', message, options)
  }
}

/** The database cannot be reached, or takes nothing just now; it may by itself soon. */
export class StoreDownError extends StoreError {
  override readonly code = 'STORE_DOWN'
}

/** A record was sealed with a key that is not set; it is well, and must not be put aside. */
export class SealKeyError extends StoreError {
  constructor() {
    super('a record is sealed with a key that is not set', {
      hint: 'set it as DATA_KEY, or among DATA_KEY_OLD',
    })
  }
}

/** It cannot be kept what the staff do; so they must not do it. */
export class AuditError extends BonewiseError {
  constructor(message: string, options: { readonly hint?: string; readonly cause?: unknown } = {}) {
    super('AUDIT_FAILED', message, options)
  }
}

/** Another process holds the data folder. */
export class StoreLockedError extends BonewiseError {
  constructor(message: string, hint?: string) {
    super('STORE_LOCKED', message, hint === undefined ? {} : { hint })
  }
}

/** No such conversation, or not this caller's: one answer for both, so that ids cannot be probed. */
export class ConversationNotFoundError extends BonewiseError {
  constructor() {
    super('CONVERSATION_NOT_FOUND', 'there is no such conversation, or it has ended')
  }
}

/** What is kept of a conversation is no longer what the change was made from; nothing was written. */
export class ConversationChangedError extends BonewiseError {
  constructor() {
    super('CONVERSATION_CHANGED', 'the conversation has changed meanwhile')
  }
}

/** The message id was used before with a different text. */
export class MessageConflictError extends BonewiseError {
  constructor() {
    super('MESSAGE_CONFLICT', 'this message id was used before with a different text')
  }
}

/** Feedback names an exchange that this conversation does not have, or no longer keeps. */
export class ExchangeNotFoundError extends BonewiseError {
  constructor() {
    super('EXCHANGE_NOT_FOUND', 'there is no such reply in this conversation')
  }
}

/** No such request to the staff, or it was erased. */
export class HandoffNotFoundError extends BonewiseError {
  constructor() {
    super('HANDOFF_NOT_FOUND', 'there is no such request, or it was erased')
  }
}

/** Why the staff's request about a programme is refused. */
export type EnrolmentFault = 'ENROLMENT_NOT_FOUND' | 'ENROLMENT_EXISTS' | 'NUMBER_OPTED_OUT'

const ENROLMENT_FAULTS: Readonly<Record<EnrolmentFault, string>> = {
  ENROLMENT_NOT_FOUND: 'there is no such enrolment, or it was erased',
  ENROLMENT_EXISTS: 'this number is in that programme already',
  NUMBER_OPTED_OUT: 'this number has opted out; only its owner can undo that, by texting START',
}

/** A programme that a patient cannot be put in, or is not in. */
export class EnrolmentError extends BonewiseError {
  constructor(readonly fault: EnrolmentFault) {
    super(fault, ENROLMENT_FAULTS[fault])
  }
}

/** A request to the staff that did not arrive; the reason is a code, never a message. */
export class DeliveryError extends BonewiseError {
  constructor(readonly reason: string) {
    super('DELIVERY_FAILED', `a request could not be delivered: ${reason}`)
  }
}

/** Too many messages of one conversation are waiting for their turn. */
export class BusyError extends BonewiseError {
  constructor() {
    super('CONVERSATION_BUSY', 'too many messages of this conversation are waiting')
  }
}

/** Why a request cannot be served as it stands. */
export type RequestFault =
  | 'BODY_INVALID'
  | 'TOKEN_MISSING'
  | 'STAFF_ONLY'
  | 'TOKEN_EXPIRED'
  | 'SCOPE_MISSING'
  | 'ORIGIN_REFUSED'
  | 'SIGNATURE_WRONG'
  | 'PATH_UNKNOWN'
  | 'METHOD_REFUSED'
  | 'BODY_TOO_LARGE'
  | 'CONTENT_TYPE_WRONG'
  | 'TEXT_TOO_LONG'
  | 'RATE_LIMITED'

/** A request that its sender must change, or send later. */
export class RequestError extends BonewiseError {
  constructor(
    readonly fault: RequestFault,
    message: string,
    readonly about: {
      /** Path of the wrong field, such as `text`. */
      readonly field?: string
      readonly retryAfterSeconds?: number
      /** The methods that the path does serve, as the Allow header wants them. */
      readonly allow?: string
      /** What a staff token must be good for. */
      readonly scope?: string
    } = {},
  ) {
    super(fault, message)
  }
}

/** What is wrong with a request that claims to come from a provider of text messages. */
export type ChannelFault =
  | 'BODY_UNREADABLE'
  | 'PARAMETER_REPEATED'
  | 'PARAMETER_NOT_TEXT'
  | 'MESSAGE_ID_MISSING'
  | 'SENDER_WRONG'
  | 'RECEIVER_WRONG'

/** A request that no provider of text messages sends; quotes nothing of it. */
export class ChannelError extends BonewiseError {
  constructor(readonly fault: ChannelFault) {
    super(fault, `not what a provider of text messages sends: ${fault}`)
  }
}

/** The bot took a message and gave no reply; nothing was kept of it. */
export class TurnError extends BonewiseError {
  constructor(message: string, cause?: unknown) {
    super('TURN_FAILED', message, { cause })
  }
}
