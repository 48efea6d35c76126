/**
 * `npm run --silent sbom > sbom.json`: all packages, after the lock file, as CycloneDX; `-- --sbom-format spdx`
 * and other options of `npm sbom` go through.
 *
 * Not `npm sbom` itself: it takes our overrides for broken. They lead to vendor/absent from the package that they are
 * for, where `npm ci` needs them, and not from the root, where `npm sbom` looks. It writes nothing but a folder in the
 * system's temporary one, which it takes away.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const FORMAT = ['--sbom-format', 'cyclonedx']

const temp = mkdtempSync(join(tmpdir(), 'bonewise-sbom-'))
// npm names the whole after its folder.
const folder = join(temp, 'bonewise')
try {
  mkdirSync(folder)
  const about = readFileSync('package.json', 'utf8').replaceAll('file:../../', 'file:./')
  writeFileSync(join(folder, 'package.json'), about)
  for (const name of ['package-lock.json', '.npmrc', 'vendor']) {
    cpSync(name, join(folder, name), { recursive: true })
  }
  const given = process.argv.slice(2)
  const format = given.some((arg) => arg.startsWith('--sbom-format')) ? [] : FORMAT
  const args = ['sbom', '--package-lock-only', ...format, ...given]
  const { status } = spawnSync('npm', args, {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  })
  process.exitCode = status ?? 1
} finally {
  rmSync(temp, { recursive: true })
}
