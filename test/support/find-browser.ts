/** Where this computer has a Chromium: the widget is tested in a real one. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { chromium } from 'playwright-core'

type Environment = Readonly<Record<string, string | undefined>>

/** What the browsers that can do it are called, on PATH. */
const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
]

const MAC_PLACES = ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
)

/** Below %ProgramFiles% and its like. */
const WINDOWS_PLACES = [
  'Google/Chrome/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
]

const LINUX_PLACES = ['/snap/bin/chromium', '/opt/google/chrome/chrome']

/**
 * Lists the Chromiums that are there: the one of CHROMIUM_PATH alone when it is set, else those on
 * PATH, in the usual places, and those that Playwright has installed.
 *
 * @throws {Error} when CHROMIUM_PATH names a file that is not there.
 */
export function installedBrowsers(env: Environment = process.env): readonly string[] {
  const chosen = env['CHROMIUM_PATH'] ?? ''
  if (chosen !== '') {
    if (!isFile(chosen)) throw new Error(`CHROMIUM_PATH names ${chosen}, and there is no such file`)
    return [chosen]
  }
  const all = [...onPath(env), ...usualPlaces(env), ...ofPlaywright()]
  return [...new Set(all.filter(isFile))]
}

/**
 * Picks the Chromium to test in.
 *
 * @throws {Error} saying what to do when there is none.
 */
export function findBrowser(): string {
  const [first] = installedBrowsers()
  if (first === undefined) throw new Error(`no Chromium was found: ${HOW_TO_HAVE_ONE}`)
  return first
}

export const HOW_TO_HAVE_ONE =
  'install Chromium, Chrome or Edge, or run "npx playwright-core install --with-deps --only-shell chromium", or set CHROMIUM_PATH to the program'

/** Whether a browser really comes up: some lack libraries of the system, and then say which. */
export async function tryBrowser(executablePath: string): Promise<{ readonly trouble?: string }> {
  try {
    const browser = await chromium.launch({ executablePath, timeout: 60_000 })
    await browser.newPage()
    await browser.close()
    return {}
  } catch (error) {
    return { trouble: wordsOf(error instanceof Error ? error.message : String(error)) }
  }
}

/** Without the command line, which is longer than all that the browser complained of. */
function wordsOf(complaint: string): string {
  const [words = ''] = complaint.split('Call log:')
  const isTold = (line: string) => line.trim() !== '' && !line.includes('<launch')
  return words.split('\n').filter(isTold).slice(0, 8).join('\n  ')
}

function onPath(env: Environment): readonly string[] {
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((f) => f !== '')
  const ending = process.platform === 'win32' ? '.exe' : ''
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name + ending)))
}

function usualPlaces(env: Environment): readonly string[] {
  if (process.platform === 'darwin') {
    const own = MAC_PLACES.map((place) => join(env['HOME'] ?? '/', place))
    return [...MAC_PLACES, ...own]
  }
  if (process.platform !== 'win32') return LINUX_PLACES
  const roots = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']]
  return roots.flatMap((root) =>
    root === undefined ? [] : WINDOWS_PLACES.map((place) => join(root, place)),
  )
}

/** The full browser, or its headless shell: a folder beside it, which Playwright tells nobody of. */
function ofPlaywright(): readonly string[] {
  const full = chromium.executablePath()
  const cache = dirname(dirname(dirname(full)))
  const shells = foldersIn(cache).filter((name) => name.startsWith('chromium_headless_shell-'))
  const programs = shells.flatMap((shell) =>
    foldersIn(join(cache, shell)).flatMap((folder) =>
      ['chrome-headless-shell', 'headless_shell'].flatMap((name) =>
        ['', '.exe'].map((ending) => join(cache, shell, folder, name + ending)),
      ),
    ),
  )
  return [full, ...programs]
}

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile()
}
