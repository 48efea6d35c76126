import { createMemoryStore } from '../../src/store/memory.js'
import type { Store } from '../../src/store/store.js'

export const openLowdbStore = (): Promise<Store> => Promise.resolve(createMemoryStore())
