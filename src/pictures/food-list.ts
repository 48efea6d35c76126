/** The foods of a bar by their numbers, each with its milligrams. */
import type { CalciumPicture } from '../replies.js'
import { em, shape, text, type Shape } from './shape.js'
import { tonesOf } from './tones.js'

/** Lengths in em of the text. */
const BOX = { width: 1.7, height: 1.4 } as const
const LINE = 1.25
const GAP = 0.65

/** Characters of a name and its milligrams that fit in one line at the width of a phone. */
const ROOM = 24

/** Draws the list from `topEm` down, and says where it ends. */
export function foodList(
  foods: CalciumPicture['foods'],
  topEm: number,
): { readonly shapes: readonly Shape[]; readonly bottomEm: number } {
  const tones = tonesOf(foods)
  let top = topEm
  const shapes = foods.flatMap(({ label, amount }, index) => {
    const lines = wrapped(label, ROOM - amount.length)
    const y = top
    top += LINE * lines.length + GAP
    const tone = `pic-tone-${tones[index] ?? 'light'}`
    return [
      shape('rect', {
        x: '0',
        y: em(y),
        width: em(BOX.width),
        height: em(BOX.height),
        rx: '4',
        class: `pic-part ${tone}`,
      }),
      text(String(index + 1), {
        x: em(BOX.width / 2),
        y: em(y + 1.05),
        class: `pic-middle pic-number ${tone}`,
      }),
      ...lines.map((line, row) =>
        text(line, { x: em(BOX.width + 0.55), y: em(y + 1.05 + LINE * row) }),
      ),
      text(amount, { x: '100%', y: em(y + 1.05), class: 'pic-end' }),
    ]
  })
  return { shapes, bottomEm: top }
}

/** Breaks a name between words; a longer word stays whole. */
function wrapped(label: string, room: number): readonly string[] {
  return label.split(' ').reduce<readonly string[]>((lines, word) => {
    const last = lines[lines.length - 1]
    const joined = last === undefined ? word : `${last} ${word}`
    return last === undefined || joined.length > room
      ? [...lines, word]
      : [...lines.slice(0, -1), joined]
  }, [])
}
