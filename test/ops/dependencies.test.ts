import { describe, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { PATIENCE_MS } from '../support/until.js'

type Versions = Readonly<Record<string, string>>
interface Package {
  readonly dependencies: Versions
  readonly devDependencies: Versions
}

const about = JSON.parse(readFileSync('package.json', 'utf8')) as Package
const [, production = '', development = ''] = readFileSync('docs/dependencies.md', 'utf8').split(
  /^## In (?:production|development only)$/m,
)

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({ path: `src/${path}`, text: readFileSync(`src/${path}`, 'utf8') }))

/** The packages that the first cells of a part's table name. */
function namesIn(part: string): readonly string[] {
  const table = part.split('\n').filter((line) => line.startsWith('| `'))
  return table.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  )
}

function licenceOf(name: string): string {
  const text = readFileSync(`node_modules/${name}/package.json`, 'utf8')
  return (JSON.parse(text) as { readonly license: string }).license
}

describe('docs/dependencies.md', () => {
  test('has a row for each package, and no other', () => {
    expect([...namesIn(production)].sort()).toEqual(Object.keys(about.dependencies).sort())
    expect([...namesIn(development)].sort()).toEqual(Object.keys(about.devDependencies).sort())
  })

  test.each(Object.keys({ ...about.dependencies, ...about.devDependencies }))(
    '%s has the licence that its row says',
    (name) => {
      const rows = `${production}${development}`.split('\n')
      const row = rows.find((line) => (line.split('|')[1] ?? '').includes(`\`${name}\``)) ?? ''
      expect(row.split('|').map((cell) => cell.trim())).toContain(licenceOf(name))
    },
  )

  test.each(Object.keys(about.dependencies))('%s comes in where its row says', (name) => {
    const row = production
      .split('\n')
      .find((line) => (line.split('|')[1] ?? '').includes(`\`${name}\``))
    const doors = [...(row?.split('|')[3] ?? '').matchAll(/`([^`*]+)/g)].map(
      ([, door = '']) => door,
    )
    const importers = sources.filter(({ text }) => text.includes(`from '${name}`))
    for (const door of doors.filter((each) => each.startsWith('src/'))) {
      expect(importers.filter(({ path }) => path.startsWith(door))).not.toEqual([])
    }
    const others = importers.filter(({ path }) => !doors.some((door) => path.startsWith(door)))
    expect(others.map(({ path }) => path)).toEqual([])
  })
})

describe('npm run sbom', () => {
  test(
    'lists every package of the lock file, and marks those for development alone',
    () => {
      const env = { ...process.env, NODE_OPTIONS: '' }
      const made = spawnSync(process.execPath, ['scripts/sbom.mjs'], { env, encoding: 'utf8' })
      const { components } = JSON.parse(made.stdout) as {
        readonly components: readonly {
          readonly purl: string
          readonly properties?: readonly { readonly name: string }[]
        }[]
      }
      const listed = components
        .filter(({ properties = [] }) => !properties.some(({ name }) => /:development$/.test(name)))
        .map(({ purl }) => decodeURIComponent(purl.replace(/^pkg:npm\//, '').replace(/\?.*/, '')))
      const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
        readonly packages: Readonly<
          Record<string, { dev?: true; devOptional?: true; link?: true; version: string }>
        >
      }
      const running = Object.entries(packages)
        .filter(([path, { dev, devOptional, link }]) => {
          return path.startsWith('node_modules/') && !dev && !devOptional && !link
        })
        .map(([path, { version }]) => `${path.replace(/.*node_modules\//, '')}@${version}`)
      expect(listed).toEqual(expect.arrayContaining([...new Set(running)]))
      // Ours, in vendor/.
      expect(listed.length).toBe(new Set(running).size + 2)
    },
    PATIENCE_MS,
  )
})
