/** Requests that no browser sends: floods, smuggled requests, bombs, many at once on one connection. */
import assert from 'node:assert/strict'
import { gzipSync } from 'node:zlib'
import { WireClosedError, wireTo, type WireAnswer } from '../support/wire.js'
import { isServing, messageOf, openPatient, type Report } from './talk.js'

const HEAD = 'POST /api/v1/conversations HTTP/1.1\r\nHost: localhost\r\n'
const JSON_TYPE = 'Content-Type: application/json\r\n'
/** What a smuggler hides behind a request; were it answered, there would be two answers. */
const HIDDEN = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n'

/** Each must be refused, and its connection must end without a second answer. */
const SMUGGLED: Readonly<Record<string, string>> = {
  'a length and chunks': `${HEAD}${JSON_TYPE}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${HIDDEN}`,
  'chunks and a length': `${HEAD}${JSON_TYPE}Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n${HIDDEN}`,
  'two lengths': `${HEAD}${JSON_TYPE}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}${HIDDEN}`,
  'two lengths in one': `${HEAD}${JSON_TYPE}Content-Length: 2, 2\r\n\r\n{}${HIDDEN}`,
  'a negative length': `${HEAD}${JSON_TYPE}Content-Length: -1\r\n\r\n{}${HIDDEN}`,
  'a signed length': `${HEAD}${JSON_TYPE}Content-Length: +2\r\n\r\n{}${HIDDEN}`,
  'a hexadecimal length': `${HEAD}${JSON_TYPE}Content-Length: 0x2\r\n\r\n{}${HIDDEN}`,
  'a huge length': `${HEAD}${JSON_TYPE}Content-Length: 99999999999999999999\r\n\r\n{}${HIDDEN}`,
  'unknown coding': `${HEAD}${JSON_TYPE}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${HIDDEN}`,
  'chunked not last': `${HEAD}${JSON_TYPE}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${HIDDEN}`,
  'a space before the colon': `${HEAD}${JSON_TYPE}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${HIDDEN}`,
  'a folded header': `${HEAD}${JSON_TYPE}Transfer-Encoding:\r\n chunked\r\nContent-Length: 2\r\n\r\n{}${HIDDEN}`,
  'a chunk size of letters': `${HEAD}${JSON_TYPE}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n${HIDDEN}`,
  'a huge chunk': `${HEAD}${JSON_TYPE}Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}\r\n0\r\n\r\n${HIDDEN}`,
  'lines ended by LF alone': `POST /api/v1/conversations HTTP/1.1\nHost: localhost\nContent-Length: 2\n\n{}${HIDDEN}`,
  'a NUL in a header': `${HEAD}X: a\0b\r\n\r\n${HIDDEN}`,
  'a line break in the path': `GET /\r\n HTTP/1.1\r\nHost: localhost\r\n\r\n${HIDDEN}`,
  'no HTTP': `HELLO\r\n\r\n${HIDDEN}`,
}

export async function smuggledRequests(port: number): Promise<Report> {
  await sendAll(port, SMUGGLED, (name, answers) => {
    assert.ok(answers.length <= 1, `${name}: ${answers.length} answers`)
    const status = answers[0]?.status ?? 400
    assert.ok(status >= 400 && status < 500, `${name}: ${status}`)
  })
  await isServing(port)
  return { refused: Object.keys(SMUGGLED).length }
}

const a = (count: number): string => 'a'.repeat(count)

/** Each must be refused in words, or by hanging up; never by an error of ours. */
const FLOODS: Readonly<Record<string, string>> = {
  'no Host': 'GET /healthz HTTP/1.1\r\n\r\n',
  'a long header': `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${a(40_000)}\r\n\r\n`,
  'many headers': `GET / HTTP/1.1\r\nHost: localhost\r\n${'X: y\r\n'.repeat(5000)}\r\n`,
  'a long path': `GET /${a(40_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  'a path that still fits': `GET /${a(8_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  'a deep path': `GET ${'/a'.repeat(4_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  'many questions': `GET /nothing?${'a=1&'.repeat(1_500)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  'many cookies': `GET /nothing HTTP/1.1\r\nHost: localhost\r\nCookie: ${'a=b; '.repeat(1_500)}\r\n\r\n`,
  'a long method': `${a(10_000)} / HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  'a large body': `${HEAD}${JSON_TYPE}Content-Length: 1000000\r\n\r\n${a(1_000_000)}`,
  'a large body in chunks': `${HEAD}${JSON_TYPE}Transfer-Encoding: chunked\r\n\r\n${`ffff\r\n${a(65_535)}\r\n`.repeat(10)}0\r\n\r\n`,
  'other protocols': `GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n`,
  'a tunnel': `CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n`,
}

/** Requests that are no error, however odd. */
const ALLOWED = ['other protocols', 'many headers']

export async function floods(port: number): Promise<Report> {
  await sendAll(port, FLOODS, (name, [answer]) => {
    const status = answer?.status ?? 400
    assert.ok(status < 500 && (status >= 400 || ALLOWED.includes(name)), `${name}: ${status}`)
  })
  await isServing(port)
  return { refused: Object.keys(FLOODS).length }
}

/** Eight compressed kilobytes that would be eight megabytes: refused unread. */
export async function compressedBomb(port: number): Promise<Report> {
  const bomb = gzipSync(Buffer.alloc(8_000_000, ' '))
  for (const coding of ['gzip', 'deflate', 'br', 'gzip, gzip']) {
    const wire = wireTo(port)
    wire.write(
      `${HEAD}${JSON_TYPE}Content-Encoding: ${coding}\r\nContent-Length: ${bomb.length}\r\n\r\n`,
    )
    wire.write(bomb)
    assert.equal((await wire.answer()).status, 415, coding)
    wire.destroy()
  }
  await isServing(port)
  return { bytes: bomb.length, inflated: 8_000_000 }
}

/** Many messages on one connection without waiting: answered one by one, in order. */
export async function pipelined(port: number, count: number): Promise<Report> {
  const wire = wireTo(port)
  const patients = []
  for (let n = 0; n < count; n++) patients.push(await openPatient(wire))
  wire.write(patients.map((patient, n) => messageOf(patient, `m${n}`, 'hello')).join(''))
  for (let n = 0; n < count; n++) {
    const { status, body } = await wire.answer()
    assert.equal(status, 200, body)
    assert.equal((JSON.parse(body) as { messageId: string }).messageId, `m${n}`)
  }
  wire.destroy()
  return { messages: count }
}

/** Sends each at once, on a connection of its own, and checks its answers. */
async function sendAll(
  port: number,
  requests: Readonly<Record<string, string>>,
  check: (name: string, answers: readonly WireAnswer[]) => void,
): Promise<void> {
  await Promise.all(
    Object.entries(requests).map(async ([name, bytes]) =>
      check(name, await answersTo(port, bytes)),
    ),
  )
}

const SILENCE_MS = 1_500

/** All answers to these bytes, until the server hangs up or stays silent. */
async function answersTo(port: number, bytes: string): Promise<readonly WireAnswer[]> {
  const wire = wireTo(port)
  wire.write(bytes)
  const answers: WireAnswer[] = []
  const silence = setTimeout(() => wire.destroy(), SILENCE_MS)
  try {
    for (;;) answers.push(await wire.answer())
  } catch (error) {
    if (!(error instanceof WireClosedError)) throw error
  } finally {
    clearTimeout(silence)
  }
  return answers
}
