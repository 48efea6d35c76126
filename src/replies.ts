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

/** The finished words of a turn. */
export interface Reply {
  /** Content id of what was said: `heavy_lifting_safe.0`, `escalate.hip_fracture_now`, `fallback.unknown`. */
  readonly responseId: string
  /** `[n]` in a paragraph points at the n-th citation. */
  readonly paragraphs: readonly string[]
  readonly table?: ReplyTable
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
