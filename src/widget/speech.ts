/** Reading aloud by the browser's own voice, where it has one. */

export interface Speech {
  /** Reads this; whatever was being read stops. @param onEnd Hears when it is over, however it ended. */
  readonly say: (text: string, onEnd?: () => void) => void
  readonly stop: () => void
}

/** Undefined where the browser cannot speak. */
export function createSpeech(language: string): Speech | undefined {
  if (!('speechSynthesis' in window)) return undefined
  const synthesis = window.speechSynthesis
  return {
    say: (text, onEnd = () => undefined) => {
      synthesis.cancel()
      const utterance = new SpeechSynthesisUtterance(text)
      utterance.lang = language
      // A little slower than the usual voice, which hurries.
      utterance.rate = 0.9
      utterance.onend = utterance.onerror = onEnd
      synthesis.speak(utterance)
    },
    stop: () => synthesis.cancel(),
  }
}
