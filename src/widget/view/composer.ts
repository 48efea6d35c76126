/** Where the patient writes. */
import { el } from '../dom.js'
import { fill, type Strings } from '../strings.js'

/** The server refuses more. */
const HARD_LIMIT = 4000
/** What it reads best, until it has told its own. */
const USUAL_LIMIT = 500

export interface Composer {
  readonly element: HTMLElement
  readonly field: HTMLTextAreaElement
  readonly setLimit: (maxTextLength: number) => void
  readonly write: (text: string) => void
  /** Closed until the patient has agreed. */
  readonly setClosed: (isClosed: boolean) => void
}

export interface ComposerParts {
  readonly strings: Strings
  readonly draft: string
  readonly send: (text: string) => void
  /** Keeps what is not sent yet. */
  readonly keep: (text: string) => void
}

/** Makes the form; Enter sends, Shift and Enter begin a new line. */
export function createComposer({ strings, draft, send, keep }: ComposerParts): Composer {
  let limit = USUAL_LIMIT
  const hint = el('p', { class: 'hint', id: 'hint' }, strings.hint)
  const field = el('textarea', {
    id: 'question',
    rows: '1',
    dir: 'auto',
    maxlength: String(HARD_LIMIT),
    enterkeyhint: 'send',
    autocomplete: 'off',
    'aria-describedby': 'hint',
    part: 'input',
  })
  // The same text in a hidden twin makes the field as high as its lines, without a script that measures.
  const grow = el('div', { class: 'grow' }, field)
  const submit = el('button', { type: 'submit', class: 'primary', part: 'send' }, strings.send)
  const element = el(
    'form',
    { class: 'composer', part: 'composer' },
    el('div', { class: 'label' }, el('label', { for: 'question' }, strings.yourQuestion), hint),
    el('div', { class: 'line' }, grow, submit),
  )

  const follow = () => {
    grow.setAttribute('data-text', field.value)
    const { length } = field.value
    const isLong = length > limit
    hint.textContent = isLong ? fill(strings.tooLong, { max: limit, length }) : strings.hint
    hint.classList.toggle('warm-text', isLong)
  }
  const write = (text: string) => {
    field.value = text
    follow()
    keep(text)
  }
  field.addEventListener('input', () => {
    follow()
    keep(field.value)
  })
  field.addEventListener('keydown', (event) => {
    // 229: Safari ends the composition before this key is told.
    const isComposing = event.isComposing || event.keyCode === 229
    if (event.key !== 'Enter' || event.shiftKey || isComposing) return
    event.preventDefault()
    element.requestSubmit()
  })
  element.addEventListener('submit', (event) => {
    event.preventDefault()
    const text = field.value.trim()
    if (text === '') return field.focus()
    write('')
    send(text)
  })
  field.value = draft
  follow()
  return {
    element,
    field,
    setLimit: (maxTextLength) => {
      limit = maxTextLength
      follow()
    },
    write,
    setClosed: (isClosed) => {
      element.hidden = isClosed
    },
  }
}
