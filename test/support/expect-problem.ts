import { expect } from '@jest/globals'
import { problem } from '../../src/server/api-schema.js'
import type { Answer } from './app.js'

/** Expects an RFC 9457 problem that shows nothing of our inside. */
export function expectProblem(answer: Answer, status: number, code: string): void {
  expect([answer.status, answer.json.code]).toEqual([status, code])
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  expect(problem.parse(answer.json).status).toBe(status)
  expect(answer.text).not.toMatch(/ {4}at |node_modules|\.js|secret/)
}
