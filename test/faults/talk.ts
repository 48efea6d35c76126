/** Patients of a running server, and what each of them must find afterwards. */
import assert from 'node:assert/strict'
import { jsonRequest, wireTo, type Wire, type WireAnswer } from '../support/wire.js'

/** What one scenario has seen, for one line of a report. */
export type Report = Readonly<Record<string, number>>

export interface Patient {
  readonly conversationId: string
  readonly token: string
}

export interface Kept {
  readonly seq: number
  readonly messageId: string
  readonly text: string
}

const CONVERSATIONS = '/api/v1/conversations'

export async function openPatient(wire: Wire): Promise<Patient> {
  wire.write(jsonRequest(CONVERSATIONS, {}))
  const { status, body } = await wire.answer()
  assert.equal(status, 201, body)
  return JSON.parse(body) as Patient
}

/** The bytes of one message. */
export function messageOf(patient: Patient, id: string, text: string): string {
  const path = `${CONVERSATIONS}/${patient.conversationId}/messages`
  return jsonRequest(path, { id, text }, [`Authorization: Bearer ${patient.token}`])
}

interface Said {
  readonly id: string
  readonly text: string
}

export async function say(wire: Wire, patient: Patient, { id, text }: Said): Promise<WireAnswer> {
  wire.write(messageOf(patient, id, text))
  return wire.answer()
}

/** All that is kept of a conversation. */
export async function historyOf(wire: Wire, patient: Patient): Promise<readonly Kept[]> {
  wire.write(
    `GET ${CONVERSATIONS}/${patient.conversationId}/messages HTTP/1.1\r\nHost: localhost\r\n` +
      `Authorization: Bearer ${patient.token}\r\n\r\n`,
  )
  const { status, body } = await wire.answer()
  assert.equal(status, 200, body)
  return (JSON.parse(body) as { readonly messages: readonly Kept[] }).messages
}

/** Does a piece of work on a new connection: one that has been idle for some seconds may be closed. */
export async function onWire<T>(port: number, work: (wire: Wire) => Promise<T>): Promise<T> {
  const wire = wireTo(port)
  try {
    return await work(wire)
  } finally {
    wire.destroy()
  }
}

/** Asks on a connection of its own whether the server still answers a patient. */
export function isServing(port: number): Promise<void> {
  return onWire(port, async (wire) => {
    const patient = await openPatient(wire)
    const answer = await say(wire, patient, { id: 'm1', text: 'what is osteopenia?' })
    assert.equal(answer.status, 200, answer.body)
  })
}

/** Holds that all that was acknowledged is there, that nothing is there twice, and that no number is left out. */
export function checkKept(kept: readonly Kept[], acknowledged: readonly string[]): void {
  const ids = kept.map(({ messageId }) => messageId)
  assert.equal(new Set(ids).size, ids.length, `a turn was taken twice: ${ids.join(' ')}`)
  const missing = acknowledged.filter((id) => !ids.includes(id))
  assert.deepEqual(missing, [], 'acknowledged and lost')
  assert.deepEqual(
    kept.map(({ seq }) => seq),
    kept.map((_, index) => index + 1),
    'the numbers have gaps',
  )
}
