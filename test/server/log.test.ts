import { describe, expect, test } from '@jest/globals'
import { StoreError } from '../../src/errors.js'
import { createLog, logFailure } from '../../src/server/log.js'
import { serve } from '../support/app.js'

function aLog() {
  const lines: string[] = []
  return { lines, log: createLog('info', { write: (line: string) => void lines.push(line) }) }
}

describe('logRequest', () => {
  test('names the route that we declared, and nothing of what was sent', async () => {
    const served = await serve()
    const { conversationId, token } = (await served.call('POST', '/conversations')).json
    const path = `/conversations/${conversationId}/messages`
    await served.call('POST', path, { token, body: { id: 'Mary', text: 'my T-score is -2.7' } })
    await served.call('GET', '/mary-smith-555-0100')
    await fetch(`${served.url}/?name=mary`, {
      headers: { cookie: 'a=mary', referer: 'http://mary' },
    })
    await served.stop()
    const logged = served.logged()
    expect(logged).toMatch(/"route":"\/api\/v1\/conversations\/:id\/messages","status":200/)
    expect(logged).toMatch(/"route":"unmatched","status":404/)
    expect(logged).not.toMatch(/mary|T-score|-2\.7|555-0100/i)
    expect(logged).not.toContain(token)
    expect(logged).not.toContain(conversationId)
  })
})

describe('logFailure', () => {
  test('writes code and message of an error of ours, and only the place of its cause', () => {
    const { lines, log } = aLog()
    const cause = Object.assign(new Error('ENOSPC: "my hip hurts"'), { code: 'ENOSPC' })
    logFailure(log, new StoreError('the write failed', { cause }))
    expect(lines.join('')).toMatch(/STORE_FAILED.*the write failed.*ENOSPC/)
    expect(lines.join('')).not.toMatch(/hip/)
  })

  test('writes class and place, but not the message, of an error that is not ours', () => {
    const { lines, log } = aLog()
    logFailure(log, new SyntaxError('Unexpected "my hip\n    at the hospital" in JSON'))
    logFailure(log, 'my hip hurts')
    expect(lines.join('')).toMatch(/SyntaxError/)
    expect(lines.join('')).toMatch(/log\.test/)
    expect(lines.join('')).not.toMatch(/hip|hospital/)
  })
})
