import type { Content } from '../../src/content/content.js'
import { loadPlacedContent, type PlacedContent } from '../../src/content/load.js'
import type { Intent, Response, Variant, When } from '../../src/content/schema.js'
import { formatProblem, type ContentProblem } from '../../src/errors.js'
import { MADE_UP } from './content.js'

let loaded: PlacedContent | undefined

/** The made-up content with its files; what is replaced keeps the place that it had. */
export function aPlacedContent(changes: Partial<Content> = {}): PlacedContent {
  loaded ??= loadPlacedContent(MADE_UP)
  return { ...loaded, content: { ...loaded.content, ...changes } }
}

export function anIntent(changes: Partial<Intent> = {}): Intent {
  return {
    intent: 'lifting',
    title: 'Is lifting safe?',
    kind: 'question',
    planned: false,
    slots: [],
    ask: [],
    near: [],
    examples: ['is lifting safe'],
    ...changes,
  }
}

/** A variant that says nothing much. */
export function aVariant(when?: When, changes: Partial<Variant> = {}): Variant {
  return {
    id: 'some',
    text: 'Start light. [-]',
    sms: 'Start light.',
    ...(when !== undefined && { when }),
    ...changes,
  }
}

export function aResponse(variants: readonly Variant[], changes: Partial<Response> = {}): Response {
  return { intent: 'lifting', suggest: [], variants: [...variants], ...changes }
}

/** Made-up content in which lifting is asked and answered like this, and nothing else is. */
export function aboutLifting(
  response: Response,
  intent: Partial<Intent> = {},
  changes: Partial<Content> = {},
): PlacedContent {
  return aPlacedContent({
    intents: new Map([['lifting', anIntent(intent)]]),
    responses: new Map([['lifting', response]]),
    ...changes,
  })
}

/** First lines only: where, and what. */
export function shown(problems: readonly ContentProblem[]): readonly string[] {
  return problems.map((problem) => formatProblem(problem).split('\n')[0] ?? '')
}
