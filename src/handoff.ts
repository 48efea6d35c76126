/** A request to the clinic's people, from the first question to what is kept of it. */

/** What led to a request. */
export type HandoffReason =
  'asked' | 'two_fallbacks' | 'complaint' | 'appointment' | 'cost' | 'complex' | 'danger'

/** The questions of a request, in the order asked. */
export type HandoffStep = 'consent' | 'name' | 'contact' | 'bestTime' | 'about' | 'confirm'

/** Where the staff can reach the patient. */
export interface Contact {
  readonly kind: 'phone' | 'email'
  /** E.164 of a telephone, in lower case of an e-mail address. */
  readonly value: string
  /** As patients and staff read it, with its extension: "(212) 555-0199 ext. 12". */
  readonly shown: string
}

/** What is read of an utterance while a request is being taken. */
export interface HeardDetails {
  readonly contact?: Contact
  /** There is nothing else in the message: "my number is 212 555 0199". */
  readonly isContactAlone: boolean
  readonly name?: string
  /** Said as a name: "my name is Mary". */
  readonly isNameTold: boolean
}

/** As much of a request as the patient has given. */
export interface HandoffDraft {
  readonly reason: HandoffReason
  /** May what the patient told about themself go along? */
  readonly sharesFacts: boolean
  readonly name?: string
  readonly contact?: Contact
  /** In the patient's words. */
  readonly bestTime?: string
  /** In the patient's words. */
  readonly about?: string
  /** Questions that need not be asked any more, besides those answered. */
  readonly settled: readonly HandoffStep[]
  /** How often the talk came back after a question about something else. */
  readonly returns: number
}

export interface HandoffQuestion {
  readonly step: HandoffStep
  readonly draft: HandoffDraft
  /** How often it was asked before. */
  readonly tries: number
  /** It was not understood; its reason is wanted; something is to be changed. */
  readonly about?: 'again' | 'why' | 'change'
}

export type HandoffEnd =
  | { readonly kind: 'sent'; readonly draft: HandoffDraft }
  | { readonly kind: 'dropped' }
  /** No contact could be read in two tries, or the clinic takes no requests any more. */
  | { readonly kind: 'unreachable' }

/** What goes to the staff. */
export interface StaffRequest {
  readonly reason: HandoffReason
  readonly name?: string
  readonly contact: Contact
  readonly bestTime?: string
  readonly about: string
  /** What the patient told about themself, as they are shown it; only if they agreed. */
  readonly facts?: readonly string[]
}
