/** What a clinic sets on the element, with the defaults for what it leaves out. */

export interface Options {
  /** Origin or base address of the bot. */
  readonly api: string
  readonly locale: string
  readonly theme: 'auto' | 'light' | 'dark'
  readonly mode: 'floating' | 'inline'
  /** Undefined: the bot's own name. */
  readonly title: string | undefined
  /** Words on the button that opens the window. */
  readonly label: string | undefined
  readonly side: 'start' | 'end'
  readonly idleMs: number
  readonly privacyUrl: string | undefined
  /** `ask`: nothing can be sent before a button was pressed. */
  readonly consent: 'ask' | 'notice'
}

/** Attributes whose change builds the window anew. */
export const REBUILDING = [
  'api',
  'locale',
  'mode',
  'label',
  'side',
  'idle-minutes',
  'privacy-url',
  'consent',
]

const MINUTE_MS = 60_000
/** Long enough to fetch the scan report from another room and read it; short enough for a shared computer. */
const IDLE_MINUTES = 60

/** Reads the attributes; one with a value that it cannot have counts as absent. */
export function readOptions(element: Element, scriptOrigin: string): Options {
  const text = (name: string) => element.getAttribute(name)?.trim() || undefined
  const oneOf = <T extends string>(name: string, [first, ...others]: readonly [T, ...T[]]): T =>
    others.find((value) => value === text(name)) ?? first
  const minutes = Number(text('idle-minutes') ?? NaN)
  return {
    api: (text('api') ?? scriptOrigin).replace(/\/+$/, ''),
    locale: text('locale') ?? 'en',
    theme: oneOf('theme', ['auto', 'light', 'dark']),
    mode: oneOf('mode', ['floating', 'inline']),
    title: text('title'),
    label: text('label'),
    side: oneOf('side', ['end', 'start']),
    idleMs: (minutes > 0 ? minutes : IDLE_MINUTES) * MINUTE_MS,
    privacyUrl: text('privacy-url'),
    consent: oneOf('consent', ['notice', 'ask']),
  }
}
