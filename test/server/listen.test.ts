import { describe, expect, test } from '@jest/globals'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { listen } from '../../src/server/listen.js'
import { serve } from '../support/app.js'

const settings = { port: 0, host: '127.0.0.1', shutdownSeconds: 1 }

describe('listen', () => {
  test('lets a running request finish, then stops at once in spite of keep-alive', async () => {
    const server = await listen((_req, res) => void setTimeout(() => res.end('done'), 200), {
      ...settings,
      shutdownSeconds: 30,
    })
    const url = `http://127.0.0.1:${server.port}`
    const running = fetch(url).then((response) => response.text())
    await wait(50)
    const startMs = Date.now()
    await server.stop()
    expect(await running).toBe('done')
    // Far less than the 30 s that it may wait.
    expect(Date.now() - startMs).toBeLessThan(10_000)
    await expect(fetch(url)).rejects.toThrow()
    await server.stop()
  })

  test('goes on answering while it drains, and asks each client to leave', async () => {
    const drainSeconds = 1
    const server = await listen((_req, res) => void res.end('done'), { ...settings, drainSeconds })
    const url = `http://127.0.0.1:${server.port}`
    expect((await fetch(url)).headers.get('connection')).toBe('keep-alive')
    const stopped = server.stop()
    const late = await fetch(url)
    expect(late.headers.get('connection')).toBe('close')
    expect(await late.text()).toBe('done')
    await stopped
    await expect(fetch(url)).rejects.toThrow()
  })

  test('tells also those whose request was under way that their connection ends', async () => {
    const server = await listen((_req, res) => void setTimeout(() => res.end(), 200), settings)
    const running = fetch(`http://127.0.0.1:${server.port}`)
    await wait(50)
    await server.stop()
    expect((await running).headers.get('connection')).toBe('close')
  })

  test('closes what does not finish in time', async () => {
    const server = await listen(() => undefined, settings)
    const running = fetch(`http://127.0.0.1:${server.port}`)
    const failed = expect(running).rejects.toThrow()
    await wait(50)
    const startMs = Date.now()
    await server.stop()
    await failed
    expect(Date.now() - startMs).toBeLessThan(10_000)
  })

  test('rejects when the port is taken', async () => {
    const server = await listen(() => undefined, settings)
    const taken = { ...settings, port: server.port }
    try {
      await expect(listen(() => undefined, taken)).rejects.toMatchObject({ code: 'CONFIG_INVALID' })
    } finally {
      await server.stop()
    }
  })

  test('survives hostile bytes and huge headers', async () => {
    const served = await serve()
    const port = Number(new URL(served.url).port)
    expect(await raw(port, 'GARBAGE\r\n\r\n')).toMatch(/^HTTP\/1.1 400/)
    expect(
      await raw(port, `GET / HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`),
    ).toMatch(/^HTTP\/1.1 431/)
    expect(await raw(port, 'GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n')).toMatch(/^HTTP\/1.1 400/)
    expect((await fetch(`${served.url}/healthz`)).status).toBe(200)
    await served.stop()
  })
})

function raw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (chunk) => (answer += chunk.toString()))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(answer))
  })
}
