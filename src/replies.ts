/** What the bot says: the finished words of a turn, and what is shown beside them. */
import type { SlotName } from './slots.js'
import type { Urgency } from './types.js'

/** A button that leads on; its text is what the patient would say. */
export interface Suggestion {
  readonly text: string
  readonly intent?: string
}

/** A fact about the patient that changed the words of the reply. */
export interface UsedFact {
  readonly slot: SlotName
  /** As it is shown, with its unit: "T-score −2.7". */
  readonly label: string
  /** What the patient says to change it; absent where it cannot be asked anew. */
  readonly change?: string
}

/** A week, a sum: what is easier to look up than to read. `[n]` in a cell points at the n-th citation. */
export interface ReplyTable {
  readonly caption: string
  readonly columns: readonly string[]
  /** As many cells a row as there are columns. */
  readonly rows: readonly (readonly string[])[]
}

/** What to take along to a visit: told facts, and questions to ask. */
export interface VisitCard {
  readonly facts: readonly UsedFact[]
  readonly questions: readonly string[]
}

/** What people would rather look at than read: words and numbers for a drawing. `src/pictures` draws it. */
export type Picture = TScorePicture | CalciumPicture | WeekPicture

/** Words have true minus signs and no source marks. */
interface PictureWords {
  /** Stands above the drawing. */
  readonly title: string
  /** Says all that the drawing shows. */
  readonly alt: string
}

/** Where a T-score lies on its scale; all numbers are standard deviations. */
export interface TScorePicture extends PictureWords {
  readonly kind: 'tScore'
  /** From the highest to the lowest, without gaps; the outer ends are where the drawing ends. */
  readonly bands: readonly {
    readonly label: string
    readonly from: number
    readonly to: number
    /** What its lower end is printed as; absent for the last band. */
    readonly limit?: string
  }[]
  /** What the two ends of the scale mean. */
  readonly ends: { readonly high: string; readonly low: string }
  readonly mark: { readonly value: number; readonly label: string }
}

/** A day's calcium beside the daily need and the upper limit; all numbers are milligrams. */
export interface CalciumPicture extends PictureWords {
  readonly kind: 'calcium'
  /** In the order told; `amount` is how its milligrams are printed. */
  readonly foods: readonly {
    readonly label: string
    readonly mg: number
    readonly amount: string
  }[]
  readonly total: { readonly mg: number; readonly label: string }
  readonly need: { readonly mg: number; readonly label: string }
  readonly limit: { readonly mg: number; readonly label: string }
}

/** What is done on which day. */
export interface WeekPicture extends PictureWords {
  readonly kind: 'week'
  /** Short names of the seven days, in order. */
  readonly days: readonly string[]
  readonly rows: readonly {
    readonly label: string
    /** Places in `days`, from 0. */
    readonly on: readonly number[]
    /** Instead of days: "Most days". */
    readonly often?: string
  }[]
}

/** The finished words of a turn. */
export interface Reply {
  /** Content id of what was said: `heavy_lifting_safe.0`, `escalate.hip_fracture_now`, `fallback.unknown`. */
  readonly responseId: string
  /** `[n]` in a paragraph points at the n-th citation. */
  readonly paragraphs: readonly string[]
  readonly table?: ReplyTable
  readonly picture?: Picture
  readonly card?: VisitCard
  /** Approved wording for SMS: GSM-7, two segments at most. A channel never cuts it. */
  readonly shortText: string
  /** Source ids, in the order of their numbers. */
  readonly citations: readonly string[]
  readonly disclaimer?: string
  readonly because: readonly UsedFact[]
  readonly suggestions: readonly Suggestion[]
  readonly urgency?: Urgency
  /** A text message carries the paragraphs, in numbered parts, instead of the short text. */
  readonly isLong?: true
  /** A clinician had signed all its words; absent otherwise, so that nothing counts by mistake. */
  readonly isReviewed?: true
}
