import type { PlacedContent } from '../content/load.js'
import { fillPlaceholders, withoutMarks } from '../content/marks.js'
import { PLACEHOLDERS } from '../content/placeholders.js'
import type { ReadFile } from '../content/read-file.js'
import { textsIn } from '../content/texts.js'

/** A text that patients read, and where it stands. */
export interface Part {
  readonly read: ReadFile<unknown>
  readonly path: readonly PropertyKey[]
  /** Absent for words that no one intent owns. */
  readonly intent?: string
  /** Its words as they are read: no marks, values filled in, shared lines left out. */
  readonly text: string
}

const FORMS = ['text', 'more', 'sms'] as const

/** Everything that patients read: answers, shared lines, words about danger, and the rest. */
export function partsOf({ content, files }: PlacedContent): readonly Part[] {
  const answers = [...files.responses].flatMap(([intent, read]) =>
    (content.responses.get(intent)?.variants ?? []).flatMap((variant, index) =>
      FORMS.flatMap((form) => {
        const text = variant[form]
        if (text === undefined) return []
        const path = ['variants', index, form]
        return [{ read, path, intent, text: asRead(text) }]
      }),
    ),
  )
  const shared = [files.lines, files.redFlagWording, files.system, files.followUps].flatMap(
    (read) =>
      textsIn(read.value)
        .map(({ path, text }) => ({ read, path, text: asRead(text) }))
        .filter(({ text }) => isSentence(text)),
  )
  return [...answers, ...shared]
}

/**
 * A shared line is left out, because it is graded where it stands: put in here, a plain line could
 * hide a hard answer, and a hard one would fail every answer that it is part of.
 */
function asRead(text: string): string {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => fillPlaceholders(withoutMarks(paragraph), valueOf))
    .join('\n\n')
}

function valueOf(name: string): string {
  return name.endsWith('_line') ? '' : (PLACEHOLDERS.get(name) ?? 'that')
}

/** Buttons, titles and the names of things are not sentences, and have no grade. */
function isSentence(text: string): boolean {
  return /\s\S+[.?]["')]*$/.test(text)
}
