/** The folder that the image serves from, made by the Dockerfile's own lines, without a container engine. */
import { cp, mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export interface Copy {
  /** Absent for what comes from the checkout. */
  readonly stage?: string
  readonly from: readonly string[]
  readonly to: string
}

export interface Stage {
  readonly name?: string
  readonly copies: readonly Copy[]
  readonly text: string
}

/** Reads the stages of a Dockerfile; no more of its language than ours uses. */
export function stagesOf(dockerfile: string): readonly Stage[] {
  const joined = dockerfile.replace(/\\\n/g, ' ').replace(/^#.*\n/gm, '')
  return joined
    .split(/^FROM /m)
    .slice(1)
    .map((text) => {
      const name = /^\S+ AS (\S+)/.exec(text)?.[1]
      const copies = [...text.matchAll(/^COPY (?:--from=(\S+) )?(.+)$/gm)].map(
        ([, stage, paths = '']) => {
          const words = paths.trim().split(/\s+/)
          const to = words.at(-1) ?? ''
          return { ...(stage !== undefined && { stage }), from: words.slice(0, -1), to }
        },
      )
      return { ...(name !== undefined && { name }), copies, text }
    })
}

/** Makes the last stage's folder from a checkout that is built. */
export async function makeImageFolder(root: string, target: string): Promise<void> {
  const stage = stagesOf(await readFile(join(root, 'Dockerfile'), 'utf8')).at(-1)
  for (const { from, to } of stage?.copies ?? []) {
    for (const path of from) {
      const inside = path.replace(/^\/app\//, '')
      const place = to === './' ? join(target, inside) : join(target, to)
      if (inside === 'node_modules') await copyProduction(root, place)
      else await copyTo(join(root, inside), place)
    }
  }
}

/** What `npm ci --omit=dev` would install, after the lock file. */
async function copyProduction(root: string, target: string): Promise<void> {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<
      Record<string, { readonly dev?: true; readonly devOptional?: true }>
    >
  }
  const paths = Object.keys(lock.packages).filter((path) => path.startsWith('node_modules/'))
  const isDev = (path: string) =>
    lock.packages[path]?.dev === true || lock.packages[path]?.devOptional === true
  for (const path of paths.filter((each) => !isDev(each))) {
    const own = path.slice('node_modules/'.length)
    await copyTo(join(root, path), join(target, own)).catch((error: unknown) => {
      // Optional, and of another platform.
      if (!String(error).includes('ENOENT')) throw error
    })
  }
}

/** What the Dockerfile deletes. */
const NOT_READ = /\.(?:map|ts|mts|cts)$/

/** Without the packages inside a package: each has a line of its own in the lock. */
async function copyTo(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  const inner = join(from, 'node_modules')
  await cp(from, to, {
    recursive: true,
    dereference: true,
    filter: (path) => path !== inner && !NOT_READ.test(path),
  })
}
