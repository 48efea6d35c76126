/** Texts that are made to cost time, and how much they cost. */
import { newSession } from '../../src/dialogue/session.js'
import { takeTurn, type ReadyContent } from '../../src/turn.js'

export interface AdversarialTime {
  readonly text: string
  readonly characters: number
  /** Of the process, in the slowest of all rounds. */
  readonly cpuMsMax: number
}

/** What is said over and over. */
const PATTERNS: Readonly<Record<string, string>> = {
  'one letter': 'a ',
  'one word': 'bone ',
  'one long word': 'a',
  'long words': 'osteoporosisosteopeniadenosumab ',
  'misspelt words': 'ostioperosis alendrinate calsium ',
  digits: '7',
  numbers: '1.5 -2,000 3/4 ',
  'number words': 'minus two point five hundred and ',
  units: '12 mg 8 months 65 kg ',
  brackets: '((([[[{{{',
  'closed brackets': '()[]{}',
  punctuation: '?!.,;:-',
  denials: "no not never don't without ",
  'nested denials': "i don't deny that i never said it is not true that ",
  'danger signs': "i fell and can't walk my hip hurts ",
  yes: 'yes ',
  accents: 'é̂̃',
  'other script': '骨粗しょう症 ',
  emoji: '👩‍⚕️🦴',
  'full width': '－２．５　',
  'blank lines': ' \n\t',
}

/** Plays each pattern at each length as the first message of a conversation. */
export function timeAdversarial(
  content: ReadyContent,
  lengths: readonly number[],
  rounds: number,
): readonly AdversarialTime[] {
  return Object.entries(PATTERNS).flatMap(([text, pattern]) =>
    lengths.map((characters) => {
      const utterance = pattern.repeat(Math.ceil(characters / pattern.length)).slice(0, characters)
      const times = Array.from({ length: rounds }, () => cpuMsOf(content, utterance))
      return { text, characters, cpuMsMax: Math.max(...times) }
    }),
  )
}

const NOW = '2026-01-15T12:00:00.000Z'

function cpuMsOf(content: ReadyContent, utterance: string): number {
  const message = {
    messageId: '',
    channel: 'web',
    sessionId: '',
    utterance,
    receivedAt: NOW,
  } as const
  const start = process.cpuUsage()
  takeTurn(content, newSession(NOW, 'en'), message)
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}
