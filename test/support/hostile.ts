/** What an attacker would have a reply say, in each of its fields. */
import type { Source } from '../../src/content/schema.js'
import type { Reply } from '../../src/types.js'
import { aReply } from './fake-conversations.js'

/** Known ways from text into the page; each would open a dialog or leave an element behind. */
export const HOSTILE_TEXTS: readonly string[] = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  '</p></section></template><iframe srcdoc="<script>alert(1)</script>">',
  '<a href="javascript:alert(1)" id=hostile>press</a>',
  '[press](javascript:alert(1))',
  'javascript:alert(1)',
  '&lt;img src=x onerror=alert(1)&gt;',
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}',
  '<style>*{display:none}</style>',
  '<bone-chat open></bone-chat>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '\u202Egnp.exe[1][999][-1][1e9][constructor][__proto__]',
  "';alert(1)//\\';alert(1)//--></script>",
]

/** Addresses that must not become a link: only https and tel do. */
export const HOSTILE_URLS: readonly string[] = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'http://example.org/plain',
  '//example.org/no-scheme',
  'blob:https://example.org/1',
  'file:///etc/passwd',
]

/** The ids that `hostileReply` cites; more of them than there are texts is well. */
export const hostileSources: ReadonlyMap<string, Source> = new Map(
  [...HOSTILE_URLS, 'https://example.org/good'].map((url, n) => [`source_${n}`, aSource(url, n)]),
)

function aSource(url: string, n: number): Source {
  const text = HOSTILE_TEXTS[n % HOSTILE_TEXTS.length] ?? ''
  return {
    title: text,
    organisation: text,
    kind: 'guideline',
    url,
    status: 'verified',
    citable: true,
  }
}

/** A reply that says the corpus in every field that holds words. */
export function hostileReply(): Reply {
  const marks = [...hostileSources.keys()].map((_, n) => `[${n + 1}]`).join(' ')
  const facts = HOSTILE_TEXTS.map((label) => ({ slot: 'tScore' as const, label }))
  return aReply({
    responseId: '<img src=x onerror=alert(1)>',
    paragraphs: [...HOSTILE_TEXTS, `Sources ${marks}`],
    table: {
      caption: HOSTILE_TEXTS[1] ?? '',
      columns: HOSTILE_TEXTS.slice(0, 3),
      rows: [HOSTILE_TEXTS.slice(3, 6), HOSTILE_TEXTS.slice(6, 9)],
    },
    picture: {
      kind: 'week',
      title: HOSTILE_TEXTS[1] ?? '',
      alt: HOSTILE_TEXTS[2] ?? '',
      days: HOSTILE_TEXTS.slice(0, 7),
      rows: HOSTILE_TEXTS.slice(0, 3).map((label, n) => ({ label, on: [n], often: label })),
    },
    card: { facts, questions: HOSTILE_TEXTS },
    citations: [...hostileSources.keys()],
    disclaimer: HOSTILE_TEXTS[1] ?? '',
    because: facts,
    suggestions: HOSTILE_TEXTS.map((text) => ({ text })),
  })
}
