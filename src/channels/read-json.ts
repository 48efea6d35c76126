/** Reading of what a provider or the network gave, none of whose shape is taken on trust. */

/** The parsed text, or undefined where it is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What stands at a path such as `to.0.status`; undefined where there is nothing. */
export function valueAt(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (at, name) =>
        typeof at === 'object' && at !== null
          ? Object.getOwnPropertyDescriptor(at, name)?.value
          : undefined,
      value,
    )
}

/** The text at a path; undefined where there is none, or something else. */
export function textAt(value: unknown, path: string): string | undefined {
  const found = valueAt(value, path)
  return typeof found === 'string' ? found : undefined
}

/** A code at a path, which one provider writes as a number and another as text. */
export function codeAt(value: unknown, path: string): string | undefined {
  const found = valueAt(value, path)
  if (typeof found === 'number') return String(found)
  // Codes go into logs and records, so nothing else may pass for one.
  return typeof found === 'string' && /^\w{1,32}$/.test(found) ? found : undefined
}
