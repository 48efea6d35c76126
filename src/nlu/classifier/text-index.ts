/** Tells the place of a text among those indexed. */
export type PlaceOf = (text: string) => number | undefined

/** Slots for each text, at least: the fewer are taken, the sooner an absent text is known to be absent. */
const SLOTS_PER_TEXT = 2

/**
 * Indexes texts, each of them once, by their places in the list. A hundred thousand short texts take a few megabytes
 * less than in a `Map`, and none of them is an object of its own.
 */
export function indexTexts(texts: readonly string[]): PlaceOf {
  const ends = new Int32Array(texts.length + 1)
  texts.forEach((text, place) => {
    ends[place + 1] = (ends[place] ?? 0) + text.length
  })
  const codes = new Uint16Array(ends[texts.length] ?? 0)
  const slotCount = 2 ** Math.ceil(Math.log2(Math.max(1, texts.length * SLOTS_PER_TEXT)))
  // Places from 1, for 0 is an empty slot.
  const slots = new Int32Array(slotCount)
  texts.forEach((text, place) => {
    const start = ends[place] ?? 0
    for (let i = 0; i < text.length; i++) codes[start + i] = text.charCodeAt(i)
    let slot = hashOf(text) & (slotCount - 1)
    while (slots[slot] !== 0) slot = (slot + 1) & (slotCount - 1)
    slots[slot] = place + 1
  })
  const isAt = (text: string, place: number): boolean => {
    const start = ends[place] ?? 0
    if ((ends[place + 1] ?? 0) - start !== text.length) return false
    for (let i = 0; i < text.length; i++) {
      if (codes[start + i] !== text.charCodeAt(i)) return false
    }
    return true
  }
  return (text) => {
    let slot = hashOf(text) & (slotCount - 1)
    for (let place = slots[slot] ?? 0; place !== 0; place = slots[slot] ?? 0) {
      if (isAt(text, place - 1)) return place - 1
      slot = (slot + 1) & (slotCount - 1)
    }
    return undefined
  }
}

/** FNV-1a, with its high bits mixed in, as only the low ones choose a slot. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash ^ (hash >>> 15)
}
