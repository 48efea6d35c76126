/** All styles of the widget as one text, made into a style sheet where it is used. */
import { PICTURE_CSS } from '../../pictures/drawing.js'
import { answer } from './answer.js'
import { frame } from './frame.js'
import { media } from './media.js'
import { tokens } from './tokens.js'

export const CSS_TEXT = [tokens, frame, answer, PICTURE_CSS, media].join('')

/**
 * Makes a constructable sheet, which a strict policy allows where `<style>` is refused.
 *
 * @param view The window whose document will use it: a sheet belongs to one document.
 */
export function sheetOf(text: string, view: typeof globalThis = globalThis): CSSStyleSheet {
  const sheet = new view.CSSStyleSheet()
  sheet.replaceSync(text)
  return sheet
}
