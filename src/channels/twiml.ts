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

/** The answer that sends texts to who wrote, in their order; without one, nothing is sent. */
export function twimlOf(texts: readonly string[]): string {
  const content = texts.map((text) => `<Message>${escaped(text)}</Message>`).join('')
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${content}</Response>`
}

function escaped(text: string): string {
  return text
    .replace(NOT_IN_XML, ' ')
    .replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? character)
}
