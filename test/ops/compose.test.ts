import { describe, expect, test } from '@jest/globals'
import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { SETTINGS } from '../../src/config.js'

interface Service {
  readonly image: string
  readonly read_only: boolean
  readonly cap_drop: readonly string[]
  readonly security_opt: readonly string[]
  readonly ports?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly secrets?: readonly string[]
  readonly volumes?: readonly string[]
  readonly networks: readonly string[]
  readonly stop_grace_period?: string
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly healthcheck?: object
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>
  readonly secrets: Readonly<Record<string, { readonly file: string }>>
  readonly volumes: object
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>
}

const compose = parse(readFileSync('compose.yaml', 'utf8'), { merge: true }) as Compose
const services = Object.entries(compose.services)
const nodes = services.filter(([name]) => name.startsWith('node-'))

describe('compose.yaml', () => {
  test.each(services)('%s can write nowhere but in its volumes, and gain nothing', (_, service) => {
    expect(service.read_only).toBe(true)
    expect(service.cap_drop).toEqual(['ALL'])
    expect(service.security_opt).toContain('no-new-privileges:true')
    expect(service.image).not.toMatch(/:latest$/)
  })

  test('lets in nobody but by the proxy', () => {
    expect(services.filter(([, { ports }]) => ports !== undefined).map(([name]) => name)).toEqual([
      'proxy',
    ])
    expect(compose.services['postgres']?.networks).toEqual(['inside'])
    expect(compose.services['proxy']?.networks).not.toContain('inside')
    expect(compose.networks['inside']).toEqual({ internal: true })
  })

  test.each(services)('%s names only what there is', (_, service) => {
    for (const name of service.secrets ?? []) expect(compose.secrets).toHaveProperty(name)
    for (const name of service.networks) expect(compose.networks).toHaveProperty(name)
    for (const name of Object.keys(service.depends_on ?? {})) {
      expect(compose.services).toHaveProperty(name)
    }
    for (const volume of service.volumes ?? []) {
      const [source = ''] = volume.split(':')
      if (source.startsWith('./')) expect(existsSync(source)).toBe(true)
      else expect(compose.volumes).toHaveProperty(source)
    }
  })

  test('waits for what says that it is healthy', () => {
    for (const [, { depends_on: others = {} }] of services) {
      for (const [name, { condition }] of Object.entries(others)) {
        expect(condition).toBe('service_healthy')
        // Of the nodes, the image says it.
        const isOurs = nodes.some(([node]) => node === name)
        expect(isOurs || compose.services[name]?.healthcheck !== undefined).toBe(true)
      }
    }
  })

  test('sets nothing of a node that it does not know', () => {
    expect(nodes.length).toBe(2)
    for (const [, { environment = {} }] of nodes) {
      const names = Object.keys(environment).map((name) => name.replace(/_FILE$/, ''))
      expect(names.filter((name) => !SETTINGS.includes(name))).toEqual([])
    }
  })

  test('gives a node the time to stop that it may take', () => {
    for (const [, { environment, stop_grace_period: grace = '' }] of nodes) {
      // SHUTDOWN_SECONDS is 10 unless set, and is waited for at most twice.
      const seconds = Number(environment?.['DRAIN_SECONDS']) + 2 * 10 + 5
      expect(Number.parseInt(grace)).toBeGreaterThan(seconds)
    }
  })

  test('has a proxy that knows all nodes, and asks each whether it is ready', () => {
    const proxy = readFileSync('ops/Caddyfile', 'utf8')
    const upstreams = /reverse_proxy (.*) \{/.exec(proxy)?.[1]?.split(' ')
    expect(upstreams).toEqual(nodes.map(([name]) => `${name}:3000`))
    expect(proxy).toContain('health_uri /readyz')
    const scraped = readFileSync('ops/prometheus.yml', 'utf8')
    for (const [name] of nodes) expect(scraped).toContain(`${name}:9464`)
  })

  test('keeps its secrets out of the repository', () => {
    for (const { file } of Object.values(compose.secrets)) expect(file).toMatch(/^\.\/secrets\//)
    expect(readFileSync('.gitignore', 'utf8')).toContain('/secrets/')
  })
})
