/** Bodies, queries, headers and ids that are made to break a parser or to reach a prototype. */
import assert from 'node:assert/strict'
import { wireTo, type Wire } from '../support/wire.js'
import { isServing, openPatient, say, type Patient, type Report } from './talk.js'

/** Bytes that are no JSON, or no UTF-8, or neither. */
const BROKEN: readonly Uint8Array[] = [
  ...['', '{', '}', '{"id":', '{"id":"m","text":"t"', 'null', '[]', '"text"', '1e999', 'NaN'],
  ...["{'id':'m','text':'t'}", '{"id":"m","text":"t"}x', '{"id":"m",,"text":"t"}', '\uFEFF{}'],
  '['.repeat(7_000),
  '{"a":'.repeat(1_200),
  '{"id":"m","text":"\\ud83"}',
  '{"id":"m","text":"\\x41"}',
  '{"id":"m","text":"line\nbreak"}',
  `{"id":"m","text":${'9'.repeat(7_000)}}`,
].map((text) => Buffer.from(text))

/** Each inside an otherwise right text. */
const BROKEN_UTF8: readonly (readonly number[])[] = [
  [0xff],
  [0xc3],
  [0xc3, 0x28],
  [0xc0, 0xaf],
  [0xe2, 0x82],
  [0xe0, 0x80, 0xaf],
  [0xed, 0xa0, 0x80],
  [0xf0, 0x9f, 0xa6],
  [0xf4, 0x90, 0x80, 0x80],
  [0xf8, 0x88, 0x80, 0x80, 0x80],
  [0x80],
]

const WRONG_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'isAdmin',
]
const HOSTILE_IDS = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'],
  ...['..%2F..%2Fetc%2Fpasswd', '%2e%2e', '%00', '%E0%A4%A', '%F0%9F%A6%B4', 'null', '-1', '*'],
  ...["'%20or%201=1--", '%3Cscript%3E', 'a'.repeat(129)],
]

/** Broken bytes for one conversation; each is refused, and nothing of it is taken for a turn. */
export async function brokenBodies(port: number): Promise<Report> {
  const wire = wireTo(port)
  const patient = await openPatient(wire)
  const inText = BROKEN_UTF8.map((bytes) =>
    Buffer.concat([Buffer.from('{"id":"m","text":"t'), Buffer.from(bytes), Buffer.from('"}')]),
  )
  for (const body of [...BROKEN, ...inText]) {
    const status = await post(wire, patient, body)
    assert.ok(
      status === 400 || status === 422,
      `${status}: ${Buffer.from(body).toString('latin1')}`,
    )
  }
  // A pair that is broken as JSON escapes is right JSON and right UTF-8, and so it is a text.
  assert.equal(await post(wire, patient, Buffer.from('{"id":"m","text":"a \\ud83e b"}')), 200)
  wire.destroy()
  await isServing(port)
  return { refused: BROKEN.length + inText.length }
}

/** Names that every object has: as keys, ids, queries, headers and texts. */
export async function prototypeNames(port: number): Promise<Report> {
  const wire = wireTo(port)
  const patient = await openPatient(wire)
  let sent = 0
  const expect = (status: number, wanted: readonly number[], what: string) => {
    sent++
    assert.ok(wanted.includes(status), `${what}: ${status}`)
  }
  for (const key of WRONG_KEYS) {
    for (const value of ['{"isAdmin":true}', '"x"', 'null', '[]']) {
      const body = Buffer.from(`{"id":"m","text":"t","${key}":${value}}`)
      expect(await post(wire, patient, body), [400], `key ${key}`)
    }
    const nested = Buffer.from(`{"id":"m","text":{"${key}":{"toString":1}}}`)
    expect(await post(wire, patient, nested), [400], `nested ${key}`)
    const query = `/api/v1/conversations/${patient.conversationId}/messages?${key}[isAdmin]=1`
    expect(await get(wire, query, patient.token), [400], `query ${key}`)
    const own = await say(wire, patient, { id: key, text: key })
    expect(own.status, [200], `message id and text ${key}`)
    expect(await get(wire, `/widget/${key}`, ''), [404], `page ${key}`)
    const form = await postForm(wire, `message=hello&formId=f1&${key}=x`)
    // The reader of forms leaves this one name out, so that the rest is a right form.
    expect(form, [key === '__proto__' ? 303 : 400], `form ${key}`)
  }
  for (const id of HOSTILE_IDS) {
    const path = `/api/v1/conversations/${id}/messages`
    expect(await get(wire, path, patient.token), [400, 404], `conversation ${id}`)
    expect(await get(wire, '/api/v1/clinic/handoffs', id), [400, 401, 403, 404], `token ${id}`)
  }
  assert.equal(({} as Readonly<Record<string, unknown>>)['isAdmin'], undefined)
  wire.destroy()
  await isServing(port)
  return { sent }
}

async function post(wire: Wire, patient: Patient, body: Uint8Array): Promise<number> {
  const { conversationId, token } = patient
  wire.write(
    `POST /api/v1/conversations/${conversationId}/messages HTTP/1.1\r\nHost: localhost\r\n` +
      `Content-Type: application/json\r\nAuthorization: Bearer ${token}\r\n` +
      `Content-Length: ${body.length}\r\n\r\n`,
  )
  wire.write(body)
  return (await wire.answer()).status
}

async function postForm(wire: Wire, fields: string): Promise<number> {
  wire.write(
    `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n` +
      `Content-Length: ${fields.length}\r\n\r\n${fields}`,
  )
  return (await wire.answer()).status
}

async function get(wire: Wire, path: string, token: string): Promise<number> {
  wire.write(
    `GET ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\nCookie: __proto__=1; constructor=2\r\n\r\n`,
  )
  return (await wire.answer()).status
}
