import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { appendFile, cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { buildInfo } from '../../src/server/build-info.js'
import { createLog } from '../../src/server/log.js'
import { createOperations, type OperationsSetup } from '../../src/server/operations.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { aFolder } from '../support/folders.js'
import { until } from '../support/until.js'

const setup = (ops: OperationsSetup['ops']): OperationsSetup => ({
  root: '.',
  ops,
  content: {
    redFlagWording: { flags: {} } as OperationsSetup['content']['redFlagWording'],
    signed: new Map([
      ['a', '2027-01-01'],
      ['b', undefined],
    ]),
  },
  today: () => '2026-11-22',
  log: createLog('silent'),
})

describe('createOperations', () => {
  test('measures nothing, and opens nothing, where no port is set', async () => {
    const operations = await createOperations(setup({ drainSeconds: 0 }))
    const store = createMemoryStore()
    expect(operations.watch(store)).toBe(store)
    expect(await operations.serve({ store, isStopping: () => false })).toBeUndefined()
    await operations.stop()
  })

  test('serves what it measures, and what waits in the store, until it is stopped', async () => {
    const metrics = { port: 0, host: '127.0.0.1' }
    const operations = await createOperations(setup({ drainSeconds: 0, metrics }))
    const store = createMemoryStore()
    await operations.watch(store).probe()
    const served = await operations.serve({ store, isStopping: () => false })
    const text = async () => (await fetch(served?.url ?? '')).text()
    await until('the store was looked through', async () => /bonewise_ready 1/.test(await text()))
    expect(await text()).toContain('bonewise_content_signed_ratio 0.5')
    expect(await text()).toContain('bonewise_store_seconds_count{operation="probe"')
    await operations.stop()
    await expect(text()).rejects.toThrow()
  })
})

describe('buildInfo', () => {
  let folder: Awaited<ReturnType<typeof aFolder>>
  beforeEach(async () => void (folder = await aFolder()))
  afterEach(() => folder.remove())

  test('names the program and its content, wherever they lie; another word is other content', async () => {
    const paths = ['package.json', 'intents/en/thanks.yml', 'responses/en/thanks.yml']
    const copy = join(folder.path, 'copy')
    for (const root of [folder.path, copy]) {
      await mkdir(root, { recursive: true })
      for (const path of paths) await cp(path, join(root, path))
    }
    const { version, content } = buildInfo(folder.path)
    expect(version).toMatch(/^\d+\.\d+\.\d+$/)
    expect(content).toMatch(/^[0-9a-f]{12}$/)
    expect(buildInfo(copy)).toEqual({ version, content })
    await appendFile(join(copy, 'responses/en/thanks.yml'), '# reworded\n')
    expect(buildInfo(copy).content).not.toBe(content)
  })
})
