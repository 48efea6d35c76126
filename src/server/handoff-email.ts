/** The only door to nodemailer: a request to the staff as an e-mail. */
import { createTransport, type Transporter } from 'nodemailer'
import type { EmailSettings } from '../config/handoff.js'
import type { HandoffRequest } from '../store/handoff.js'
import type { Send } from './handoff-delivery.js'

const TIMEOUT_MS = 20_000

/** @param transport Another one, for tests. */
export function createEmailSender(
  { smtpUrl, from, to }: EmailSettings,
  transport: Transporter = createTransport({
    url: smtpUrl,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // A text holds what a patient wrote; nothing in it may be fetched or attached.
    disableFileAccess: true,
    disableUrlAccess: true,
  }),
): Send {
  return async (request) => {
    await transport.sendMail({
      from,
      to,
      // Subjects show on locked screens: nothing of the patient's stands in it.
      subject: 'A request from the bone health chat',
      text: textOf(request),
      // The same for each try, so that a mail sent twice is seen as one.
      messageId: `<${request.id}@${from.split('@')[1] ?? 'bonewise'}>`,
    })
  }
}

const REASONS: Readonly<Record<HandoffRequest['reason'], string>> = {
  asked: 'asked for a person',
  two_fallbacks: 'the chat could not answer',
  complaint: 'a complaint',
  appointment: 'an appointment',
  cost: 'cost or insurance',
  complex: 'a case that the chat has no answer for',
  danger: 'a possible sign of danger',
}

function textOf(request: HandoffRequest): string {
  const { id, name, contact, bestTime, about, facts, reason, createdAt, channel } = request
  const lines = [
    'A patient asked the automated chat to pass this on.',
    '',
    `Name:       ${name ?? 'not given'}`,
    `Reach at:   ${contact.shown}`,
    `Best time:  ${bestTime ?? 'not given'}`,
    `Reason:     ${REASONS[reason]}`,
    '',
    'About, in the words of the patient:',
    about,
    '',
    ...(facts === undefined
      ? []
      : ['What the patient told the chat, and agreed to pass on:', facts.join(', '), '']),
    `Received:   ${createdAt} (${channel})`,
    `Request:    ${id}`,
  ]
  return lines.join('\n')
}
