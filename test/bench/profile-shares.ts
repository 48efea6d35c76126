/** Whose time a profile of V8 shows: of our own parts, of the packages, of Node. */

/** As much of a `.cpuprofile` as is read. */
export interface Profile {
  readonly nodes: readonly ProfileNode[]
  /** Ids of nodes, one for each tick. */
  readonly samples: readonly number[]
  /** Microseconds before each of them. */
  readonly timeDeltas: readonly number[]
}

interface ProfileNode {
  readonly id: number
  readonly callFrame: { readonly functionName: string; readonly url: string }
  readonly children?: readonly number[]
}

export interface Share {
  readonly part: string
  readonly share: number
}

/** Parts with less are told together. */
const LEAST = 0.01
const NOT_WORK = ['(idle)', '(program)', '(root)']

/**
 * Gives each tick of the last so many milliseconds to the innermost part of ours or package that is at work in it,
 * and leaves idle ones out; what Node does counts for the one who called it.
 */
export function sharesOf(profile: Profile, lastMs: number): readonly Share[] {
  const { nodes } = profile
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parents = new Map(nodes.flatMap(({ id, children }) => (children ?? []).map((c) => [c, id])))
  const partOfNode = (id: number | undefined): string => {
    const node = id === undefined ? undefined : byId.get(id)
    if (id === undefined || node === undefined) return 'Node itself'
    return ownPart(node) ?? partOfNode(parents.get(id))
  }
  const parts = lastTicks(profile, lastMs)
    .map((id) => partOfNode(id))
    .filter((part) => !NOT_WORK.includes(part))
  const counts = new Map<string, number>()
  for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + 1)
  const shares = [...counts].map(([part, count]) => ({ part, share: count / parts.length }))
  const large = shares.filter(({ share }) => share >= LEAST).toSorted((a, b) => b.share - a.share)
  const rest = 1 - large.reduce((sum, { share }) => sum + share, 0)
  return [...large, { part: `${shares.length - large.length} others`, share: rest }]
}

function lastTicks({ samples, timeDeltas }: Profile, lastMs: number): readonly number[] {
  let left = lastMs * 1000
  let from = samples.length
  while (from > 0 && left > 0) left -= timeDeltas[--from] ?? 0
  return samples.slice(from)
}

function ownPart({ callFrame: { functionName, url } }: ProfileNode): string | undefined {
  if (functionName === '(garbage collector)') return 'garbage collection'
  if (NOT_WORK.includes(functionName)) return functionName === '(root)' ? undefined : functionName
  const ours = /\/build\/(src\/[\w-]+)/.exec(url)?.[1]
  if (ours !== undefined) return ours
  return /\/node_modules\/((?:@[\w.-]+\/)?[\w.-]+)/.exec(url)?.[1]
}
