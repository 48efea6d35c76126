/** A text somewhere in a content file. */
export interface PlacedText {
  readonly path: readonly string[]
  readonly text: string
}

/** Every text in a value that was read, with its place. */
export function textsIn(value: unknown, path: readonly string[] = []): readonly PlacedText[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => textsIn(part, [...path, key]))
}
