/**
 * Reads long lists of quoted sentences faster than YAML can: nine lines in ten of our content are examples.
 *
 * Such a list is taken out before the text is parsed, and put back into what was parsed.
 */

/** What stands for a list while the rest is parsed, and how long a list is worth the trouble. */
const MARK = '\uE000list '
const MIN_ITEMS = 12

/** One item on a line of its own, in single quotes, in which a quote is written twice. */
const ITEM = /^( *)- '((?:[^']|'')*)'$/

export interface Shortened {
  readonly text: string
  /** By their numbers. */
  readonly lists: readonly (readonly string[])[]
}

/** Takes out each run of items of one depth; everything else stays as it is. */
export function takeOutLists(text: string): Shortened {
  const lists: string[][] = []
  const kept: string[] = []
  let run: { indent: string; items: string[]; lines: string[] } | undefined
  const close = () => {
    if (run === undefined) return
    if (run.items.length < MIN_ITEMS) kept.push(...run.lines)
    else kept.push(`${run.indent}- '${MARK}${lists.push(run.items) - 1}'`)
    run = undefined
  }
  for (const line of text.split('\n')) {
    const [, indent, quoted] = ITEM.exec(line) ?? []
    if (indent === undefined || quoted === undefined || quoted.startsWith(MARK)) {
      close()
      kept.push(line)
      continue
    }
    if (run?.indent !== indent) close()
    run ??= { indent, items: [], lines: [] }
    run.items.push(quoted.replaceAll("''", "'"))
    run.lines.push(line)
  }
  close()
  return { text: kept.join('\n'), lists }
}

/** Puts the lists back. */
export function putBackLists(value: unknown, lists: Shortened['lists']): unknown {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown): unknown[] => [
      ...(listOf(item, lists) ?? [putBackLists(item, lists)]),
    ])
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, putBackLists(inner, lists)]),
  )
}

function listOf(item: unknown, lists: Shortened['lists']): readonly string[] | undefined {
  if (typeof item !== 'string' || !item.startsWith(MARK)) return undefined
  return lists[Number(item.slice(MARK.length))]
}
