import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { createMetrics } from '../../src/server/metrics.js'
import { createLabelGuard, OTHER } from '../../src/server/metric-labels.js'
import { METRICS, type LabelName } from '../../src/server/metric-table.js'

interface Panel {
  readonly id: number
  readonly title: string
  readonly type: string
  readonly description?: string
  readonly targets?: readonly { readonly expr: string }[]
}

interface Alert {
  readonly alert: string
  readonly expr: string
  readonly annotations: { readonly summary: string }
}

const dashboard = JSON.parse(readFileSync('ops/grafana-dashboard.json', 'utf8')) as {
  readonly panels: readonly Panel[]
}
const rules = parse(readFileSync('ops/alerts.yml', 'utf8')) as {
  readonly groups: readonly { readonly rules: readonly Alert[] }[]
}
const panels = dashboard.panels.filter(({ type }) => type !== 'row')
const alerts = rules.groups.flatMap((group) => group.rules)
const expressions = [
  ...panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [title, expr] as const)),
  ...alerts.map(({ alert, expr }) => [alert, expr] as const),
]

let registered: ReadonlySet<string>
const metrics = createMetrics({ version: '1', content: 'a', flags: [] })
beforeAll(async () => {
  const text = await metrics.text()
  const names = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = '', kind]) =>
    kind === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  )
  // Prometheus' own.
  registered = new Set([...names, 'up'])
})
afterAll(() => metrics.stop())

/** Names of metrics: words that are no function, no label and no keyword of PromQL. */
function namesIn(expr: string): readonly string[] {
  const bare = expr
    .replace(/\{[^}]*\}/g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/"[^"]*"/g, '')
  const grouped = bare.replace(/\b(?:by|without|on|ignoring) \([^)]*\)/g, '')
  return [...grouped.matchAll(/[a-z_][a-z0-9_]*(?![a-z0-9_]*\()/gi)]
    .map(([name]) => name)
    .filter((name) => !/^(?:by|and|or|unless|time|sum|max|min|count|e\d+)$/.test(name))
}

describe('what is watched', () => {
  test.each(expressions)('%s asks for metrics that there are', (_, expr) => {
    const names = namesIn(expr)
    expect(names.length).toBeGreaterThan(0)
    expect(names.filter((name) => !registered.has(name))).toEqual([])
  })

  test.each(expressions)('%s asks for labels and values that there are', (_, expr) => {
    const guard = createLabelGuard({})
    for (const [, matchers = ''] of expr.matchAll(/bonewise_\w+\{([^}]*)\}/g)) {
      for (const [, name = '', value = ''] of matchers.matchAll(/(\w+)[=!]~?"([^"]*)"/g)) {
        const known = Object.values(METRICS).flatMap(({ labels }) => [...labels] as string[])
        expect(known).toContain(name)
        for (const each of value.split('|')) {
          expect(guard({ [name as LabelName]: each })).not.toEqual({ [name]: OTHER })
        }
      }
    }
  })

  test('every metric of ours is on the dashboard', () => {
    const shown = panels.flatMap(({ targets = [] }) => targets.flatMap(({ expr }) => namesIn(expr)))
    for (const { name } of Object.values(METRICS)) {
      expect(shown.some((each) => each.startsWith(name))).toBe(true)
    }
  })

  test('every panel says what it shows, and has a number of its own', () => {
    for (const { description } of panels) expect(description).toMatch(/\.$/)
    const ids = dashboard.panels.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('every alert is told in docs/operations.md, and no other', () => {
    const told = readFileSync('docs/operations.md', 'utf8').match(/\bBonewise[A-Z]\w+/g) ?? []
    expect([...new Set(told)].sort()).toEqual(alerts.map(({ alert }) => alert).sort())
  })
})
