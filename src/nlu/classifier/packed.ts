import { ModelError } from '../../errors.js'

/** What a file holds, and in which version of its format. */
export interface PackedKind {
  /** Four letters at the start of the file. */
  readonly mark: string
  /** What an error message calls it. */
  readonly title: string
  /** Raised whenever a field, a feature or the meaning of a number changes. */
  readonly version: number
}

/** A JSON value and the numbers that follow it, byte after byte. */
export interface Packed {
  readonly head: unknown
  readonly numbers: Uint8Array
}

/** Mark, version, checksum of all that follows, length of the head in bytes. */
const PREFIX_BYTES = 16
const NUMBER_BYTES = 4
const HINT = 'make it again: npm run build, or restore the file from the repository'
const DAMAGED = 'is damaged: its checksum is wrong'

/** Packs a JSON value and rows of numbers into one checked file. */
export function pack(kind: PackedKind, head: unknown, numbers: readonly Uint8Array[]): Uint8Array {
  const headBytes = new TextEncoder().encode(JSON.stringify(head))
  const parts = [headBytes, ...numbers]
  const packed = new Uint8Array(parts.reduce((sum, part) => sum + part.length, PREFIX_BYTES))
  let at = PREFIX_BYTES
  for (const part of parts) {
    packed.set(part, at)
    at += part.length
  }
  packed.set(new TextEncoder().encode(kind.mark))
  const view = new DataView(packed.buffer)
  const rest = [kind.version, checksum(packed.subarray(PREFIX_BYTES)), headBytes.length]
  rest.forEach((value, i) => {
    view.setUint32((i + 1) * NUMBER_BYTES, value)
  })
  return packed
}

/**
 * Unpacks a file that `pack` made.
 *
 * @throws {ModelError} when it is not of this kind and version, whole and unchanged.
 */
export function unpack(kind: PackedKind, packed: Uint8Array): Packed {
  const mark = new TextDecoder().decode(packed.subarray(0, NUMBER_BYTES))
  if (mark !== kind.mark || packed.length < PREFIX_BYTES) {
    throw new ModelError(`the file is not ${kind.title}`, HINT)
  }
  const view = new DataView(packed.buffer, packed.byteOffset)
  const [version, sum, headLength] = [1, 2, 3].map((i) => view.getUint32(i * NUMBER_BYTES))
  if (version !== kind.version) {
    throw new ModelError(
      `${kind.title} has format ${version ?? 0}, this program reads ${kind.version}`,
      HINT,
    )
  }
  const body = packed.subarray(PREFIX_BYTES)
  if (sum !== checksum(body)) throw new ModelError(`${kind.title} ${DAMAGED}`, HINT)
  const head: unknown = JSON.parse(new TextDecoder().decode(body.subarray(0, headLength)))
  return { head, numbers: body.subarray(headLength) }
}

/** Turns floats into bytes, little end first whatever the machine. */
export function packFloats(floats: Float32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(floats.length * NUMBER_BYTES))
  floats.forEach((value, i) => {
    view.setFloat32(i * NUMBER_BYTES, value, true)
  })
  return new Uint8Array(view.buffer)
}

/** Reads floats back. */
export function unpackFloats(packed: Uint8Array): Float32Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.length)
  const floats = new Float32Array(packed.length / NUMBER_BYTES)
  for (let i = 0; i < floats.length; i++) floats[i] = view.getFloat32(i * NUMBER_BYTES, true)
  return floats
}

/** Views small whole numbers as bytes; no copy is made. */
export function packIntegers(integers: Int8Array): Uint8Array {
  return new Uint8Array(integers.buffer, integers.byteOffset, integers.length)
}

/** Copies the bytes, so that the file they came from can be freed. */
export function unpackIntegers(packed: Uint8Array): Int8Array {
  return new Int8Array(packed)
}

/** FNV-1a, 32 bits: finds accidents, not attacks. */
function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5
  // Not for…of: this runs over some ten megabytes at each start.
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193)
  return hash >>> 0
}
