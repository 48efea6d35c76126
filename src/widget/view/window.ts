/** The whole window: puts its parts together and shows what becomes of the conversation. */
import type { Change, Ending } from '../conversation.js'
import { el } from '../dom.js'
import type { OutboxEvent } from '../outbox.js'
import { spokenText } from '../plain-text.js'
import type { Message, Welcome } from '../reply.js'
import type { SessionMemory } from '../session-memory.js'
import type { Speech } from '../speech.js'
import type { Options } from '../options.js'
import { directionOf, type Strings } from '../strings.js'
import { createComposer, type Composer } from './composer.js'
import { createHeader } from './header.js'
import { createLog } from './log.js'
import { createMenu, SIZES, type Menu, type Size } from './menu.js'
import { createOpening } from './opening.js'
import { createTranscript, type Transcript } from './transcript.js'
import { createTrouble, wordsForFailure, type Trouble } from './trouble.js'

/** What the window can ask of the rest. */
export interface WindowActions {
  readonly ask: (text: string) => void
  readonly retry: () => void
  readonly showEarlier: () => void
  readonly showNewest: () => void
  readonly copy: () => void
  readonly print: (card?: HTMLElement) => void
  readonly download: () => void
  readonly forget: () => void
  readonly giveFeedback: (seq: number, isHelpful: boolean, reason?: string) => Promise<void>
  readonly close: () => void
  readonly setSize: (size: Size) => void
}

export interface WindowParts {
  readonly options: Options
  readonly strings: Strings
  readonly language: string
  readonly memory: SessionMemory
  readonly speech: Speech | undefined
  readonly actions: WindowActions
}

export interface ChatWindow {
  readonly element: HTMLElement
  readonly composer: Composer
  readonly menu: Menu
  readonly transcript: Transcript
  readonly trouble: Trouble
  readonly setTitle: (title: string) => void
  readonly welcome: (welcome: Welcome) => void
  readonly apply: (change: Change) => void
  readonly announce: (text: string) => void
  /** Says this for the patient. */
  readonly ask: (text: string) => void
  /** What a doctor wants to see of it. */
  readonly printable: () => readonly HTMLElement[]
}

/** Makes the window; it is empty until it is told of a conversation. */
export function createWindow(parts: WindowParts): ChatWindow {
  const { options, strings, language, memory, speech, actions } = parts
  let welcomed: Welcome | undefined
  const log = createLog(strings.newMessages)
  const trouble = createTrouble()
  const menu = createMenu({
    strings,
    size: () => sizeIn(memory),
    setSize: actions.setSize,
    aloud: speech && {
      isOn: () => memory.note('aloud') !== '',
      set: (isOn) => {
        memory.keepNote('aloud', isOn ? 'yes' : '')
        if (!isOn) speech.stop()
      },
    },
    copy: actions.copy,
    print: () => actions.print(),
    download: actions.download,
    forget: actions.forget,
  })
  const isInline = options.mode === 'inline'
  const close = isInline ? undefined : actions.close
  const header = createHeader({ strings, title: options.title ?? strings.title, menu, close })
  const ask = (text: string) => {
    // Not agreed yet: it waits in the field.
    if (composer.element.hidden) return composer.write(text)
    trouble.clear()
    log.announce(`${strings.youAsked}: ${text}`)
    actions.ask(text)
  }
  const composer = createComposer({
    strings,
    draft: memory.note('draft'),
    send: ask,
    keep: (text) => memory.keepNote('draft', text),
  })
  const inner = el('div', {
    class: 'scroller',
    part: 'transcript',
    role: 'region',
    tabindex: '0',
    'aria-label': strings.conversation,
  })
  const frame = el('div', { class: 'frame', dir: directionOf(language) })
  const opening = createOpening({
    options,
    strings,
    memory,
    ask,
    setClosed: composer.setClosed,
    onAgreed: () => composer.field.focus(),
  })
  inner.append(opening.element)
  const transcript = createTranscript({
    strings,
    speech,
    ask,
    print: actions.print,
    announce: log.announce,
    giveFeedback: actions.giveFeedback,
    scrolling: { inner, outer: frame },
    emergencyNumber: () => welcomed?.clinic.emergencyNumber,
    retry: () => {
      trouble.clear()
      actions.retry()
    },
    showEarlier: actions.showEarlier,
    showNewest: actions.showNewest,
  })
  frame.append(header.element, transcript.pinned, inner, trouble.element, composer.element)
  const element = el(
    'div',
    {
      class: 'panel',
      part: 'panel',
      role: isInline ? 'region' : 'dialog',
      'aria-labelledby': header.titleId,
      tabindex: '-1',
    },
    frame,
    log.element,
  )

  opening.greet(undefined)

  const hear = (message: Message) => {
    const text = spokenText(message.reply)
    if (text === '') return
    log.announce(`${strings.answer}: ${text}`)
    if (memory.note('aloud') !== '') speech?.say(text)
  }

  const deliver = (event: OutboxEvent) => {
    const isOffline = event.kind === 'failed' && event.code === 'OFFLINE'
    transcript.delivery(event, isOffline)
    switch (event.kind) {
      case 'sending':
        return
      case 'answered':
        trouble.clear()
        return hear(event.message)
      case 'refused':
        // Given back, unless something new is being written.
        if (composer.field.value === '') composer.write(event.unsent.text)
        return trouble.show(failure(event.code))
      case 'failed':
        return trouble.show(failure(event.code))
    }
  }
  const failure = (code: string) => wordsForFailure(code, strings, welcomed?.clinic.emergencyNumber)

  const ended = (why: Ending) => {
    transcript.clear(why === 'lost')
    trouble.clear()
    if (why !== 'lost') composer.write('')
    opening.element.hidden = false
    opening.greet(welcomed, strings[why])
    if (why !== 'lost') log.clear()
    log.announce(strings[why])
  }

  return {
    element,
    composer,
    menu,
    transcript,
    trouble,
    setTitle: header.setTitle,
    announce: log.announce,
    ask,
    printable: () => [transcript.pinned, inner],
    welcome: (welcome) => {
      welcomed = welcome
      composer.setLimit(welcome.maxTextLength)
      if (transcript.isEmpty()) opening.greet(welcome)
    },
    apply: (change) => {
      switch (change.kind) {
        case 'shown':
          opening.element.hidden = change.messages.length > 0
          return transcript.show(change.messages)
        case 'earlier':
          return transcript.showEarlier(change.messages)
        case 'followed':
          opening.retire()
          return transcript.follow(change.messages)
        case 'asked':
          opening.retire()
          return transcript.asked(change.unsent)
        case 'ended':
          return ended(change.why)
        case 'unreachable':
          return trouble.show(
            change.code === 'ORIGIN_REFUSED' ? strings.refusedPage : strings.unreachable,
          )
        case 'sending':
        case 'answered':
        case 'failed':
        case 'refused':
          return deliver(change)
      }
    },
  }
}

/** The size of text that this reader has chosen. */
export function sizeIn(memory: SessionMemory): Size {
  return SIZES.find((size) => size === memory.note('size')) ?? 'normal'
}
