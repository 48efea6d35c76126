/** Patients who write at the same time, each of whom waits for the reply before the next message. */
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { quantile } from '../../src/measure/quantile.js'
import {
  jsonRequest,
  WireClosedError,
  wireTo,
  type Wire,
  type WireAnswer,
} from '../support/wire.js'

export interface Shape {
  readonly patients: number
  /** Between a reply and the next message; none if absent. */
  readonly pauseMs?: number
}

export interface Measured {
  /** All of them, also those before and after the time that is measured. */
  readonly turns: number
  /** Messages that were refused, or answered and not kept: with a database that is overrun, there are some. */
  readonly refused: number
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

/** Keeps the patients writing for the duration, or until each has been answered twice. */
export async function measureLoad(options: LoadOptions): Promise<Measured> {
  const { shape, durationMs } = options
  const patients = await Promise.all(
    Array.from({ length: shape.patients }, (_, number) => arrive(options, number)),
  )
  const used = process.cpuUsage()
  const start = performance.now()
  const from = start + SETTLE_MS
  const tookMs: number[] = []
  let [turns, refused] = [0, 0]
  let endMs: number | undefined
  const heard = (ms: number, isKept: boolean) => {
    if (isKept) turns++
    else refused++
    const nowMs = performance.now()
    if (isKept && nowMs >= from && endMs === undefined) tookMs.push(ms)
    // On a slow machine nobody would be answered twice in so short a time.
    if (nowMs >= from + durationMs && tookMs.length >= 2 * shape.patients) endMs ??= nowMs
  }
  const isOver = () => endMs !== undefined
  await Promise.all(patients.map((patient) => write(options, patient, { isOver, heard })))
  const { user, system } = process.cpuUsage(used)
  return {
    turns,
    refused,
    turnsPerSecond: (tookMs.length / ((endMs ?? from) - from)) * 1000,
    msMedian: quantile(tookMs, 0.5),
    msP99: quantile(tookMs, 0.99),
    clientBusy: (user + system) / 1000 / (performance.now() - start),
  }
}

interface Patient {
  readonly number: number
  readonly ask: Ask
  readonly leave: () => void
  /** Each patient has an address of their own, as behind a proxy: the limits are not what is measured. */
  readonly address: string
  readonly first: Conversation
}

interface Conversation {
  readonly path: string
  readonly headers: readonly string[]
}

async function arrive({ ports }: LoadOptions, number: number): Promise<Patient> {
  const wires = ports.map((port) => wireTo(port))
  const ask = asking(ports, wires)
  const leave = () => wires.forEach((wire) => wire.destroy())
  const address = `X-Forwarded-For: 10.${number >> 8}.${number & 255}.1`
  return { number, ask, leave, address, first: await open(ask, number, address) }
}

/** Sends a request to the node whose turn it is, and again when its connection was closed for having been idle. */
type Ask = (turn: number, bytes: string) => Promise<WireAnswer>

function asking(ports: readonly number[], wires: Wire[]): Ask {
  return async (turn, bytes) => {
    const at = turn % ports.length
    const send = () => {
      wires[at]?.write(bytes)
      return wires[at]?.answer() ?? Promise.reject(new RangeError('no node to ask'))
    }
    try {
      return await send()
    } catch (error) {
      if (!(error instanceof WireClosedError)) throw error
      wires[at] = wireTo(ports[at] ?? 0)
      return await send()
    }
  }
}

interface Window {
  readonly isOver: () => boolean
  readonly heard: (tookMs: number, isKept: boolean) => void
}

async function write(
  { shape, utterances }: LoadOptions,
  { number, ask, leave, address, first }: Patient,
  { isOver, heard }: Window,
): Promise<void> {
  const pauseMs = shape.pauseMs ?? 0
  if (pauseMs > 0) await sleep(Math.random() * pauseMs)
  let conversation = first
  for (let turn = number, n = 0; !isOver(); turn++, n++) {
    if (n === TURNS_EACH) {
      conversation = await open(ask, turn, address)
      n = 0
    }
    const text = utterances[(turn * 31) % utterances.length]
    const { path, headers } = conversation
    const sent = performance.now()
    const { status, body } = await ask(turn, jsonRequest(path, { id: `m${n}`, text }, headers))
    heard(performance.now() - sent, status === 200 && !body.includes('"isKept":false'))
    // Half to one and a half times as long, so that they do not all write at once.
    if (pauseMs > 0) await sleep(pauseMs * (0.5 + Math.random()))
  }
  leave()
}

const CONVERSATIONS = '/api/v1/conversations'
/** A database that is overrun refuses for a while. */
const MOST_TRIES = 100
const TRY_AGAIN_MS = 50

async function open(ask: Ask, turn: number, address: string): Promise<Conversation> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const { status, body } = await ask(turn, jsonRequest(CONVERSATIONS, {}, [address]))
    if (status === 201) return conversationOf(body, address)
    await sleep(TRY_AGAIN_MS)
  }
  throw new Error('no conversation can be opened')
}

function conversationOf(body: string, address: string): Conversation {
  const { conversationId, token } = JSON.parse(body) as Readonly<Record<string, string>>
  return {
    path: `${CONVERSATIONS}/${conversationId}/messages`,
    headers: [address, `Authorization: Bearer ${token}`],
  }
}
