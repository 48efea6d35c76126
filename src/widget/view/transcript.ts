/** All turns in their order, the unsent ones after them, and an open emergency above. */
import { button, el } from '../dom.js'
import type { OutboxEvent } from '../outbox.js'
import type { Message, Unsent } from '../reply.js'
import { chipsOf, type Chips } from './chips.js'
import { emergencyOf } from './emergency.js'
import { pendingOf, type Pending } from './pending.js'
import { createScroller } from './scroller.js'
import { answerOf, questionOf, type TurnParts } from './turn.js'

/** More than this at once makes old phones slow. */
const MAX_SHOWN = 200

export interface TranscriptParts extends TurnParts {
  /** The scrolling part, and the window that scrolls where it is too low. */
  readonly scrolling: { readonly inner: HTMLElement; readonly outer: HTMLElement }
  readonly emergencyNumber: () => string | undefined
  readonly retry: () => void
  readonly showEarlier: () => void
  readonly showNewest: () => void
}

export interface Transcript {
  /** Takes the open emergency; stands above the scrolling part. */
  readonly pinned: HTMLElement
  readonly show: (messages: readonly Message[]) => void
  readonly showEarlier: (messages: readonly Message[]) => void
  readonly follow: (messages: readonly Message[]) => void
  readonly asked: (unsent: Unsent) => void
  readonly delivery: (event: OutboxEvent, isOffline: boolean) => void
  /** @param keepsUnsent What is unsent goes on in the next conversation. */
  readonly clear: (keepsUnsent: boolean) => void
  readonly isEmpty: () => boolean
  readonly messages: () => readonly Message[]
}

interface Turn {
  readonly message: Message
  readonly element: HTMLElement
  readonly alarm: HTMLElement | undefined
  readonly chips: Chips | undefined
}

/** Fills the scrolling part. */
export function createTranscript(parts: TranscriptParts): Transcript {
  const { strings, scrolling } = parts
  const { inner, outer } = scrolling
  const scroller = createScroller(inner, outer)
  const pinned = el('div', { class: 'pinned' })
  const earlier = button(strings.earlier, parts.showEarlier, { class: 'more', hidden: true })
  const newest = button(strings.toNewest, parts.showNewest, { class: 'more', hidden: true })
  const list = el('div', { class: 'turns' })
  const unsentList = el('div', { class: 'turns' })
  const below = button(strings.newAnswer, () => showLast(), { class: 'below', hidden: true })
  inner.append(earlier, list, unsentList, newest, below)
  let turns: readonly Turn[] = []
  let openAlarm: HTMLElement | undefined
  /** The patient has scrolled since the last message was sent. */
  let hasWandered = false
  const pending = new Map<string, Pending>()

  const turnOf = (message: Message, hasChips: boolean): Turn => {
    const { reply, text, seq } = message
    const isEmergency = reply.urgency === 'emergency'
    const emergencyNumber = parts.emergencyNumber()
    const alarm = isEmergency
      ? emergencyOf(message, { strings, emergencyNumber, ask: parts.ask })
      : undefined
    const offered = isEmergency || !hasChips ? [] : reply.suggestions.map(({ text }) => text)
    // What leads to a topic has an intent; without one it answers the bot's own question.
    const isAnswer = reply.suggestions.every(({ intent }) => intent === undefined)
    const title = isAnswer ? strings.choose : strings.askNext
    const chips = offered.length === 0 ? undefined : chipsOf(title, offered, parts.ask)
    const attributes = { class: 'turn', part: 'turn', 'data-seq': String(seq), tabindex: '-1' }
    const element = el('article', attributes, questionOf(text, strings))
    const answer = alarm ?? answerOf(message, parts)
    if (answer !== undefined) element.append(answer)
    if (chips !== undefined) element.append(chips.element)
    return { message, element, alarm, chips }
  }

  /** The newest emergency is above all until a later reply has taken it back. */
  const pin = () => {
    const isOver = ({ message }: Turn) => message.reply.responseId === 'act.safe'
    const newestFirst = [...turns].reverse()
    const last = newestFirst.find((turn) => turn.alarm !== undefined || isOver(turn))
    // Where no turn settles it, what was pinned stays: its own turn may be out of view by now.
    if (last !== undefined) openAlarm = last.alarm
    // What moves loses the focus, so that goes to the conversation first.
    if (last?.alarm === undefined && pinned.matches(':focus-within')) inner.focus()
    for (const { alarm, element } of turns) {
      if (alarm === undefined) continue
      const place = alarm === openAlarm ? pinned : element
      if (alarm.parentElement !== place) place.append(alarm)
    }
    // It has been read; what is said since needs the room.
    pinned.classList.toggle('later', last?.alarm !== turns[turns.length - 1]?.alarm)
    for (const alarm of [...pinned.children]) if (alarm !== openAlarm) alarm.remove()
  }
  const tidy = () => {
    pin()
    earlier.hidden = (turns[0]?.message.seq ?? 1) <= 1
  }
  const append = (messages: readonly Message[]): readonly Turn[] => {
    turns[turns.length - 1]?.chips?.retire()
    const made = messages.map((message, index) => turnOf(message, index === messages.length - 1))
    turns = [...turns, ...made]
    list.append(...made.map(({ element }) => element))
    const tooMany = turns.length - MAX_SHOWN
    if (tooMany > 0 && newest.hidden) drop(turns.slice(0, tooMany))
    tidy()
    return made
  }
  const drop = (gone: readonly Turn[]) => {
    for (const { element } of gone) element.remove()
    turns = turns.filter((turn) => !gone.includes(turn))
  }
  const empty = () => {
    drop(turns)
    openAlarm = undefined
    newest.hidden = true
    below.hidden = true
    tidy()
  }
  const showLast = () => {
    below.hidden = true
    const last = turns[turns.length - 1]
    if (last !== undefined) scroller.showStartOf(last.element)
  }
  below.addEventListener('click', () => inner.focus())

  const answered = (unsent: Unsent, message: Message) => {
    const isFollowing = !hasWandered || scroller.isAtEnd()
    const hadFocus = pending.get(unsent.id)?.element.matches(':focus-within')
    takeOut(unsent.id)
    const [turn] = append([message])
    // From "Retry", which has gone.
    if (hadFocus) turn?.element.focus({ preventScroll: true })
    if (isFollowing) showLast()
    else below.hidden = false
  }
  const takeOut = (id: string) => {
    pending.get(id)?.show('queued')
    pending.get(id)?.element.remove()
    pending.delete(id)
  }
  // By the patient's own hand: the end itself moves when what is skipped turns out to be higher.
  for (const sign of ['wheel', 'touchmove', 'keydown', 'pointerdown']) {
    inner.addEventListener(sign, () => (hasWandered = true), { passive: true })
  }
  inner.addEventListener('scroll', () => {
    if (scroller.isAtEnd()) below.hidden = true
  })

  return {
    pinned,
    show: (messages) => {
      empty()
      append(messages)
      scroller.toEnd()
    },
    showEarlier: (messages) => {
      const made = messages.map((message) => turnOf(message, false))
      scroller.keepPlace(() => {
        turns = [...made, ...turns]
        list.prepend(...made.map(({ element }) => element))
        tidy()
      })
      if (turns.length > MAX_SHOWN) {
        drop(turns.slice(MAX_SHOWN))
        newest.hidden = false
        tidy()
      }
      // The button goes away with the last of them; its focus must not.
      if (earlier.hidden) made[0]?.element.focus({ preventScroll: true })
    },
    follow: (messages) => {
      for (const { messageId } of messages) takeOut(messageId)
      const isFollowing = scroller.isAtEnd()
      append(messages)
      if (isFollowing) showLast()
    },
    asked: (unsent) => {
      if (pending.has(unsent.id)) return
      // Its answer belongs behind the newest, and they are out of view.
      if (!newest.hidden) parts.showNewest()
      turns[turns.length - 1]?.chips?.retire()
      const place = pendingOf(unsent, strings, parts.retry)
      place.show(pending.size === 0 ? 'sending' : 'queued')
      pending.set(unsent.id, place)
      unsentList.append(place.element)
      hasWandered = false
      scroller.toEnd()
    },
    delivery: (event, isOffline) => {
      const { unsent } = event
      if (event.kind === 'answered') return answered(unsent, event.message)
      if (event.kind === 'refused') return takeOut(unsent.id)
      if (event.kind === 'sending') return pending.get(unsent.id)?.show('sending')
      pending.get(unsent.id)?.show(isOffline ? 'waiting' : 'failed')
      scroller.toEnd()
    },
    clear: (keepsUnsent) => {
      empty()
      if (keepsUnsent) return
      for (const id of [...pending.keys()]) takeOut(id)
      scroller.toStart()
    },
    isEmpty: () => turns.length === 0 && pending.size === 0,
    messages: () => turns.map(({ message }) => message),
  }
}
