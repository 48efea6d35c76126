/**
 * What tests measure inside a page; it sees through shadow roots, as people do. Loaded into every page
 * of the tests, so it is plain JavaScript.
 */
globalThis.inPage = (() => {
  const spoken = []
  const all = (root) =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      element,
      ...(element.shadowRoot === null ? [] : all(element.shadowRoot)),
    ])
  /** Every element of the widget, in the order of the document. */
  const ofWidget = () => {
    const { shadowRoot } = document.querySelector('bone-chat') ?? {}
    return shadowRoot ? all(shadowRoot) : []
  }
  /** Not what is there for screen readers alone, a pixel wide. */
  const isShown = (element) => {
    const { width, height } = element.getBoundingClientRect()
    return width > 2 && height > 2 && element.checkVisibility({ visibilityProperty: true })
  }
  /** The words of an element alone, without those of its children. */
  const ownText = (element) =>
    [...element.childNodes]
      .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
      .map(({ data }) => data)
      .join('')
      .trim()
  const nameOf = (element) => {
    const words = (element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40)
    return `${element.localName} "${words}"`
  }
  const CONTROLS =
    'a[href], button, input, textarea, select, summary, [role=button], [tabindex="0"]'
  const controls = () =>
    ofWidget().filter(
      (element) =>
        element.matches(CONTROLS) &&
        isShown(element) &&
        !element.matches(':disabled, [aria-disabled=true]'),
    )
  /** In CSS pixels, with what ::before and ::after add around it. */
  const targetOf = (element) => {
    const { width, height } = element.getBoundingClientRect()
    const grown = ['::before', '::after'].map((pseudo) => {
      const style = getComputedStyle(element, pseudo)
      const isLaidOver = style.content !== 'none' && style.position === 'absolute'
      return isLaidOver ? [parseFloat(style.width) || 0, parseFloat(style.height) || 0] : [0, 0]
    })
    return [Math.max(width, ...grown.map(([w]) => w)), Math.max(height, ...grown.map(([, h]) => h))]
  }

  const channels = (color) => (color.match(/[\d.]+/g) ?? []).map(Number)
  /** Relative luminance, as WCAG 2 defines it. */
  const luminance = (color) => {
    const [red = 0, green = 0, blue = 0] = channels(color).map((part) => {
      const share = part / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  /** Colour of the nearest ground that can be seen. */
  const groundOf = (element) => {
    for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) {
      const { backgroundColor } = getComputedStyle(at)
      if (channels(backgroundColor)[3] !== 0) return backgroundColor
    }
    return getComputedStyle(document.documentElement).colorScheme === 'dark'
      ? 'rgb(0,0,0)'
      : 'rgb(255,255,255)'
  }
  const contrastOf = (element) => {
    const both = [getComputedStyle(element).color, groundOf(element)].map(luminance)
    return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05)
  }

  return {
    lowContrasts: (least) =>
      ofWidget()
        .filter((element) => ownText(element) !== '' && isShown(element))
        .filter((element) => !element.matches(':disabled, [aria-disabled=true]'))
        .map((element) => [nameOf(element), contrastOf(element)])
        .filter(([, contrast]) => contrast < least)
        .map(([name, contrast]) => `${name}: ${contrast.toFixed(2)}`),
    smallTexts: (leastPx) =>
      ofWidget()
        .filter((element) => ownText(element) !== '' && isShown(element))
        .map((element) => [nameOf(element), parseFloat(getComputedStyle(element).fontSize)])
        .filter(([, px]) => px < leastPx - 0.01)
        .map(([name, px]) => `${name}: ${px} px`),
    smallTargets: (leastPx) =>
      controls()
        .map((element) => [nameOf(element), ...targetOf(element)])
        .filter(([, width, height]) => Math.min(width, height) < leastPx - 0.5)
        .map(([name, width, height]) => `${name}: ${Math.round(width)} × ${Math.round(height)} px`),
    /** Controls of which a part lies outside the window's width. */
    cutControls: () =>
      controls()
        .filter((element) => {
          const { left, right } = element.getBoundingClientRect()
          return left < -0.5 || right > innerWidth + 0.5
        })
        .map(nameOf),
    /** What scrolls sideways, or cuts off what is too wide for it. */
    sideways: () =>
      [document.documentElement, ...ofWidget()]
        .filter((element) => element instanceof HTMLElement && isShown(element))
        .filter((element) => element.scrollWidth > element.clientWidth + 1)
        .filter(
          (element) =>
            element === document.documentElement ||
            getComputedStyle(element).overflowX !== 'visible',
        )
        .map(nameOf),
    /** Whether the first element that fits lies in the window, with nothing over it. */
    isInSight: (selector) => {
      const element = ofWidget().find((one) => one.matches(selector))
      const { left, width, top, bottom } = element.getBoundingClientRect()
      const isOnTop = (y) =>
        element.contains(element.getRootNode().elementFromPoint(left + width / 2, y))
      return top >= 0 && bottom <= innerHeight && [top + 3, bottom - 3].every(isOnTop)
    },
    /** Of the text that begins so, in CSS pixels. */
    sizeOf: (text) => {
      const element = ofWidget().find((one) => isShown(one) && ownText(one).startsWith(text))
      return parseFloat(getComputedStyle(element).fontSize)
    },
    /** All words in the widget, hidden ones too. */
    allText: () => document.querySelector('bone-chat').shadowRoot.textContent,
    /** Colour behind the first element that fits. */
    groundOf: (selector) => groundOf(ofWidget().find((element) => element.matches(selector))),
    styleOf: (selector, name) =>
      getComputedStyle(ofWidget().find((element) => element.matches(selector)))[name],
    countAnimations: () => document.querySelector('bone-chat').shadowRoot.getAnimations().length,
    countElements: () => ofWidget().length,
    /** Localname and roles of what stands in the widget, for what must not be there. */
    elementNames: () => [...new Set(ofWidget().map(({ localName }) => localName))],
    links: () =>
      ofWidget()
        .filter((element) => element.matches('[href], [src], [action], [formaction]'))
        .map((element) =>
          ['href', 'src', 'action', 'formaction']
            .map((name) => element.getAttribute(name))
            .find((value) => value !== null),
        ),
    handlers: () =>
      ofWidget().flatMap((element) =>
        element.getAttributeNames().filter((name) => name.startsWith('on') || name === 'style'),
      ),
    /** Roles and aria-live of everything that speaks up by itself. */
    liveRegions: () =>
      ofWidget()
        .filter((element) =>
          element.matches(
            '[aria-live]:not([aria-live=off]), [role=log], [role=status], [role=alert], output',
          ),
        )
        .map((element) => ({
          role: element.getAttribute('role') ?? element.localName,
          live: element.getAttribute('aria-live') ?? '',
          name: element.getAttribute('aria-label') ?? '',
          text: element.textContent,
        })),
    /** From now on remembers what is put into the log of a screen reader, also if it is taken out again. */
    listen: () => {
      const log = ofWidget().find((element) => element.matches('[role=log]'))
      spoken.length = 0
      const hear = (records) => {
        for (const { addedNodes } of records)
          for (const { textContent } of addedNodes) if (textContent.trim()) spoken.push(textContent)
      }
      new MutationObserver(hear).observe(log, { childList: true, subtree: true })
    },
    heard: () => spoken,
    /** Whether no message is on its way. */
    isAnswered: () => !ofWidget().some((element) => element.matches('.pending')),
    /** Resolves when what was changed is on the screen. */
    rest: () =>
      new Promise((done) => {
        requestAnimationFrame(() => requestAnimationFrame(done))
      }),
    /** The innermost element that has the focus. */
    focused: () => {
      let element = document.activeElement
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
      return element === null ? 'nothing' : nameOf(element)
    },
  }
})()
