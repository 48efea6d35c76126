import type { Programme } from '../content/follow-up-schema.js'

/**
 * Reads a whole message as one of the answers of a programme, such as `booked`; undefined for any
 * other message. Only whole messages count: "I had it done last year" is a sentence for the bot.
 */
export function readAnswer(text: string, { answers }: Programme): string | undefined {
  const said = text
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/[^a-z0-9']+/g, ' ')
    .trim()
  return Object.entries(answers).find(([, { phrases }]) => phrases.includes(said))?.[0]
}
