import { describe, expect, test } from '@jest/globals'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withFiles } from '../../src/config/files.js'
import { SETTINGS } from '../../src/config.js'

const example = readFileSync('.env.example', 'utf8')
const guide = readFileSync('docs/operations.md', 'utf8')

describe('the settings', () => {
  test.each(SETTINGS)('%s is in .env.example and in docs/operations.md', (name) => {
    expect(example).toMatch(new RegExp(`^${name}=`, 'm'))
    expect(guide).toContain(`\`${name}\``)
  })

  test('.env.example has none that is not read', () => {
    const named = [...example.matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name)
    expect(named.filter((name) => !SETTINGS.includes(name ?? ''))).toEqual([])
  })

  test('the systemd unit sets none that is not read', () => {
    const unit = readFileSync('ops/bonewise.service', 'utf8')
    const named = [...unit.matchAll(/^Environment=(.*)$/gm)].flatMap(([, line = '']) =>
      line.split(' ').map((each) => each.split('=')[0]?.replace(/_FILE$/, '') ?? ''),
    )
    const ofNode = ['NODE_ENV']
    expect(named.filter((name) => ![...SETTINGS, ...ofNode].includes(name))).toEqual([])
  })
})

describe('withFiles', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bonewise-'))
  const path = join(folder, 'secret')
  writeFileSync(path, 'a secret\n')

  test('takes a setting from the file that is named, without its last line break', () => {
    const env = { PHONE_KEY_FILE: path, PORT: '1' }
    expect(withFiles(env, ['PHONE_KEY', 'PORT'])).toMatchObject({
      PHONE_KEY: 'a secret',
      PORT: '1',
    })
  })

  test('refuses two values, and a file that is not there, and quotes neither', () => {
    const both = { PHONE_KEY: 'b', PHONE_KEY_FILE: path }
    expect(() => withFiles(both, ['PHONE_KEY'])).toThrow(/^PHONE_KEY: is set both/)
    rmSync(folder, { recursive: true })
    expect(() => withFiles({ PHONE_KEY_FILE: path }, ['PHONE_KEY'])).toThrow(
      /cannot be read \(ENOENT\)/,
    )
  })
})
