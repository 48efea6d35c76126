/** The chat widget: one script tag, one element. */
import { createChat, type Chat } from './chat.js'
import { CSS_TEXT, sheetOf } from './css/sheet.js'
import { button, el, icon } from './dom.js'
import type { Emit } from './events.js'
import { focusedElement, loopFocus } from './focus.js'
import { readOptions, REBUILDING, type Options } from './options.js'
import { watchScreen, type Screen } from './screen.js'
import { languageOf, stringsOf, type Strings } from './strings.js'
import type { Size } from './view/menu.js'
import { sizeIn } from './view/window.js'

/** Known only while the script itself runs. */
const scriptOrigin =
  document.currentScript instanceof HTMLScriptElement && document.currentScript.src !== ''
    ? new URL(document.currentScript.src).origin
    : location.origin

/** All that is made anew when the element is put into a page. */
interface Life {
  readonly options: Options
  readonly chat: Chat
  readonly emit: Emit
  readonly root: HTMLElement
  readonly launcher: HTMLElement
  readonly screen: Screen
}

/** `<bone-chat>`: a conversation with the bot, on any page. */
export class BoneChat extends HTMLElement {
  static readonly observedAttributes = ['open', 'title', 'theme', ...REBUILDING]

  private readonly shadow: ShadowRoot
  private readonly place = new CSSStyleSheet()
  private ownStrings: Partial<Strings> = {}
  private life: Life | undefined
  /** Where the focus was before the window opened. */
  private focusBefore: HTMLElement | undefined

  constructor() {
    super()
    this.shadow = this.attachShadow({ mode: 'open' })
    this.shadow.adoptedStyleSheets = [sheetOf(CSS_TEXT), this.place]
  }

  connectedCallback(): void {
    this.takeEarlierProperty()
    this.build()
  }

  disconnectedCallback(): void {
    this.end()
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (this.life === undefined || before === now) return
    if (name === 'open') this.openOrClose()
    else if (REBUILDING.includes(name)) this.build()
    else this.dress()
  }

  /** Words that go before those of the widget's own table. */
  get strings(): Partial<Strings> {
    return this.ownStrings
  }

  set strings(words: Partial<Strings>) {
    this.ownStrings = words
    if (this.life !== undefined) this.build()
  }

  /** Opens the window; the focus goes along only when a person has just pressed something. */
  open(): void {
    if (this.isOpen()) return
    this.focusBefore = focusedElement()
    this.setAttribute('open', '')
    // Browsers that cannot tell get no focus moved, which is the safer mistake.
    if (navigator.userActivation?.isActive) this.enter()
  }

  /** Closes the window and gives the focus back to where it was. */
  close(): void {
    if (!this.isOpen() || this.life?.options.mode === 'inline') return
    const hadFocus = this.shadow.activeElement !== null
    this.removeAttribute('open')
    if (!hadFocus) return
    const back = this.focusBefore?.isConnected === true ? this.focusBefore : this.life?.launcher
    back?.focus()
  }

  /** Opens the window and asks this as the patient. */
  send(text: string): void {
    const words = text.trim()
    if (words === '') return
    this.open()
    this.life?.chat.send(words)
  }

  /**
   * Erases the conversation, here and on the server.
   *
   * @throws ApiFailure when the server could not; then nothing is erased.
   */
  async reset(): Promise<void> {
    await this.life?.chat.forget()
  }

  private isOpen(): boolean {
    return this.hasAttribute('open') || this.life?.options.mode === 'inline'
  }

  private build(): void {
    this.end()
    const options = readOptions(this, scriptOrigin)
    const strings = stringsOf(options.locale, this.ownStrings)
    const language = languageOf(options.locale, this.ownStrings)
    const emit: Emit = (name, detail) => {
      const event = new CustomEvent(`bone-chat-${name}`, { detail, bubbles: true, composed: true })
      this.dispatchEvent(event)
    }
    const chat = createChat({
      options,
      strings,
      language,
      emit,
      close: () => this.close(),
      setSize: (size) => this.setSize(size),
      place: this.shadow,
    })
    const launcher = button('', () => this.open(), { class: 'launcher', part: 'launcher' })
    launcher.append(icon('chat'), options.label ?? strings.openChat)
    // The empty title keeps the browser from showing the element's own as a tooltip everywhere.
    const root = el('div', { lang: language, title: '', part: 'root' })
    const { element } = chat.window
    root.append(...(options.mode === 'inline' ? [] : [launcher]), element)
    this.shadow.replaceChildren(root)
    element.addEventListener('keydown', (event) => this.onKey(event))
    for (const sign of ['pointerdown', 'keydown']) element.addEventListener(sign, chat.touch)
    element.addEventListener('pointerdown', (event) => this.foldMenu(event))
    const screen = watchScreen(this.place, () => this.dress())
    this.life = { options, chat, emit, root, launcher, screen }
    this.dress()
    // On the next page the window is where it was, unless it would cover that page.
    const wasOpen = chat.memory.note('open') !== '' && !screen.isCovered()
    if (wasOpen && options.mode === 'floating') this.setAttribute('open', '')
    this.showOrHide()
  }

  private end(): void {
    this.life?.chat.stop()
    this.life?.screen.stop()
    this.life = undefined
  }

  private openOrClose(): void {
    if (this.life === undefined || this.life.options.mode === 'inline') return
    this.showOrHide()
    const isOpen = this.isOpen()
    this.life.chat.memory.keepNote('open', isOpen ? 'yes' : '')
    this.life.emit(isOpen ? 'open' : 'close', undefined)
  }

  private showOrHide(): void {
    if (this.life === undefined) return
    const { chat, launcher } = this.life
    const isOpen = this.isOpen()
    chat.window.element.hidden = !isOpen
    launcher.hidden = isOpen
    if (isOpen) void chat.start()
  }

  /** What only changes the looks. */
  private dress(): void {
    if (this.life === undefined) return
    const { root, chat, screen, options } = this.life
    const { theme, title } = readOptions(this, scriptOrigin)
    const size = sizeIn(chat.memory)
    root.className = `root ${theme} ${size} ${options.mode} ${options.side}`
    if (title !== undefined) chat.window.setTitle(title)
    const isModal = options.mode === 'floating' && screen.isCovered()
    if (isModal) chat.window.element.setAttribute('aria-modal', 'true')
    else chat.window.element.removeAttribute('aria-modal')
  }

  private setSize(size: Size): void {
    this.life?.chat.memory.keepNote('size', size)
    this.dress()
  }

  /** Puts the focus where the patient goes on; on a phone not into the field, whose keyboard hides the rest. */
  private enter(): void {
    if (this.life === undefined) return
    const { element, composer } = this.life.chat.window
    const isTouch = matchMedia('(pointer: coarse)').matches
    const field = isTouch || composer.element.hidden ? element : composer.field
    field.focus({ preventScroll: true })
  }

  private onKey(event: KeyboardEvent): void {
    if (this.life === undefined || event.isComposing) return
    const { chat, options, screen } = this.life
    const { element, menu } = chat.window
    if (event.key === 'Escape') {
      // One step at a time; and the clinic's page does not need to hear of it.
      event.stopPropagation()
      if (menu.isOpen()) menu.close()
      else this.close()
    }
    const isLoop = event.key === 'Tab' && options.mode === 'floating' && screen.isCovered()
    if (isLoop) loopFocus(event, element)
  }

  private foldMenu(event: Event): void {
    const { menu } = this.life?.chat.window ?? {}
    const [target] = event.composedPath()
    const isInside =
      target instanceof Node && (menu?.element.contains(target) || menu?.opener.contains(target))
    if (!isInside) menu?.close()
  }

  /** A page may have set `strings` before this script had come. */
  private takeEarlierProperty(): void {
    if (!Object.prototype.hasOwnProperty.call(this, 'strings')) return
    const words = this.strings
    Reflect.deleteProperty(this, 'strings')
    this.strings = words
  }
}

if (customElements.get('bone-chat') === undefined) customElements.define('bone-chat', BoneChat)
