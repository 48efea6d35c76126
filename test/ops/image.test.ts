import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { aFolder, filesBelow } from '../support/folders.js'
import { makeImageFolder, stagesOf } from '../support/image.js'
import { startServer } from '../support/server-child.js'
import { PATIENCE_MS } from '../support/until.js'

const dockerfile = readFileSync('Dockerfile', 'utf8')
const stages = stagesOf(dockerfile)
const last = stages.at(-1)

describe('the Dockerfile', () => {
  const fromCheckout = stages
    .flatMap(({ copies }) => copies)
    .filter(({ stage }) => stage === undefined)
    .flatMap(({ from }) => from)

  test.each([...new Set(fromCheckout)])('copies %s, which is there and let in', (path) => {
    expect(existsSync(path)).toBe(true)
    expect(readFileSync('.dockerignore', 'utf8').split('\n')).toContain(`!${path}`)
  })

  test('takes from other stages only what they have made', () => {
    for (const { stage, from } of last?.copies ?? []) {
      if (stage === undefined) continue
      const made = stages.find(({ name }) => name === stage)
      const [path = ''] = from.map((each) => each.replace('/app/', ''))
      const isMade =
        path === 'node_modules' ? /npm ci/ : path === 'vendor' ? /COPY vendor/ : /npm run build/
      expect(made?.text).toMatch(isMade)
    }
  })

  test('runs the server itself, as nobody in particular, and is asked whether it lives', () => {
    const commands = last?.text ?? ''
    expect(commands).toMatch(/^USER node$/m)
    expect(commands).toMatch(/^HEALTHCHECK .*\/healthz/m)
    expect(commands).toMatch(/^CMD \["node", "build\/src\/main\.js"\]$/m)
    expect(commands).not.toMatch(/npm|:latest/)
  })

  test('asks in words that a shell-less Node understands', () => {
    const check = /HEALTHCHECK.*CMD (\[.*\])$/m.exec(last?.text ?? '')?.[1] ?? '[]'
    const [command, ...args] = JSON.parse(check) as string[]
    expect(command).toBe('node')
    // Port 1 answers nobody.
    const env = { ...process.env, NODE_OPTIONS: '', PORT: '1' }
    const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' })
    expect([status, stderr]).toEqual([1, ''])
  })
})

describe('what the image holds', () => {
  let image: Awaited<ReturnType<typeof aFolder>>
  let data: Awaited<ReturnType<typeof aFolder>>
  beforeAll(async () => {
    image = await aFolder()
    data = await aFolder()
    await makeImageFolder('.', image.path)
  }, PATIENCE_MS)
  afterAll(() => Promise.all([image.remove(), data.remove()]))

  test(
    'starts without development packages, answers, and writes nothing beside its data',
    async () => {
      expect(existsSync(join(image.path, 'node_modules/typescript'))).toBe(false)
      const before = await filesBelow(image.path)
      const server = await startServer(data.path, {}, join(image.path, 'build/src/main.js'))
      const page = await fetch(server.url)
      expect(await page.text()).toContain('Bonewise')
      expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
      expect((await fetch(`${server.url}/widget.js`)).status).toBe(200)
      const opened = await fetch(`${server.url}/api/v1/conversations`, { method: 'POST' })
      const { conversationId, token } = (await opened.json()) as Record<string, string>
      const answer = await fetch(`${server.url}/api/v1/conversations/${conversationId}/messages`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ id: 'm1', text: 'what is osteopenia?' }),
      })
      expect(await answer.text()).toContain('what_is_osteopenia')
      expect(await server.end('SIGTERM')).toBe(0)
      expect(await filesBelow(image.path)).toEqual(before)
      expect((await filesBelow(data.path)).length).toBeGreaterThan(0)
    },
    PATIENCE_MS,
  )

  test('has the commands that whoever runs it needs', () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(image.path, 'build/src/cli.js'), 'staff-token', 'desk', '--scopes', 'handoffs:read'],
      { cwd: image.path, env: { PATH: process.env['PATH'] ?? '' }, encoding: 'utf8' },
    )
    expect([status, stderr]).toEqual([0, expect.any(String)])
    expect(stdout).toContain('desk:')
  })

  test('is small', async () => {
    const sizes = (await filesBelow(image.path)).map(
      (path) => statSync(join(image.path, path)).size,
    )
    // Measured: 68 MB, a quarter of it the trained models.
    expect(sizes.reduce((sum, size) => sum + size, 0) / 1e6).toBeLessThan(90)
  })
})
