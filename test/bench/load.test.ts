import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from '@jest/globals'
import { measureLoad } from './load-client.js'
import { linesOf, resultOf, spreadOf, type Sample } from './load-report.js'

/** Answers as our API does, after so many milliseconds. */
async function serve(delayMs: number) {
  let messages = 0
  const server = createServer((req, res) => {
    const isMessage = req.url?.endsWith('/messages') === true
    if (isMessage) messages++
    const body = JSON.stringify({ conversationId: 'c', token: 't' })
    setTimeout(() => {
      res.writeHead(isMessage ? 200 : 201, { 'content-length': body.length })
      res.end(body)
    }, delayMs)
    req.resume()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { port, messages: () => messages, stop: () => server.close() }
}

describe('measureLoad', () => {
  test('counts every message, of patients that are spread over all nodes', async () => {
    const nodes = [await serve(5), await serve(5)]
    const measured = await measureLoad({
      ports: nodes.map(({ port }) => port),
      shape: { patients: 3 },
      durationMs: 200,
      utterances: ['hello'],
    })
    expect(nodes.reduce((sum, { messages }) => sum + messages(), 0)).toBe(measured.turns)
    expect(Math.min(...nodes.map(({ messages }) => messages()))).toBeGreaterThan(0)
    expect(measured.msMedian).toBeGreaterThanOrEqual(4)
    expect(measured.msP99).toBeGreaterThanOrEqual(measured.msMedian)
    nodes.forEach(({ stop }) => stop())
  })
})

describe('resultOf', () => {
  const shape = { patients: 8 }
  const sample = (target: string, round: number, turnsPerSecond: number): Sample => ({
    ...{
      target,
      round,
      shape,
      turnsPerSecond,
      turns: 10,
      refused: 0,
      msMedian: 1,
      msP99: 2,
      clientBusy: 0.1,
    },
    cpuMsPerTurn: 0.2,
  })

  test('divides each round by the bare route of the same round', () => {
    const results = resultOf([
      ...[sample('bare', 1, 100), sample('ours', 1, 50)],
      ...[sample('bare', 2, 1000), sample('ours', 2, 300)],
    ])
    expect(results.map(({ target, ofBare }) => [target, ofBare.min, ofBare.max])).toEqual([
      ['bare', 1, 1],
      ['ours', 0.3, 0.5],
    ])
    const numbers = { readyMs: spreadOf([1]), idleMb: spreadOf([2]), sessions: 3, afterMb: 4 }
    const run = { takenAt: '', node: 'v20', process: numbers, results }
    expect(linesOf(run).join('\n')).toMatch(/8, no pause +ours/)
  })
})
