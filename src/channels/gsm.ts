/** Counts what a text message costs, as GSM 03.38 packs it. */

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const ESCAPED = '\f^{}\\[~]|€'

const COST = new Map<string, number>([
  ...[...BASIC].map((character) => [character, 1] as const),
  // Each of these is sent as an escape and a character.
  ...[...ESCAPED].map((character) => [character, 2] as const),
])

/** What is left of a segment when a header says which part of a longer message it is. */
const SEPTETS_OF_PART = 153

/** Characters of a text that GSM 03.38 does not have; one is enough to halve a message's room. */
export function nonGsmCharacters(text: string): readonly string[] {
  return [...new Set([...text].filter((character) => !COST.has(character)))]
}

/** Septets that a GSM text takes; an escaped character takes two. */
export function septetsOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (COST.get(character) ?? 1), 0)
}

/** Segments in which a GSM text is sent: one up to 160 septets, then 153 each. */
export function gsmSegments(text: string): number {
  if (septetsOf(text) <= 160) return 1
  let segments = 1
  let room = SEPTETS_OF_PART
  for (const character of text) {
    const cost = COST.get(character) ?? 1
    // An escape is never parted from its character.
    if (cost > room) {
      segments += 1
      room = SEPTETS_OF_PART
    }
    room -= cost
  }
  return segments
}
