/** OWASP API9:2023 Improper Inventory Management: every path that is served is written down, and no other is. */
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { EnrolmentBook } from '../../src/server/enrolment-book.js'
import { createEraser } from '../../src/server/erase-patient.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { serve, type Served } from '../support/app.js'

const store = createMemoryStore()
let served: Served
beforeAll(async () => {
  // No path that is asked for here looks into it.
  const enrolments = {} as EnrolmentBook
  served = await serve({}, { eraser: createEraser(store), enrolments })
})
afterAll(() => served.stop())

/** Where the routes of the API are made, and where they are mounted. */
const MOUNTED: Readonly<Record<string, string>> = {
  'api.ts': '',
  'handoff-api.ts': '/clinic',
  'enrolment-api.ts': '/clinic',
  'erasure-api.ts': '/clinic',
}

const routeFiles = readdirSync('src/server')
  .map((name) => ({ name, text: readFileSync(`src/server/${name}`, 'utf8') }))
  .map(({ name, text }) => ({
    name,
    paths: [...text.matchAll(/\.(?:route|get|post|put|patch|delete|use)\(\s*'(\/[^']*)'/g)].map(
      ([, path = '']) => path,
    ),
  }))
  .filter(({ paths }) => paths.length > 0)

describe('the description of the API', () => {
  const described = async () => {
    const { json } = await served.call('GET', '/openapi.json')
    return json.paths as Readonly<Record<string, Readonly<Record<string, object>>>>
  }

  test('names every path that is made, and no other', async () => {
    const made = routeFiles
      .filter(({ name }) => name in MOUNTED)
      .flatMap(({ name, paths }) => paths.map((path) => `${MOUNTED[name]}${path}`))
      .filter((path) => path !== '/clinic')
      .map((path) => path.replaceAll(/:(\w+)/g, '{$1}'))
    const paths = new Set(made)
    paths.delete('/openapi.json')
    expect([...paths].toSorted()).toEqual(Object.keys(await described()).toSorted())
  })

  test('names every method of each path, and no other', async () => {
    for (const [path, operations] of Object.entries(await described())) {
      const url = path.replace('{id}', 'x'.repeat(24))
      const { status, headers } = await served.call('PUT', url)
      const allowed = (headers.get('allow') ?? '').split(', ').filter((name) => name !== 'HEAD')
      expect([path, status, allowed.map((name) => name.toLowerCase()).toSorted()]).toEqual([
        path,
        405,
        Object.keys(operations).toSorted(),
      ])
    }
  })

  test('says of each operation who may call it', async () => {
    for (const [path, operations] of Object.entries(await described())) {
      const scope: unknown = expect.stringMatching(/^\w+:\w+$/)
      const needed = path.startsWith('/clinic') ? [{ staff: [scope] }] : [{ bearer: [] }]
      const isOpen = path === '/welcome' || path === '/conversations'
      for (const operation of Object.values(operations))
        expect(operation).toMatchObject(isOpen ? {} : { security: needed })
    }
  })
})

test('every path beside the API is in docs/security.md', () => {
  const text = readFileSync('docs/security.md', 'utf8')
  const paths = routeFiles
    .filter(({ name }) => !(name in MOUNTED) && name !== 'openapi.ts')
    .flatMap(({ paths }) => paths)
  expect(paths.length).toBeGreaterThan(8)
  expect(paths.filter((path) => !text.includes(`\`${path}\``))).toEqual([])
})

test('there is one version, and nothing of an older one answers', async () => {
  for (const path of [
    '/api',
    '/api/v0/welcome',
    '/api/v2/welcome',
    '/v1/welcome',
    '/api/welcome',
  ]) {
    expect((await fetch(served.url + path)).status).toBe(404)
  }
})
