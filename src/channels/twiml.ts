/** TwiML, in which Twilio is told what to send: https://www.twilio.com/docs/messaging/twiml */

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  // An XML reader makes a bare one a line feed.
  '\r': '&#xD;',
}

/** Characters that XML 1.0 cannot hold, even escaped. */
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu

/** The answer that sends a text to who wrote; without a text, nothing is sent. */
export function twimlOf(text: string | undefined): string {
  const content = text === undefined ? '' : `<Message>${escaped(text)}</Message>`
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${content}</Response>`
}

function escaped(text: string): string {
  return text
    .replace(NOT_IN_XML, ' ')
    .replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? character)
}
