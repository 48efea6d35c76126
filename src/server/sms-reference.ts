/** What a report of a delivery is about: told by the message itself, so that any node can take it in. */
import { z } from 'zod'
import { StoreError } from '../errors.js'
import type { PhoneVault } from './phone-vault.js'

const reference = z.strictObject({
  /** Keyed hash of the number that the message went to. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
  /** Keys of its steps in the outbox; none for a reply. */
  steps: z.array(z.string()).readonly(),
  /** When this try began; 0 for a reply. */
  atMs: z.int(),
})

export type SmsReference = Readonly<z.infer<typeof reference>>

/** Sealed, because it stands in a URL that not every provider signs; it holds no telephone number. */
export function sealReference(vault: Pick<PhoneVault, 'seal'>, about: SmsReference): string {
  return vault.seal(JSON.stringify(about))
}

/** Undefined for what this clinic has not sealed. */
export function openReference(
  vault: Pick<PhoneVault, 'open'>,
  sealed: string | undefined,
): SmsReference | undefined {
  if (sealed === undefined) return undefined
  try {
    return reference.parse(JSON.parse(vault.open(sealed)))
  } catch (error) {
    // Whatever else the vault seals is no reference either.
    if (error instanceof StoreError || error instanceof z.ZodError || error instanceof SyntaxError)
      return undefined
    throw error
  }
}
