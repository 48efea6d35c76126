/** HTML in which every value is escaped, unless it was made here too. */

/** Markup that is safe to send. Only `html` makes it. */
export interface Html {
  readonly markup: string
}

type Value = Html | string | number | undefined | readonly Html[]

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Fills a template; strings are escaped for text and for quoted attributes, `undefined` leaves nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  const markup = strings.reduce((before, after, index) => {
    return before + markupOf(values[index - 1]) + after
  })
  return { markup }
}

/**
 * An element by its name, for markup that comes as data; attributes are escaped.
 *
 * @throws {RangeError} for a name that is none: only code of ours may name elements and attributes.
 */
export function tag(
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly Html[],
): Html {
  const wrong = [name, ...Object.keys(attributes)].find((word) => !NAME.test(word))
  if (wrong !== undefined) throw new RangeError(`"${wrong}" is no name of an element or attribute`)
  const set = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`)
  return { markup: `<${name}${set.join('')}>${markupOf(children)}</${name}>` }
}

const NAME = /^[a-zA-Z][a-zA-Z0-9-]*$/

function markupOf(value: Value): string {
  if (value === undefined) return ''
  if (typeof value === 'string') return escape(value)
  if (typeof value === 'number') return String(value)
  if ('markup' in value) return value.markup
  return value.map(({ markup }) => markup).join('')
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}
