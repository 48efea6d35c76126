import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { followUps } from '../../src/cli/follow-ups.js'
import { readConfig } from '../../src/config.js'
import { openLowdbStore } from '../../src/store/lowdb.js'
import type { Store } from '../../src/store/store.js'
import {
  ACCOUNT,
  CLINIC,
  enrol,
  OTHER,
  parts,
  PATIENT,
  TOKEN,
  vault,
} from '../support/follow-ups.js'
import { aFolder } from '../support/folders.js'
import { at } from '../support/outreach.js'

let folder: Awaited<ReturnType<typeof aFolder>>
let store: Store
beforeEach(async () => {
  folder = await aFolder()
  store = await openLowdbStore({ folder: folder.path })
})
afterEach(async () => {
  await store.close()
  await folder.remove()
})

async function printed(args: readonly string[], settings: object = {}): Promise<readonly string[]> {
  const lines: string[] = []
  const config = readConfig({
    DATA_DIR: folder.path,
    TWILIO_ACCOUNT_SID: ACCOUNT,
    TWILIO_AUTH_TOKEN: TOKEN,
    TWILIO_FROM: CLINIC,
    PHONE_KEY: '07'.repeat(32),
    ...settings,
  })
  const now = new Date(at('2026-03-01', 12))
  await followUps(args, { config, texts: parts, now, write: (line) => void lines.push(line) })
  return lines
}

test('prints what would go out and what would not, beside a server that runs', async () => {
  await enrol(store)
  await enrol(store, OTHER)
  const isOptedOut = true
  const out = vault.keyOf(OTHER)
  await store.phones.change(out, (before) => before && { ...before, isOptedOut })
  const lines = await printed(['--dry-run', '--until', '2026-03-05'])
  expect([...lines].sort()).toEqual([
    expect.stringMatching(/^ {2}2026-03-02 10:00 {2}made\.day_0: .*Day 0\./),
    '  2026-03-04 10:00  made.day_2: Bone Clinic: Day 2.',
    '2 texts and 0 skipped steps until the end of 2026-03-05; nothing was sent.',
    '…43',
    '…44: nothing, opted out',
  ])
  expect(lines.join()).not.toContain(PATIENT.slice(2, 10))
})

test('says why a step is skipped', async () => {
  await enrol(store, PATIENT, { isEnded: true })
  const lines = await printed(['--dry-run', '--until', '2026-03-03'])
  expect(lines[1]).toMatch(/made\.day_0 of 2026-03-02 is skipped: ended/)
})

test('takes no other way to run', async () => {
  for (const args of [[], ['--until', '2026-03-03'], ['--dry-run'], ['--dry-run', '--until', 'x']])
    await expect(printed(args)).rejects.toMatchObject({ code: 'ARGUMENTS_WRONG' })
})
