/** How a review sheet is laid out in a terminal: titled parts, labels, wrapped text. */

const WIDTH = 96

/** A part under a ruled title. */
export function part(title: string, body: string): string {
  return `── ${title} ${'─'.repeat(Math.max(0, WIDTH - title.length - 4))}\n${body}`
}

/** A label and its text, wrapped; a long text stands indented below. */
export function labelled(label: string, text: string): string {
  const said = text.trim()
  if (!said.includes('\n') && label.length + said.length + 2 <= WIDTH) return `${label}: ${said}`
  const paragraphs = said.split(/\n\s*\n/).map((paragraph) => wrap(paragraph))
  return `${label}:\n${paragraphs.join('\n\n')}`
}

/** Nested fields, each text under its path. */
export function tree(value: unknown, path = ''): string {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'object') return labelled(path, sayScalar(value))
  if (Array.isArray(value) && value.every(isFlat)) return rows(value, path)
  return Object.entries(value)
    .map(([name, field]) => tree(field, path === '' ? name : `${path}.${name}`))
    .filter((text) => text !== '')
    .join('\n')
}

/** A list of words in one line, or a table with a line for each of its rows. */
function rows(items: readonly unknown[], path: string): string {
  const said = items.map((item) =>
    typeof item === 'object' && item !== null
      ? Object.entries(item)
          .map(([name, field]) => `${name} ${sayScalar(field)}`)
          .join(', ')
      : sayScalar(item),
  )
  const isTable = items.some((item) => typeof item === 'object')
  return isTable
    ? said.map((row) => labelled(path, row)).join('\n')
    : labelled(path, said.join(', '))
}

function sayScalar(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function isFlat(item: unknown): boolean {
  if (typeof item !== 'object' || item === null) return true
  return Object.values(item).every((field) => typeof field !== 'object')
}

function wrap(paragraph: string): string {
  const lines: string[] = ['']
  for (const word of paragraph.trim().split(/\s+/)) {
    const line = lines.at(-1) ?? ''
    if (line !== '' && line.length + word.length + 3 > WIDTH) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines.map((line) => `  ${line}`).join('\n')
}
