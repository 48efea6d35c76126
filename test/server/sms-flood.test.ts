import { beforeEach, describe, expect, test } from '@jest/globals'
import { aDesk, NUMBER, OTHER, type ADesk } from '../support/sms-desk.js'

let made: ADesk
beforeEach(() => {
  made = aDesk()
})

describe('a number that sends more than is answered', () => {
  const flood = async (count: number) => {
    const answers: string[] = []
    for (let at = 0; at < count; at++) answers.push(...(await made.say(`text ${at}`)))
    return answers
  }

  test('is told so once, and then met with silence', async () => {
    const answers = await flood(40)
    expect(answers.filter((text) => text === 'SLOW')).toHaveLength(1)
    expect(answers.at(-1)).toBe('SLOW')
    expect(answers).toHaveLength(32)
    expect(made.conversations.turnsTaken()).toBe(30)
    expect(await made.say('HELP')).toEqual([])
    expect(await made.say('one', OTHER)).toEqual(['You wrote one', 'FIRST'])
    made.clock.nowMs += 11 * 60_000
    expect(await made.say('now')).toEqual(['You wrote now'])
  })

  test('is told the same when the provider sends that message again', async () => {
    await flood(30)
    expect(await made.say('more', NUMBER, 'SM-31')).toEqual(['SLOW'])
    expect(await made.say('more', NUMBER, 'SM-31')).toEqual(['SLOW'])
    expect(await made.say('more', NUMBER, 'SM-32')).toEqual([])
  })

  test('is heard in danger, and when it wants to be left alone', async () => {
    await flood(40)
    expect(await made.say('chest pain')).toEqual(['Call 911.'])
    expect(await made.say('enough of these')).toEqual(['Bye.'])
    expect(await made.say('START')).toEqual(['STARTED'])
    expect(await made.say('STOP')).toEqual(['STOPPED'])
  })

  test('gets the same answer again to a message that was answered, however often it comes', async () => {
    const first = await made.say('one', NUMBER, 'SM-same')
    for (let times = 0; times < 100; times++) {
      expect(await made.say('one', NUMBER, 'SM-same')).toEqual(first)
    }
    expect(made.conversations.turnsTaken()).toBe(1)
  })

  test('has no more than 200 answers a day', async () => {
    let answered = 0
    for (let hour = 0; hour < 20; hour++) {
      answered += (await flood(25)).filter((text) => text.startsWith('You')).length
      made.clock.nowMs += 3_600_000
    }
    expect(answered).toBe(200)
  })
})
