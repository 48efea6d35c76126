import { UNMEASURED } from '../../src/server/measures.js'
import { watchStore } from '../../src/server/watch-store.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { describeStore } from './contract.js'

const cleanUp = () => Promise.resolve()

describeStore('memory', () => Promise.resolve({ store: createMemoryStore(), cleanUp }))
// What is measured must do all that it does unmeasured.
describeStore('a store that is watched', () =>
  Promise.resolve({ store: watchStore(createMemoryStore(), UNMEASURED), cleanUp }),
)
