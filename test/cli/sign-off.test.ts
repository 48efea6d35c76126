import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { unitsOf } from '../../src/content/signed-wording.js'
import { aContentCopy, type ContentCopy } from '../support/content-copy.js'

let copy: ContentCopy

/** The compiled bot around the made-up content, trained on it. */
beforeAll(() => {
  copy = aContentCopy()
  for (const folder of ['build/src', 'build/widget']) {
    cpSync(folder, join(copy.root, folder), { recursive: true })
  }
  copyFileSync('package.json', join(copy.root, 'package.json'))
  for (const folder of ['node_modules', 'models'])
    symlinkSync(resolve(folder), join(copy.root, folder))
  expect(run('cli.js', 'train').status).toBe(0)
}, 60_000)
afterAll(() => copy.remove())

const env = (settings: Readonly<Record<string, string>>) => ({
  ...process.env,
  NODE_OPTIONS: '',
  PORT: '0',
  LOG_LEVEL: 'silent',
  ...settings,
})

function run(script: string, ...args: readonly string[]) {
  return spawnSync(process.execPath, [join('build/src', script), ...args], {
    cwd: copy.root,
    env: env({ REQUIRE_SIGNED_CONTENT: 'true' }),
    encoding: 'utf8',
    timeout: 30_000,
  })
}

/** Starts the server and reads what its page says of review, or fails with what it complained of. */
async function pageOf(settings: Readonly<Record<string, string>>): Promise<string> {
  const server = spawn(process.execPath, ['build/src/main.js'], {
    cwd: copy.root,
    env: env(settings),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  try {
    const address = await new Promise<string>((found, failed) => {
      let said = ''
      const listen = (data: Buffer) => {
        said += data.toString()
        const [url] = /http:\S+/.exec(said) ?? []
        if (url !== undefined) found(url)
      }
      server.stdout.on('data', listen)
      server.stderr.on('data', listen)
      server.once('close', () => failed(new Error(said)))
    })
    return await (await fetch(address)).text()
  } finally {
    const ended = new Promise((resolve) => server.once('close', resolve))
    server.kill('SIGTERM')
    await ended
  }
}

describe('from unsigned to served', () => {
  test('unsigned content is listed, is not served where it must be signed, and says so where not', async () => {
    const listed = run('cli.js', 'review')
    expect(listed.status).toBe(0)
    expect(listed.stdout).toMatch(/^8 to sign: 0 void, 0 overdue, 8 unsigned, 0 signed$/m)
    const started = run('main.js')
    expect(started.status).toBe(1)
    expect(started.stderr).toMatch(/^CONTENT_UNSIGNED /)
    expect(started.stderr).toMatch(/^unsigned \(8\): _red_flags, _system, _follow_ups, calcium, /m)
    expect(started.stderr).toMatch(/hint: .*npm run sign/)
    expect(await pageOf({})).toMatch(/wording here has not yet been reviewed by a clinician/)
  }, 60_000)

  test('a refused signature is explained and changes nothing', () => {
    const refused = (...args: readonly string[]) => {
      const { status, stderr } = run('cli.js', 'sign', ...args)
      return [status, /^\w+/.exec(stderr)?.[0], stderr.includes('hint: ')]
    }
    const by = ['--by', 'Ann Bone, rheumatologist']
    expect(refused('calcium')).toEqual([1, 'SIGN_BY_MISSING', true])
    expect(refused('calcium', '--by')).toEqual([1, 'SIGN_OPTION_UNKNOWN', true])
    expect(refused('--all', ...by)).toEqual([1, 'SIGN_OPTION_UNKNOWN', true])
    expect(refused('nothing', ...by)).toEqual([1, 'SIGN_UNIT_UNKNOWN', true])
    expect(refused('pills', ...by)).toEqual([1, 'SIGN_UNIT_UNANSWERED', true])
    const file = join(copy.root, 'responses/en/thanks.yml')
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace('[-]', ''))
    expect(refused('calcium', ...by)[1]).toBe('CONTENT_INVALID')
    writeFileSync(file, text)
    expect(run('cli.js', 'review', 'nothing').stderr).toMatch(/^SIGN_UNIT_UNKNOWN/)
    expect(copy.read('responses/en/calcium.yml')).not.toContain('reviewed')
  }, 60_000)

  test('signed content is served without a notice', async () => {
    const units = unitsOf(copy.load())
    const signed = run('cli.js', 'sign', ...units, '--by', 'Ann Bone, rheumatologist')
    expect(signed.stderr).toMatch(/^signed calcium \(responses\/en\/calcium.yml\) until \d{4}-/m)
    expect(signed.status).toBe(0)
    expect(run('cli.js', 'review', 'calcium').stdout).toMatch(/these exact words are signed/)
    expect(await pageOf({ REQUIRE_SIGNED_CONTENT: 'true' })).not.toMatch(/reviewed/)
  }, 60_000)
})
