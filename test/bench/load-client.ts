/** Patients who write at the same time, each of whom waits for the reply before the next message. */
import assert from 'node:assert/strict'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { quantile } from '../../src/measure/quantile.js'
import { jsonRequest, wireTo, type Wire } from '../support/wire.js'

export interface Shape {
  readonly patients: number
  /** Between a reply and the next message; none if absent. */
  readonly pauseMs?: number
}

export interface Measured {
  readonly turnsPerSecond: number
  readonly msMedian: number
  readonly msP99: number
  /** Share of one core that the patients themselves took. */
  readonly clientBusy: number
}

/** Messages of one conversation; then the next patient comes. */
const TURNS_EACH = 8
/** Time until all are in the middle of something; what is measured then is not a beginning. */
const SETTLE_MS = 300

export interface LoadOptions {
  /** Of each node; patients are spread over them message by message, as a proxy would. */
  readonly ports: readonly number[]
  readonly shape: Shape
  readonly durationMs: number
  readonly utterances: readonly string[]
}

/** Keeps the patients writing for the duration; every message must be answered with 200. */
export async function measureLoad(options: LoadOptions): Promise<Measured> {
  const { shape, durationMs } = options
  const start = performance.now()
  const from = start + SETTLE_MS
  const until = from + durationMs
  const tookMs: number[] = []
  const used = process.cpuUsage()
  await Promise.all(
    Array.from({ length: shape.patients }, (_, patient) =>
      write(options, {
        patient,
        until,
        heard: (at, ms) => at >= from && at < until && tookMs.push(ms),
      }),
    ),
  )
  const { user, system } = process.cpuUsage(used)
  const wholeMs = performance.now() - start
  return {
    turnsPerSecond: (tookMs.length / durationMs) * 1000,
    msMedian: quantile(tookMs, 0.5),
    msP99: quantile(tookMs, 0.99),
    clientBusy: (user + system) / 1000 / wholeMs,
  }
}

interface Writing {
  readonly patient: number
  readonly until: number
  readonly heard: (atMs: number, tookMs: number) => unknown
}

async function write({ ports, shape, utterances }: LoadOptions, writing: Writing): Promise<void> {
  const { patient, until, heard } = writing
  const wires = ports.map((port) => wireTo(port))
  // Each patient has an address of their own, as behind a proxy: the limits are not what is measured.
  const address = `X-Forwarded-For: 10.${patient >> 8}.${patient & 255}.1`
  const pauseMs = shape.pauseMs ?? 0
  if (pauseMs > 0) await sleep(Math.random() * pauseMs)
  for (let turn = patient; performance.now() < until;) {
    const wire = at(wires, turn)
    const opened = await send(wire, jsonRequest(CONVERSATIONS, {}, [address]), 201)
    const { conversationId, token } = JSON.parse(opened) as Readonly<Record<string, string>>
    const path = `${CONVERSATIONS}/${conversationId}/messages`
    const headers = [address, `Authorization: Bearer ${token}`]
    for (let n = 0; n < TURNS_EACH && performance.now() < until; n++, turn++) {
      const body = { id: `m${n}`, text: utterances[(turn * 31) % utterances.length] }
      const sent = performance.now()
      await send(at(wires, turn), jsonRequest(path, body, headers), 200)
      const now = performance.now()
      heard(now, now - sent)
      // Half to one and a half times as long, so that they do not all write at once.
      if (pauseMs > 0) await sleep(pauseMs * (0.5 + Math.random()))
    }
  }
  wires.forEach((wire) => wire.destroy())
}

const CONVERSATIONS = '/api/v1/conversations'

function at(wires: readonly Wire[], turn: number): Wire {
  const wire = wires[turn % wires.length]
  assert.ok(wire !== undefined)
  return wire
}

async function send(wire: Wire, bytes: string, expected: number): Promise<string> {
  wire.write(bytes)
  const { status, body } = await wire.answer()
  assert.equal(status, expected, body)
  return body
}
