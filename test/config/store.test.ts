import { describe, expect, test } from '@jest/globals'
import { readConfig } from '../../src/config.js'
import { ConfigError } from '../../src/errors.js'

describe('DATABASE_URL', () => {
  test('moves what is kept to a database', () => {
    const url = 'postgres://user:secret@db.example:5432/bones?sslmode=verify-full'
    expect(readConfig({ DATABASE_URL: url }).database).toEqual({ url, poolSize: 10 })
    const settings = { DATABASE_URL: 'postgresql:///bones', DATABASE_POOL_SIZE: '3' }
    expect(readConfig(settings).database).toEqual({ url: 'postgresql:///bones', poolSize: 3 })
    expect(readConfig({ DATABASE_URL: ' ' }).database).toBeUndefined()
  })

  test.each(['mysql://user:secret@db/bones', 'user:secret@db/bones', 'postgres'])(
    'refuses %j without quoting it: it may hold a password',
    (url) => {
      const read = () => readConfig({ DATABASE_URL: url })
      expect(read).toThrow(ConfigError)
      expect(read).toThrow(/DATABASE_URL: must be like postgres:\/\//)
      expect(read).not.toThrow(/secret/)
    },
  )
})
