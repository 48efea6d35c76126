/** Scrolls the conversation and nothing else: the clinic's page must not jump. */

export interface Scroller {
  /** Brings the start of an element into view, but leaves no empty space under the newest. */
  readonly showStartOf: (element: HTMLElement) => void
  readonly toStart: () => void
  readonly toEnd: () => void
  readonly isAtEnd: () => boolean
  /** Keeps what is being read in its place while something is put in above it. */
  readonly keepPlace: (insert: () => void) => void
}

/** Less than this from the end counts as there: a finger is not exact. */
const NEAR_PX = 80
const MARGIN_PX = 12

/** @param outer Scrolls in the place of `inner` where the window is too low for a part of it to. */
export function createScroller(inner: HTMLElement, outer: HTMLElement): Scroller {
  const box = () => (getComputedStyle(inner).overflowY === 'visible' ? outer : inner)
  /** Again in the next frames: what was skipped until now may turn out to be higher. */
  const settle = (move: () => void) => {
    move()
    requestAnimationFrame(() => {
      move()
      requestAnimationFrame(move)
    })
  }
  return {
    showStartOf: (element) => {
      settle(() => {
        const from = box().getBoundingClientRect().top
        box().scrollTop += element.getBoundingClientRect().top - from - MARGIN_PX
      })
    },
    toStart: () => {
      box().scrollTop = 0
    },
    toEnd: () => {
      settle(() => {
        box().scrollTop = box().scrollHeight
      })
    },
    isAtEnd: () => {
      const { scrollHeight, scrollTop, clientHeight } = box()
      return scrollHeight - scrollTop - clientHeight < NEAR_PX
    },
    keepPlace: (insert) => {
      const before = box().scrollHeight - box().scrollTop
      insert()
      box().scrollTop = box().scrollHeight - before
    },
  }
}
