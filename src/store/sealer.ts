/** Encrypts what a store keeps, if the clinic has given a key. */
import { SealKeyError } from '../errors.js'
import { createSealBox, deriveKey, type SealBox } from './seal-box.js'

export interface Sealer {
  /**
   * Makes of a record's JSON what is kept.
   *
   * @param place Kind and key of the record, such as `conversations/3f2…`; a sealed record opens nowhere else.
   */
  readonly seal: (json: string, place: string) => string
  /**
   * Makes the JSON again. What was kept before there was a key is JSON already, and passes as it is; so does what was
   * changed, or belongs to another place: it is no JSON, and whoever reads it finds it damaged.
   *
   * @throws {SealKeyError} when it was sealed with a key that is not set.
   */
  readonly open: (kept: string, place: string) => string
}

/** Each 32 bytes. */
export interface DataKeys {
  /** What is written from now on is sealed with this one. */
  readonly current: Buffer
  /** What was sealed with these can be read still. */
  readonly old: readonly Buffer[]
}

const KEY_LABEL = 'bonewise data v1'
const ID_LABEL = 'bonewise data v1 id'
const ID_LENGTH = 8
/** No JSON begins so. `bw1.<id of the key>.<nonce, tag and cipher text>` */
const SEALED = /^bw1\.([\w-]{8})\.([\w-]+)$/
const PREFIX = 'bw1.'

/** Keeps records as they are, and opens none that is sealed; for a clinic that encrypts its disk, or none. */
export const UNSEALED: Sealer = createSealer(undefined)

export function createSealer(keys: DataKeys | undefined): Sealer {
  const boxes = new Map<string, SealBox>()
  for (const secret of [...(keys?.old ?? []), ...(keys === undefined ? [] : [keys.current])]) {
    boxes.set(idOfKey(secret), createSealBox(deriveKey(secret, KEY_LABEL)))
  }
  const open = (kept: string, place: string): string => {
    if (!isSealed(kept)) return kept
    const [, id, sealed] = SEALED.exec(kept) ?? []
    if (id === undefined || sealed === undefined) return kept
    const box = boxes.get(id)
    if (box === undefined) throw new SealKeyError()
    return box.open(sealed, aboutOf(id, place)) ?? kept
  }
  if (keys === undefined) return { seal: (json) => json, open }
  const id = idOfKey(keys.current)
  const box = createSealBox(deriveKey(keys.current, KEY_LABEL))
  return { seal: (json, place) => PREFIX + id + '.' + box.seal(json, aboutOf(id, place)), open }
}

export function isSealed(kept: string): boolean {
  return kept.startsWith(PREFIX)
}

/** Names a key in what it has sealed; tells nothing of the key. */
export function idOfKey(secret: Buffer): string {
  return deriveKey(secret, ID_LABEL).toString('base64url').slice(0, ID_LENGTH)
}

/** Version and key are part of it, so that no header can be put before another text. */
function aboutOf(id: string, place: string): string {
  return `${PREFIX}${id}\n${place}`
}
