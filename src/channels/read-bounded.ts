/** Reads what a stranger answers, up to a limit. */

/**
 * Reads a body as UTF-8; what is longer is not read to its end, and the connection is given up.
 *
 * @returns undefined where the body is longer, or did not come whole.
 */
export async function readBounded(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<string | undefined> {
  if (body === null) return ''
  const parts: Uint8Array[] = []
  let length = 0
  try {
    // Leaving the loop cancels what has not come yet.
    for await (const part of body) {
      length += part.length
      if (length > maxBytes) return undefined
      parts.push(part)
    }
  } catch {
    return undefined
  }
  return Buffer.concat(parts).toString('utf8')
}
