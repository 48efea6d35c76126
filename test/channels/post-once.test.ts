import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from '@jest/globals'
import { postOnce, retryAfterSeconds } from '../../src/channels/post-once.js'

const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function start(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function post(url: string, timeoutMs = 500) {
  return postOnce({ url, headers: { Authorization: 'Basic x' }, body: 'a=b' }, { timeoutMs })
}

describe('postOnce', () => {
  test('follows no redirect, so that the credentials stay with the provider', async () => {
    let visits = 0
    const elsewhere = await start((_, response) => {
      visits += 1
      response.end()
    })
    const url = await start((_, response) => response.writeHead(307, { Location: elsewhere }).end())
    expect(await post(url)).toMatchObject({ kind: 'answered', status: 307 })
    expect(visits).toBe(0)
  })

  test('keeps the status where the line breaks within the answer', async () => {
    const url = await start((_, response) => {
      response.writeHead(201, { 'Content-Length': 100 })
      response.write('{"sid"')
      setTimeout(() => response.destroy(), 20)
    })
    expect(await post(url)).toMatchObject({ kind: 'answered', status: 201, text: undefined })
  })

  test('gives up in the middle of an answer that never ends', async () => {
    const url = await start((_, response) => void response.writeHead(201).write('{'))
    expect(await post(url, 100)).toMatchObject({ kind: 'answered', status: 201, text: undefined })
  })

  test('cannot tell what became of a request without an answer', async () => {
    const url = await start(() => undefined)
    expect(await post(url, 100)).toEqual({ kind: 'broken' })
  })

  test('sent nothing where nobody listens', async () => {
    const url = await start(() => undefined)
    await new Promise((resolve) => servers.pop()!.close(resolve))
    expect(await post(url)).toEqual({ kind: 'notSent' })
  })
})

describe('retryAfterSeconds', () => {
  test.each([
    ['7', 7],
    [' 0 ', 0],
    ['-1', undefined],
    ['1.5', undefined],
    ['', undefined],
    ['99999999999', undefined],
    ['Fri, 02 Jan 2026 08:00:00 GMT', undefined],
  ])('reads %j as %p', (value, expected) => {
    expect(retryAfterSeconds(new Headers({ 'Retry-After': value }))).toBe(expected)
  })

  test('finds none where there is none', () => {
    expect(retryAfterSeconds(new Headers())).toBeUndefined()
  })
})
