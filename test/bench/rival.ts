/** Somebody who is asked questions against the clock. */
export interface Rival {
  readonly name: string
  /** Seconds of learning before the first question. */
  readonly learnSeconds: number
  /** The intent that it takes a question for; undefined where it has none. */
  readonly ask: (question: string) => Promise<string | undefined>
}
