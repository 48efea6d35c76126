/**
 * Told of what is left of a word when none, one or two of its letters are taken out: its hash, and the places of the
 * letters that are out, `NONE` where there are fewer.
 */
type Visit = (hash: number, first: number, second: number) => void

const NONE = -1

/** Lists the words that have a form in common with this one, some more than once; the nearest by form first. */
export type WordsNear = (word: string) => readonly string[]

/** A power of two: about as many as there are forms of the words of a model. */
const PLACES = 2 ** 18

/**
 * Indexes words by their shortened forms: two words so many edits apart have a form in common (symmetric delete).
 *
 * Only the numbers of the words are kept, at places told by the hashes of their forms: the forms themselves would be
 * half a million strings.
 *
 * @param mostTaken How many letters are taken out of a word of some length.
 */
export function indexByShortened(
  words: readonly string[],
  mostTaken: (length: number) => number,
): WordsNear {
  const starts = new Int32Array(PLACES + 1)
  eachForm(words, mostTaken, (place) => {
    starts[place + 1] = (starts[place + 1] ?? 0) + 1
  })
  for (let place = 0; place < PLACES; place++) {
    starts[place + 1] = (starts[place + 1] ?? 0) + (starts[place] ?? 0)
  }
  const numbers = new Int32Array(starts[PLACES] ?? 0)
  const filled = starts.slice()
  eachForm(words, mostTaken, (place, number) => {
    const at = filled[place] ?? 0
    numbers[at] = number
    filled[place] = at + 1
  })
  return (word) => {
    const near: string[] = []
    visitForms(word, mostTaken(word.length), (hash, first, second) => {
      const place = placeOf(hash)
      for (let at = starts[place] ?? 0; at < (starts[place + 1] ?? 0); at++) {
        const other = words[numbers[at] ?? 0] ?? ''
        // Other forms may share the place.
        if (hasForm(other, { word, first, second }, mostTaken(other.length))) near.push(other)
      }
    })
    return near
  }
}

function eachForm(
  words: readonly string[],
  mostTaken: (length: number) => number,
  visit: (place: number, number: number) => void,
): void {
  words.forEach((word, number) => {
    visitForms(word, mostTaken(word.length), (hash) => {
      visit(placeOf(hash), number)
    })
  })
}

function visitForms(word: string, most: number, visit: Visit): void {
  const { length } = word
  visit(hashWithout(word, NONE, NONE), NONE, NONE)
  for (let first = 0; first < length && most > 0; first++) {
    visit(hashWithout(word, first, NONE), first, NONE)
  }
  for (let first = 0; first < length && most > 1; first++) {
    for (let second = first + 1; second < length; second++) {
      visit(hashWithout(word, first, second), first, second)
    }
  }
}

/** FNV-1a. */
function hashWithout(word: string, first: number, second: number): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < word.length; i++) {
    if (i !== first && i !== second) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
  }
  return hash
}

function placeOf(hash: number): number {
  return (hash ^ (hash >>> 15)) & (PLACES - 1)
}

/** A word, and which of its letters are out. */
interface Form {
  readonly word: string
  readonly first: number
  readonly second: number
}

/** Whether the letters that are left stand in another word, in their order, and no more than so many beside them. */
function hasForm(other: string, { word, first, second }: Form, most: number): boolean {
  const length = word.length - (first === NONE ? 0 : 1) - (second === NONE ? 0 : 1)
  const taken = other.length - length
  if (taken < 0 || taken > most) return false
  let at = 0
  for (let i = 0; i < word.length; i++) {
    if (i === first || i === second) continue
    while (at < other.length && other[at] !== word[i]) at++
    if (at === other.length) return false
    at++
  }
  return true
}
