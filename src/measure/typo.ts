import { createRandom } from '../nlu/classifier/random.js'

/** Shorter words are rarely misspelt, and become other words when they are. */
const LEAST_LETTERS = 4

/** Letters next to each other on a keyboard. */
const KEY_ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']

/** What a slip of the finger does to the letter at a place of a word. */
type Slip = (word: string, at: number) => string

const leaveOut: Slip = (word, at) => word.slice(0, at) + word.slice(at + 1)

const SLIPS: readonly Slip[] = [
  leaveOut,
  (word, at) => word.slice(0, at + 1) + word.slice(at),
  (word, at) => word.slice(0, at) + neighbourOf(word.charAt(at)) + word.slice(at + 1),
  (word, at) => {
    const left = Math.min(at, word.length - 2)
    return word.slice(0, left) + word.charAt(left + 1) + word.charAt(left) + word.slice(left + 2)
  },
]

/** Puts one random typo into one of the longer words of a text; the same seed makes the same typo. */
export function misspell(text: string, seed: number): string {
  const words = [...text.matchAll(/\p{L}+/gu)].filter(([word]) => word.length >= LEAST_LETTERS)
  const random = createRandom(seed)
  const pick = (count: number): number => Math.floor(random() * count)
  const chosen = words[pick(words.length)]
  const slip = SLIPS[pick(SLIPS.length)]
  if (chosen === undefined || slip === undefined) return text
  const [word] = chosen
  // The first letter is the one that people get right.
  const at = 1 + pick(word.length - 1)
  const slipped = slip(word, at)
  // Two like letters change places unseen.
  const wrong = slipped === word ? leaveOut(word, at) : slipped
  return text.slice(0, chosen.index) + wrong + text.slice(chosen.index + word.length)
}

function neighbourOf(letter: string): string {
  const small = letter.toLowerCase()
  const row = KEY_ROWS.find((keys) => keys.includes(small)) ?? KEY_ROWS.join('')
  const at = row.indexOf(small)
  return row.charAt(at + 1) || row.charAt(at - 1)
}
