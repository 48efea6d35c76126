/** Erases what is kept of a patient whom the staff know by a telephone number or an e-mail address. */
import type { HandoffRequest } from '../store/handoff.js'
import type { Phone } from '../store/phone.js'
import type { Store } from '../store/store.js'
import type { PhoneVault } from './phone-vault.js'

/** E.164, or an e-mail address. */
export type PatientContact =
  | { readonly kind: 'phone'; readonly value: string }
  | { readonly kind: 'email'; readonly value: string }

export interface Erased {
  /** Keys of the conversations that are gone, each with its requests. */
  readonly conversationKeys: readonly string[]
  /** Whether there was a record of the number. */
  readonly isNumberErased: boolean
}

export interface Eraser {
  /**
   * Erases every conversation in which the contact was left for a call back, the conversation by text messages, and
   * the programmes of the number. Of an opt-out the mark stays, without which a text would go out again.
   *
   * @throws {StoreError} when something could not be erased; to be asked again then.
   */
  readonly erase: (contact: PatientContact) => Promise<Erased>
}

type Kept = Pick<Store, 'erase' | 'eraseByKey' | 'listHandoffs' | 'phones' | 'enrolments'>

const PAGE = 100

/** @param vault Absent where no text messages are answered: then no number is kept. */
export function createEraser(store: Kept, vault?: Pick<PhoneVault, 'keyOf'>): Eraser {
  return {
    erase: async (contact) => {
      const conversationKeys = [...new Set(await conversationsOf(store, contact))]
      for (const key of conversationKeys) await store.eraseByKey(key)
      const isNumberErased =
        contact.kind === 'phone' &&
        vault !== undefined &&
        (await eraseNumber(store, vault.keyOf(contact.value)))
      return { conversationKeys, isNumberErased }
    },
  }
}

async function conversationsOf(
  store: Pick<Kept, 'listHandoffs'>,
  contact: PatientContact,
): Promise<readonly string[]> {
  const found: string[] = []
  for (let after: string | undefined; ;) {
    const page = await store.listHandoffs({ limit: PAGE, ...(after !== undefined && { after }) })
    found.push(...page.filter((request) => isOf(request, contact)).map((r) => r.conversationKey))
    after = page.at(-1)?.id
    if (page.length < PAGE) return found
  }
}

function isOf(request: HandoffRequest, { kind, value }: PatientContact): boolean {
  return (
    request.contact.kind === kind && request.contact.value.toLowerCase() === value.toLowerCase()
  )
}

async function eraseNumber(store: Kept, key: string): Promise<boolean> {
  const phone = await store.phones.read(key)
  // First what it leads to: after a failure it must still lead there.
  if (phone?.conversation !== undefined) await store.erase(phone.conversation.id)
  await store.enrolments.change(key, () => undefined)
  await store.phones.change(key, (before) => before && markAlone(before))
  return phone !== undefined
}

/** Undefined where nothing must stay. */
function markAlone({ key, isOptedOut, ledger }: Phone): Phone | undefined {
  if (!isOptedOut) return undefined
  const bare = ledger.map(({ kind, at, source, proof }) => ({ kind, at, source, proof }))
  return { schemaVersion: 1, key, isOptedOut, ledger: bare }
}
