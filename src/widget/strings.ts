/** All that the widget says of its own; `{name}` stands for a value. */

const en = {
  title: 'Bonewise',
  subtitle: 'Automated. Not a clinician.',
  openChat: 'Open chat',
  close: 'Close',
  more: 'More',
  conversation: 'Conversation',
  newMessages: 'New messages',
  greeting: 'What would you like to know about your bones?',
  who: 'I’m an automated program that answers for {clinic}. I use plain words, and I show you where each answer comes from.',
  ourClinic: 'this clinic',
  urgent: 'If you may be badly hurt or seriously ill, don’t wait here:',
  callNumber: 'call {number}',
  consentTitle: 'Before you write',
  consent:
    'What you write is kept for up to {days} days after your last message, so that the conversation can go on. You can erase it at any time under “More”. Please leave out names.',
  consentBySending: 'By sending a question you agree to this.',
  privacy: 'How the clinic handles your data',
  agree: 'I agree',
  unreviewedAll: 'The wording here has not yet been reviewed by a clinician.',
  unreviewedSome:
    'Some answers here have not yet been reviewed by a clinician. Each of them says so.',
  unreviewedOne: 'Not yet reviewed by a clinician.',
  peopleAsk: 'People often ask',
  askNext: 'Ask next',
  choose: 'Choose an answer',
  youAsked: 'You asked',
  answer: 'Answer',
  yourQuestion: 'Your question',
  hint: 'A sentence or two is best.',
  tooLong: 'That’s long. I read the first {max} characters best; you have written {length}.',
  send: 'Send',
  working: 'Looking it up',
  source: 'Source {n}',
  sources: 'Sources ({n})',
  newTab: '(opens in a new tab)',
  backToText: 'Back to the text',
  because: 'Because you told me',
  change: 'Change',
  helpful: 'Helpful',
  notHelpful: 'Not helpful',
  whyNot: 'What was missing or wrong? You may leave this empty.',
  sendReason: 'Send feedback',
  thanks: 'Thank you. It helps us to write better answers.',
  listen: 'Listen',
  stopListening: 'Stop',
  textSize: 'Text size',
  sizeNormal: 'Normal text',
  sizeLarge: 'Large text',
  sizeLargest: 'Largest text',
  readAloud: 'Read new answers aloud',
  copy: 'Copy the conversation',
  copied: 'Copied.',
  notCopied: 'I couldn’t copy it here. “Download” may work instead.',
  print: 'Print',
  download: 'Download',
  forget: 'Forget this conversation',
  forgetAsk: 'Everything you wrote and every answer will be deleted. This can’t be undone.',
  forgetYes: 'Yes, erase it',
  forgetNo: 'Keep it',
  forgotten: 'Your conversation has been erased.',
  notForgotten:
    'I couldn’t erase the conversation just now. Nothing has been erased yet. Please try again in a minute.',
  idle: 'Your conversation was closed on this device, because it wasn’t used for a while.',
  lost: 'The earlier conversation has ended, so this is a new one.',
  earlier: 'Show earlier messages',
  toNewest: 'Back to the newest messages',
  newAnswer: 'New answer below',
  sending: 'Sending',
  waiting: 'Not sent yet',
  queued: 'Not sent yet',
  notSent: 'Not sent',
  retry: 'Retry',
  failed: 'That couldn’t be sent. Please check your connection, then press “Retry”.',
  offline: 'You seem to be offline. What you wrote will be sent when you are online again.',
  busy: 'That was a lot at once. Please wait a minute, then press “Retry”.',
  refusedText: 'I couldn’t take that message. Please say it in fewer words.',
  refusedPage: 'This page isn’t allowed to use the chat. Please tell the clinic.',
  unreachable: 'I can’t be reached just now. Please try again in a minute.',
  inEmergency: 'If this is an emergency, call {number}.',
  inEmergencyNoNumber: 'If this is an emergency, call your emergency number.',
  emergency: 'Emergency',
  callNow: 'Call {number} now',
  youWrote: 'You wrote',
  visitCard: 'For my visit',
  told: 'What I told Bonewise',
  toAsk: 'What I want to ask',
  nothingTold: 'Nothing yet.',
  noRecord: 'Made with an automated helper from what the patient typed. It is no medical record.',
  fileName: 'conversation.txt',
}

export type Strings = Readonly<Record<keyof typeof en, string>>

const tables: Readonly<Record<string, Strings>> = { en }

/**
 * Finds the words of a locale; one without a table gets English.
 *
 * @param own Words of the clinic, which go before ours.
 */
export function stringsOf(locale: string, own: Partial<Strings>): Strings {
  const table = tables[locale] ?? tables[locale.split('-')[0] ?? ''] ?? en
  return { ...table, ...own }
}

/** The language of the words that `stringsOf` finds; a clinic's own words are in its locale. */
export function languageOf(locale: string, own: Partial<Strings>): string {
  const language = locale.split('-')[0] ?? ''
  const isKnown = tables[locale] !== undefined || tables[language] !== undefined
  return isKnown || Object.keys(own).length > 0 ? locale : 'en'
}

/** Which way a language is written. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return /^(ar|dv|fa|he|ku|ps|ur|yi)\b/i.test(language) ? 'rtl' : 'ltr'
}

/** Puts values in the place of their names. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (name, key: string) => String(values[key] ?? name))
}
