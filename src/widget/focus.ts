/** Where the keyboard is, and where it may go. */

const REACHABLE =
  'a[href], button:not([disabled]), textarea:not([disabled]), summary, [tabindex="0"]'

/** Keeps Tab inside a window that covers the page: what is under it cannot be seen. */
export function loopFocus(event: KeyboardEvent, panel: HTMLElement): void {
  const reachable = [...panel.querySelectorAll<HTMLElement>(REACHABLE)].filter(
    (element) => element.getClientRects().length > 0,
  )
  const first = reachable[0]
  const last = reachable[reachable.length - 1]
  const root = panel.getRootNode()
  const here = root instanceof ShadowRoot ? root.activeElement : null
  const isAtStart = here === first || here === panel
  if (event.shiftKey ? !isAtStart : here !== last) return
  event.preventDefault()
  ;(event.shiftKey ? last : first)?.focus()
}

/** The element that has the focus, inside other elements' shadows too. */
export function focusedElement(): HTMLElement | undefined {
  let here = document.activeElement
  while (here?.shadowRoot?.activeElement) here = here.shadowRoot.activeElement
  return here instanceof HTMLElement && here !== document.body ? here : undefined
}
