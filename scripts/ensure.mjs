/** Brings a checkout to where it can run: packages installed, TypeScript compiled, classifier trained. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
/** util.styleText came with 20.12. */
const MIN_NODE = [20, 12]

/** Installs and builds what is missing or stale, and nothing that is fresh. */
export function ensureReady() {
  ensureNode()
  ensureInstalled()
  ensureCompiled()
  ensureBundled()
  ensureTrained()
  ensureKept()
}

export function ensureNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  const [minMajor, minMinor] = MIN_NODE
  if (major > minMajor || (major === minMajor && minor >= minMinor)) return
  fail(`Node ${MIN_NODE.join('.')} or newer is needed; this is ${process.version}.`)
}

/** npm writes node_modules/.package-lock.json last, so it is older than the lock only after a change. */
export function ensureInstalled() {
  const done = join(root, 'node_modules/.package-lock.json')
  if (
    existsSync(done) &&
    statSync(done).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs
  )
    return
  say('Installing packages…')
  // Development packages too, whatever NODE_ENV says: the compiler is one of them.
  run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'])
}

export function ensureCompiled() {
  const inputs = ['src', 'test', 'tsconfig.json', 'package-lock.json']
  whenChanged({ name: 'compile', inputs, output: 'build/src' }, () => {
    say('Compiling…')
    // tsc leaves the output of deleted files behind, and jest would run it.
    for (const folder of ['src', 'test', '.tsbuildinfo'])
      rmSync(join(root, 'build', folder), { recursive: true, force: true })
    run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.'])
  })
}

/** The widget is one file that browsers of the last five years can read. */
export function ensureBundled() {
  const inputs = [
    'src/widget',
    'src/look',
    'src/pictures',
    'scripts/bundle.mjs',
    'package-lock.json',
  ]
  whenChanged({ name: 'bundle', inputs, output: 'build/widget/widget.js' }, () => {
    say('Bundling the widget…')
    run(process.execPath, ['scripts/bundle.mjs'])
  })
}

export function ensureTrained() {
  const inputs = [
    'intents',
    'src/nlu',
    'src/content',
    'src/prepare.ts',
    'models',
    'package-lock.json',
  ]
  whenChanged({ name: 'train', inputs, output: 'build/model' }, () => {
    say('Training the classifier (about half a minute, once for each change of intents)…')
    run(process.execPath, ['build/src/cli.js', 'train'])
  })
}

/** The server starts from content that was read and checked once. */
export function ensureKept() {
  const inputs = ['intents', 'responses', 'src/content', 'src/nlu', 'src/prepare.ts', 'src/kept.ts']
  whenChanged({ name: 'keep', inputs, output: 'build/content' }, () => {
    run(process.execPath, ['build/src/cli.js', 'keep-content'])
  })
}

/**
 * Has a Chromium for the tests of the widget, and tells them where by CHROMIUM_PATH; installs one
 * where there is none. Without one the run ends: tests that are skipped in silence protect nobody.
 */
export async function ensureBrowser() {
  const { installedBrowsers, tryBrowser, HOW_TO_HAVE_ONE } =
    await import('../build/test/support/find-browser.js')
  const troubles = []
  const findWorking = async () => {
    for (const path of installedBrowsers()) {
      const { trouble } = await tryBrowser(path)
      if (trouble === undefined) return path
      troubles.push(`${path} does not start: ${trouble}`)
    }
  }
  try {
    const isChosen = (process.env.CHROMIUM_PATH ?? '') !== ''
    let path = await findWorking()
    if (path === undefined && !isChosen) {
      installBrowser()
      path = await findWorking()
    }
    if (path === undefined)
      fail([...new Set(troubles), `No Chromium: ${HOW_TO_HAVE_ONE}.`].join('\n'))
    process.env.CHROMIUM_PATH = path
  } catch (error) {
    fail(error.message)
  }
}

function installBrowser() {
  say('Installing a Chromium for the tests of the widget (about 100 MB, once)…')
  const bin = 'node_modules/playwright-core/cli.js'
  // Where it fails, what is said next tells a person what to do; so no exit here.
  spawnSync(process.execPath, [bin, 'install', '--only-shell', 'chromium'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
}

/** Runs a command with its output shown on stderr, so that stdout stays the caller's. */
export function run(command, args, env = {}) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ['inherit', 2, 2],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32' && command === 'npm',
  })
  if (status !== 0) process.exit(status ?? 1)
}

export function say(line) {
  process.stderr.write(`${line}\n`)
}

function fail(line) {
  say(line)
  process.exit(1)
}

function whenChanged({ name, inputs, output }, work) {
  const stamp = join(root, 'build', `.${name}`)
  const now = hashOf(inputs)
  if (existsSync(join(root, output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) {
    return
  }
  work()
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, now)
}

function hashOf(inputs) {
  const hash = createHash('sha256')
  for (const file of inputs.flatMap(filesIn))
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

function filesIn(path) {
  if (!statSync(join(root, path)).isDirectory()) return [path]
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesIn(`${path}/${name}`))
}
