/** Runs in the thread of Node's loader: sends the import of the embedded store elsewhere. */
interface Resolved {
  readonly url: string
  readonly shortCircuit?: boolean
}

type Next = (specifier: string, context: unknown) => Resolved | Promise<Resolved>

export async function resolve(specifier: string, context: unknown, next: Next): Promise<Resolved> {
  const resolved = await next(specifier, context)
  if (!resolved.url.endsWith('/src/store/lowdb.js')) return resolved
  return { ...resolved, url: new URL('memory-as-embedded.js', import.meta.url).href }
}
