import { createMemoryStore } from '../../src/store/memory.js'
import { describeStore } from './contract.js'

describeStore('memory', () =>
  Promise.resolve({ store: createMemoryStore(), cleanUp: () => Promise.resolve() }),
)
