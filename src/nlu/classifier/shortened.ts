/** What is left of a word when none, one or two of its letters are taken out. */
interface Form {
  readonly hash: number
  readonly length: number
  /** Places of the letters that are out; −1 for none. */
  readonly first: number
  readonly second: number
}

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
    visitForms(word, mostTaken(word.length), (form) => {
      const place = placeOf(form.hash)
      for (let at = starts[place] ?? 0; at < (starts[place + 1] ?? 0); at++) {
        const other = words[numbers[at] ?? 0] ?? ''
        // Other forms may share the place.
        if (hasForm(other, { word, form, most: mostTaken(other.length) })) near.push(other)
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
    visitForms(word, mostTaken(word.length), ({ hash }) => {
      visit(placeOf(hash), number)
    })
  })
}

function visitForms(word: string, most: number, visit: (form: Form) => void): void {
  const { length } = word
  visit({ hash: hashWithout(word, -1, -1), length, first: -1, second: -1 })
  for (let first = 0; first < length && most > 0; first++) {
    visit({ hash: hashWithout(word, first, -1), length: length - 1, first, second: -1 })
  }
  for (let first = 0; first < length && most > 1; first++) {
    for (let second = first + 1; second < length; second++) {
      visit({ hash: hashWithout(word, first, second), length: length - 2, first, second })
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

interface Sought {
  readonly word: string
  readonly form: Form
  /** Letters that may be out of the other word. */
  readonly most: number
}

/** Whether a word has this form of the word sought: the letters that are left stand in it, in their order. */
function hasForm(other: string, { word, form, most }: Sought): boolean {
  const taken = other.length - form.length
  if (taken < 0 || taken > most) return false
  let at = 0
  for (let i = 0; i < word.length; i++) {
    if (i === form.first || i === form.second) continue
    while (at < other.length && other[at] !== word[i]) at++
    if (at === other.length) return false
    at++
  }
  return true
}
