import type { Conversation } from './store.js'

/** Reads one conversation after the other; what is erased meanwhile, or damaged, is passed over. */
export async function* everyConversation(
  keys: () => Promise<readonly string[]>,
  read: (key: string) => Promise<Conversation | undefined>,
): AsyncGenerator<Conversation> {
  for (const key of await keys()) {
    const conversation = await read(key)
    if (conversation !== undefined) yield conversation
  }
}
