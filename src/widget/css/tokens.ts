/** The shared colours under their names, each with a name by which a clinic can change it. */
import { DARK, FONTS, LIGHT } from '../../look/colors.js'

/** `--brand: #0F5C63` becomes `--brand: var(--bone-chat-brand, #0F5C63)`. */
function open(tokens: string, prefix: string): string {
  return tokens.replace(/--([\w-]+): ?(#\w+)/g, `--$1: var(--${prefix}-$1, $2)`)
}

const light = open(LIGHT, 'bone-chat')
const dark = open(DARK, 'bone-chat-dark')

export const tokens = `
.root { color-scheme: light; ${light}
  --edge: color-mix(in srgb, var(--line) 40%, transparent);
  --small: max(16px, 0.9em);
  --shadow: 0 8px 32px rgb(18 24 27 / 0.22);
  font: max(18px, 1.125rem)/1.55 var(--bone-chat-font, ${FONTS});
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere; color: var(--ink); text-align: start;
  letter-spacing: normal; word-spacing: normal; text-transform: none; text-indent: 0;
}
.root.large { font-size: calc(max(18px, 1.125rem) * 1.2); }
.root.largest { font-size: calc(max(18px, 1.125rem) * 1.5); }
@media screen {
  .root.dark { color-scheme: dark; ${dark} }
}
@media screen and (prefers-color-scheme: dark) {
  .root.auto { color-scheme: dark; ${dark} }
}
`
