import { describe, expect, test } from '@jest/globals'
import { ConversationChangedError } from '../../src/errors.js'
import { createMemory, whileChanged, type Memory } from '../../src/server/turn-tries.js'
import { aConversation } from '../support/records.js'

/** Takes turns, each from memory where that is trusted; resolves to how many were. */
async function play(memory: Memory, turns: number, isRight: () => boolean): Promise<number> {
  let recalled = 0
  for (let n = 0; n < turns; n += 1) {
    const from = memory.recall('c1')
    if (from === undefined) await memory.proved(aConversation(), Promise.resolve())
    else {
      recalled += 1
      const turn = isRight() ? Promise.resolve() : Promise.reject(new ConversationChangedError())
      await memory.proved(from, turn).catch(() => undefined)
    }
  }
  return recalled
}

describe('memory', () => {
  const aMemory = () => createMemory(() => aConversation())

  test('is trusted as long as it is right', async () => {
    expect(await play(aMemory(), 500, () => true)).toBe(500)
  })

  test('is hardly asked where another node answers every second message', async () => {
    let n = 0
    expect(await play(aMemory(), 1_000, () => n++ % 2 === 0)).toBeLessThan(60)
  })

  test('is trusted again when it has become right again', async () => {
    const memory = aMemory()
    await play(memory, 200, () => false)
    await play(memory, 300, () => true)
    expect(await play(memory, 100, () => true)).toBe(100)
  })

  test('has nothing where the store remembers nothing', () => {
    expect(createMemory(undefined).recall('c1')).toBeUndefined()
  })
})

describe('whileChanged', () => {
  test('tries again, gives up after a hundred times, and passes on what else went wrong', async () => {
    const tries: boolean[] = []
    const failing = whileChanged((isFirst) => {
      tries.push(isFirst)
      return Promise.reject(new ConversationChangedError())
    })
    await expect(failing).rejects.toMatchObject({ code: 'CONVERSATION_BUSY' })
    expect(tries).toEqual([true, ...Array.from({ length: 99 }, () => false)])
    await expect(whileChanged(() => Promise.reject(new RangeError('no')))).rejects.toThrow('no')
  })
})
