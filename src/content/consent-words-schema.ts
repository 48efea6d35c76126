/** Shape of `_consent_words.yml`: the words that stop messages, start them again, or ask who writes. */
import { z } from 'zod'

/** Words that carriers oblige everybody to obey, as they are written without signs between. */
const CARRIER_WORDS = {
  stop: ['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout'],
  start: ['start', 'unstop'],
  help: ['help', 'info'],
} as const

const word = /[a-z0-9]+/.source
const piece = `(?:${word}|\\*|\\{${word}\\}\\*?|\\(${word}(?: ${word})*\\))`
const template = z
  .string()
  .regex(
    new RegExp(`^${piece}(?: ${piece})*$`),
    'must be small letters without apostrophes or accents, {list}, {list}*, (words) or *',
  )
const templates = z.array(template).min(1)
const plain = z
  .array(z.string().regex(/^(?:[a-z0-9]+(?: [a-z0-9]+)*|🛑)$/u, 'must be small letters, no signs'))
  .min(1)

const keywords = z
  .strictObject({ stop: plain, start: plain, help: plain })
  .superRefine((given, context) => {
    for (const kind of ['stop', 'start', 'help'] as const) {
      for (const carrierWord of CARRIER_WORDS[kind]) {
        if (given[kind].includes(carrierWord)) continue
        context.addIssue({
          code: 'custom',
          path: [kind],
          message: `must hold "${carrierWord}": carriers oblige us`,
        })
      }
    }
  })

export const consentWordsFile = z
  .strictObject({
    /** Whole messages, whatever stands around them of `polite`. */
    keywords,
    /** Says nothing by itself: "please". */
    polite: plain,
    /** May stand around a word that stops, too: "who is this". */
    aside: templates,
    /** May stand before a wish about messages: "can you". */
    asking: templates,
    /** May stand after a wish about messages: "anymore". */
    after: templates,
    /** Named in templates as `{name}`. */
    lists: z.record(z.string().regex(/^[a-z]+$/), plain),
    stop: z.strictObject({
      /** Fits alone in a sentence of its own, where other sentences stand beside it. */
      lone: plain,
      message: templates,
      sentence: templates,
      opening: templates,
      anywhere: templates,
      /** A whole sentence, in a message that speaks of messages elsewhere. */
      besideTexts: templates,
      /** What such a message holds. */
      texts: templates,
      /** Before words of `anywhere`, these turn their meaning. */
      denials: templates,
      /** After words of `opening` and `anywhere`, these turn their meaning. */
      limits: templates,
    }),
    start: z.strictObject({ message: templates }),
    help: z.strictObject({ message: templates }),
  })
  .superRefine((file, context) => {
    for (const [, name] of JSON.stringify(file).matchAll(/\{([a-z]+)\}/g)) {
      if (name !== undefined && file.lists[name] === undefined) {
        context.addIssue({ code: 'custom', path: ['lists'], message: `there is no list "${name}"` })
      }
    }
  })

export type ConsentWordsFile = Readonly<z.infer<typeof consentWordsFile>>
