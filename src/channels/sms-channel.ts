/** What every provider of text messages looks like to the rest of the bot. */

export interface RawRequest {
  readonly method: string
  /** Path and query as received. */
  readonly path: string
  /** Names in lower case, as Node gives them. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** The body's bytes, untouched. */
  readonly body: string
}

export interface InboundSms {
  /** The provider's; the same again means that the provider tries again. */
  readonly messageId: string
  /** E.164. */
  readonly from: string
  /** E.164, or a short code. */
  readonly to: string
  /** Empty where only a picture was sent. */
  readonly text: string
  /** The provider has answered this carrier's word itself, and a reply of ours would be a second one. */
  readonly isHandled?: true
}

export type DeliveryState = 'queued' | 'sent' | 'delivered' | 'undelivered' | 'failed'

export interface StatusUpdate {
  readonly providerId: string
  readonly state: DeliveryState
  /** The provider's; Twilio's 21610 and its like mean opted out. */
  readonly code?: string
  readonly isOptedOut: boolean
  /** As it was given with the message; absent where the provider tells of one that had none. */
  readonly reference?: string
}

export interface OutboundSms {
  /** E.164. */
  readonly to: string
  readonly text: string
  /** Ours, passed on where the provider takes one. */
  readonly key: string
  /** Comes back with each report of this message: letters, digits, `_` and `-`; it stands in a URL. */
  readonly reference?: string
}

export type SendResult =
  | { readonly kind: 'accepted'; readonly providerId: string; readonly state: DeliveryState }
  | { readonly kind: 'optedOut'; readonly code: string }
  /** It never will work as it stands; `isConfigurationFault(code)` tells the clinic's fault from the number's. */
  | { readonly kind: 'refused'; readonly code: string }
  /** Surely not taken: safe to try again. */
  | { readonly kind: 'later'; readonly afterSeconds?: number }
  /** It may have been taken: never blindly sent again. */
  | { readonly kind: 'unknown' }

/** What the provider is answered over HTTP. */
export interface Acknowledgement {
  readonly status: number
  readonly contentType: string
  readonly body: string
}

export interface SmsChannel {
  /** As in `POST /sms/<name>`. */
  readonly name: string
  /**
   * Does the acknowledgement carry the reply? Absent means yes. Where it is false, `acknowledge` sends
   * nothing, and the reply goes out by `send`.
   */
  readonly repliesInline?: boolean
  /** Whether the provider signed this request for the configured public URL, never the Host header; constant time. */
  readonly verify: (request: RawRequest) => boolean
  /**
   * The messages in a verified request; none where it is about something else, such as a delivery.
   *
   * @throws {ChannelError} for what the provider never sends: a repeated or non-string parameter, no sender.
   */
  readonly parse: (request: RawRequest) => readonly InboundSms[]
  /** What the provider is answered; each text is sent to the patient as a message of its own, in this order. */
  readonly acknowledge: (texts: readonly string[]) => Acknowledgement
  /**
   * What a verified request tells about messages that we sent; none where it is about something else. A
   * reference is only as good as its own seal: not every provider signs the URL in which it stands.
   *
   * @throws {ChannelError} as `parse` does.
   */
  readonly parseStatus: (request: RawRequest) => readonly StatusUpdate[]
  /** Hands one message to the provider, once; never throws for what the network or the provider does. */
  readonly send: (message: OutboundSms) => Promise<SendResult>
}
