/**
 * A bare Express route that parses a message and returns JSON, for what the same answers cost without us.
 * Its argument is a file with real answers, which are given in turn.
 */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'

const answers = JSON.parse(readFileSync(process.env['ANSWERS'] ?? '', 'utf8')) as readonly object[]
let answered = 0

// Without what our own server does without: the fastest that Express can be.
const app = express().disable('x-powered-by').disable('etag')
app.use((express as { readonly json: () => express.RequestHandler }).json())
app.post('/api/v1/conversations', (_req, res) => {
  res.status(201).json({ conversationId: 'bare', token: 'bare' })
})
app.post('/api/v1/conversations/:id/messages', (_req, res) => {
  res.json(answers[answered++ % answers.length])
})
const server = createServer({ keepAlive: true, keepAliveTimeout: 60_000 }, app)
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address() as AddressInfo
process.stdout.write(`Bare Express is ready at http://localhost:${port}\n`)
