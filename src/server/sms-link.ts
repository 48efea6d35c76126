/** The link below a text message: where it leads stands in the link itself, so that nothing is kept for it. */
import { timingSafeEqual } from 'node:crypto'
import { StoreError } from '../errors.js'
import type { PhoneVault } from './phone-vault.js'

/** One answer. */
export interface Linked {
  readonly conversationId: string
  readonly seq: number
}

type Signer = Pick<PhoneVault, 'keyOf'>

/** 18 of the conversation's id, 2 of the answer's number, 4 of proof: 32 characters, short enough for a text. */
const [ID_BYTES, SEQ_BYTES, PROOF_BYTES] = [18, 2, 4]
const LINK_BYTES = ID_BYTES + SEQ_BYTES + PROOF_BYTES

/**
 * The id in the link to one answer; always the same for the same one.
 *
 * @throws {StoreError} for what is no conversation of ours, or has more than 65,535 answers.
 */
export function linkIdOf(vault: Signer, { conversationId, seq }: Linked): string {
  const id = Buffer.from(conversationId, 'base64url')
  if (id.length !== ID_BYTES || seq > 0xffff) throw new StoreError('no link leads to this answer')
  const number = Buffer.alloc(SEQ_BYTES)
  number.writeUInt16BE(seq)
  const place = Buffer.concat([id, number])
  return Buffer.concat([place, proofOf(vault, place)]).toString('base64url')
}

/** Where a link leads; undefined for one that this clinic has not made. */
export function linkedBy(vault: Signer, linkId: string): Linked | undefined {
  const bytes = Buffer.from(linkId, 'base64url')
  // Base64 says the same in more than one way, and a link is one name.
  if (bytes.length !== LINK_BYTES || bytes.toString('base64url') !== linkId) return undefined
  const place = bytes.subarray(0, ID_BYTES + SEQ_BYTES)
  if (!timingSafeEqual(bytes.subarray(place.length), proofOf(vault, place))) return undefined
  return {
    conversationId: place.subarray(0, ID_BYTES).toString('base64url'),
    seq: place.readUInt16BE(ID_BYTES),
  }
}

/** Without it, whoever has one link could read the other answers of that conversation. */
function proofOf(vault: Signer, place: Buffer): Buffer {
  return Buffer.from(vault.keyOf(`link ${place.toString('hex')}`), 'hex').subarray(0, PROOF_BYTES)
}
