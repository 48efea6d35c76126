/** Clients that send a byte now and then, or hang up: others are answered meanwhile. */
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { wireTo, type Wire } from '../support/wire.js'
import { isServing, messageOf, openPatient, type Report } from './talk.js'

/** The server allows 10 s for the headers and 15 s for the whole, and looks every 2 s. */
const LONGEST_MS = 30_000
/** More at once than the system lets wait at the door are let in half a minute later, which tells nothing of the server. */
const AT_ONCE = 200

const SLOW_STARTS = [
  // Headers that never end.
  'POST /api/v1/conversations HTTP/1.1\r\nHost: localhost\r\nX-Slow: ',
  // A body that never ends.
  'POST /api/v1/conversations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 8000\r\n\r\n',
  'POST /api/v1/conversations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1000\r\n',
  // Nothing at all.
  '',
]

/** Holds many connections open, each with a byte now and then, until the server has closed them all. */
export async function slowClients(port: number, sockets: number): Promise<Report> {
  const wires: Wire[] = []
  let open = sockets
  while (wires.length < sockets) {
    const next = Array.from({ length: Math.min(AT_ONCE, sockets - wires.length) }, () =>
      wireTo(port),
    )
    next.forEach((wire, n) => wire.write(SLOW_STARTS[n % SLOW_STARTS.length] ?? ''))
    for (const wire of next) void wire.closed.then(() => open--)
    await Promise.all(next.map(({ connected }) => connected))
    wires.push(...next)
  }
  const start = Date.now()
  let answeredMeanwhile = 0
  while (open > 0) {
    assert.ok(Date.now() - start < LONGEST_MS, `${open} slow connections are still open`)
    await sleep(500)
    for (const wire of wires.filter((_, n) => n % SLOW_STARTS.length !== 3)) wire.write(' ')
    await isServing(port)
    answeredMeanwhile++
  }
  return { sockets, closedAfterMs: Date.now() - start, answeredMeanwhile }
}

/** Hangs up in the middle of requests, and before their answers. */
export async function clientsThatHangUp(port: number, count: number): Promise<Report> {
  const patients = await openPatients(port, count)
  for (const [n, patient] of patients.entries()) {
    const wire = wireTo(port)
    const bytes = messageOf(patient, 'm1', 'how much calcium do I need?')
    // From nothing but the first letter to the whole request, whose answer nobody reads.
    wire.write(bytes.slice(0, 1 + Math.floor((bytes.length * n) / count)))
    await sleep(n % 3)
    wire.destroy()
  }
  await isServing(port)
  return { hungUp: count }
}

async function openPatients(port: number, count: number) {
  const wire: Wire = wireTo(port)
  const patients = []
  for (let n = 0; n < count; n++) patients.push(await openPatient(wire))
  wire.destroy()
  return patients
}
