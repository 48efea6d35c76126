// People type "dont" and "im" as often as the full words, so data need not list them.
const SHORT_FORMS: readonly (readonly [pattern: RegExp, source: string])[] = [
  [/\bi am\b/g, "(?:i am|i'm|im)"],
  [/\bi have\b/g, "(?:i have|i've|ive)"],
  [/\b(she|he) is\b/g, "(?:$1 is|$1's|$1s)"],
  [/\b(they|we) are\b/g, "(?:$1 are|$1're)"],
  [/\bit is\b/g, "(?:it is|it's|its)"],
  [/\bthat is\b/g, "(?:that is|that's|thats)"],
  [/\bwhat is\b/g, "(?:what is|what's|whats)"],
  [/\b(do|does|did|is|was|have|has|would|are) not\b/g, "$1(?: not|n't|nt)"],
  [/\bcan not\b/g, "can(?: ?not|'t|t)"],
]

/**
 * Makes one global pattern that fits any of the phrases as whole words.
 * A space in a phrase also fits a hyphen, and "i am" also "i'm".
 */
export function compilePhrases(phrases: readonly string[]): RegExp {
  // Longest first: an alternation takes the first that fits.
  const longestFirst = phrases.toSorted((a, b) => b.length - a.length)
  return new RegExp(`(?<![\\w'])(?:${longestFirst.map(sourceOf).join('|')})(?![\\w])`, 'gu')
}

function sourceOf(phrase: string): string {
  const escaped = phrase.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
  const withShortForms = SHORT_FORMS.reduce(
    (source, [pattern, short]) => source.replace(pattern, short),
    escaped,
  )
  return withShortForms.replaceAll(' ', '[\\s-]+')
}
