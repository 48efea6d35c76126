/** How much of the screen the window has: on a phone the keyboard takes the lower half. */
import { COVERING } from './css/media.js'

export interface Screen {
  /** The window takes all of it. */
  readonly isCovered: () => boolean
  readonly stop: () => void
}

/**
 * Follows the visible part of the screen.
 *
 * @param sheet Receives its place as custom properties; no inline style is needed.
 */
export function watchScreen(sheet: CSSStyleSheet, onChange: () => void): Screen {
  const query = matchMedia(COVERING)
  const view = window.visualViewport
  const follow = () => {
    // A zoomed page is looked at in part; the window must not shrink to that part.
    const isZoomed = view !== null && view.scale > 1.01
    const place =
      view === null || isZoomed
        ? ''
        : `.panel { --view-height: ${view.height}px; --view-top: ${view.offsetTop}px; }`
    sheet.replaceSync(place)
    onChange()
  }
  view?.addEventListener('resize', follow)
  view?.addEventListener('scroll', follow)
  query.addEventListener('change', onChange)
  follow()
  return {
    isCovered: () => query.matches,
    stop: () => {
      view?.removeEventListener('resize', follow)
      view?.removeEventListener('scroll', follow)
      query.removeEventListener('change', onChange)
    },
  }
}
