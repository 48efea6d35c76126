/** HTTP over a bare socket: any bytes can be sent, and the client costs next to nothing beside the server. */
import { connect } from 'node:net'

export interface WireAnswer {
  readonly status: number
  /** Status line and headers, as they came. */
  readonly head: string
  readonly body: string
}

export interface Wire {
  readonly write: (bytes: string | Uint8Array) => void
  /**
   * The next answer, in the order of the requests.
   *
   * @throws {WireClosedError} when the connection ends before the answer is whole.
   */
  readonly answer: () => Promise<WireAnswer>
  /** Resolves as well when it cannot be had. */
  readonly connected: Promise<void>
  readonly closed: Promise<void>
  readonly destroy: () => void
}

/** The other side hung up, or was never there. */
export class WireClosedError extends Error {
  /** @param isHalfRead Some of an answer had come, and not all of it. */
  constructor(readonly isHalfRead: boolean) {
    super(isHalfRead ? 'closed in the middle of an answer' : 'closed before an answer')
  }
}

interface Waiting {
  readonly resolve: (answer: WireAnswer) => void
  readonly reject: (error: WireClosedError) => void
}

/** Connects at once; a connection that is refused rejects its answers. Answers must state their length. */
export function wireTo(port: number): Wire {
  const socket = connect(port, '127.0.0.1')
  const waiting: Waiting[] = []
  const answers: WireAnswer[] = []
  let unread: Buffer = Buffer.alloc(0)
  let isClosed = false

  socket.setNoDelay(true)
  socket.on('error', () => undefined)
  socket.on('data', (bytes: Buffer) => {
    unread = unread.length === 0 ? bytes : Buffer.concat([unread, bytes])
    for (let found = firstAnswer(unread); found !== undefined; found = firstAnswer(unread)) {
      unread = unread.subarray(found.length)
      const next = waiting.shift()
      if (next === undefined) answers.push(found.answer)
      else next.resolve(found.answer)
    }
  })
  const closed = new Promise<void>((resolve) => {
    socket.on('close', () => {
      isClosed = true
      for (const { reject } of waiting.splice(0)) reject(new WireClosedError(unread.length > 0))
      resolve()
    })
  })

  const connected = new Promise<void>((resolve) => {
    socket.once('connect', resolve)
    void closed.then(resolve)
  })

  return {
    write: (bytes) => void socket.write(bytes),
    answer: () =>
      new Promise((resolve, reject) => {
        const known = answers.shift()
        if (known !== undefined) resolve(known)
        else if (isClosed) reject(new WireClosedError(unread.length > 0))
        else waiting.push({ resolve, reject })
      }),
    connected,
    closed,
    destroy: () => void socket.destroy(),
  }
}

function firstAnswer(
  bytes: Buffer,
): { readonly answer: WireAnswer; readonly length: number } | undefined {
  const headLength = bytes.indexOf('\r\n\r\n')
  if (headLength < 0) return undefined
  const head = bytes.toString('latin1', 0, headLength)
  const status = Number(head.slice(9, 12))
  const from = headLength + 4
  const length = from + Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0)
  if (bytes.length < length) return undefined
  return { answer: { status, head, body: bytes.toString('utf8', from, length) }, length }
}

/** A request with a JSON body, as the bytes that go out. */
export function jsonRequest(path: string, body: unknown, headers: readonly string[] = []): string {
  const text = JSON.stringify(body)
  return [
    `POST ${path} HTTP/1.1`,
    'Host: localhost',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(text)}`,
    ...headers,
    '',
    text,
  ].join('\r\n')
}
