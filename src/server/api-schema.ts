/** The bodies that the API takes and gives. Strict: an unknown key is an error, so nothing slips by. */
import { z } from 'zod'
import { picture } from './picture-schema.js'

/** Past this, a text is refused; between 500 and this, the bot asks kindly for fewer words. */
export const maxTextLength = 4000

/** Ids and tokens of ours, and message ids of clients: safe in a file name, a cookie and a header. */
export const opaqueId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,128}$/, 'must be 1 to 128 of A-Z a-z 0-9 _ -')

const noNul = (text: string) => !text.includes('\0')

export const openBody = z.strictObject({}).meta({ description: 'Empty; may be left out.' })

export const messageBody = z.strictObject({
  id: opaqueId.meta({
    description:
      'The client’s own id; sent again, the same reply comes back and no second turn is taken.',
  }),
  text: z
    .string()
    .max(maxTextLength, `must be at most ${maxTextLength} characters`)
    .regex(/\S/, 'must not be empty')
    .refine(noNul, 'must not contain NUL'),
})

export const feedbackBody = z.strictObject({
  seq: z.int().min(1),
  isHelpful: z.boolean(),
  reason: z
    .string()
    .max(500, 'must be at most 500 characters')
    .refine(noNul, 'must not contain NUL')
    .optional(),
})

const wholeNumber = z
  .string()
  .regex(/^\d{1,9}$/, 'must be a whole number')
  .transform(Number)

export const historyQuery = z.strictObject({
  after: wholeNumber.optional().meta({ description: 'Only messages with a greater seq.' }),
  before: wholeNumber.optional().meta({ description: 'Only messages with a smaller seq.' }),
  last: wholeNumber.optional().meta({ description: 'Of these only the newest, so many.' }),
})

/** What a client shows before the first message. */
export const welcome = z.strictObject({
  clinic: z.strictObject({
    name: z.string(),
    phone: z.string().optional(),
    hours: z.string().optional(),
    emergencyNumber: z.string(),
    retentionDays: z.int().min(1),
  }),
  examples: z.array(z.string()).meta({ description: 'Questions worth a button.' }),
  maxTextLength: z.int().min(1).meta({ description: 'Longer messages are read only in part.' }),
  reviewed: z.enum(['all', 'some', 'none']).meta({
    description: 'How much of all wording a clinician has signed.',
  }),
})

export const opened = z.strictObject({ conversationId: z.string(), token: z.string() })

export const citation = z.strictObject({
  n: z.int().min(1).meta({ description: '`[n]` in a paragraph points here.' }),
  id: z.string(),
  title: z.string(),
  organisation: z.string(),
  year: z.int().optional(),
  kind: z.string(),
  url: z.url(),
})

export const reply = z.strictObject({
  responseId: z.string(),
  paragraphs: z.array(z.string()),
  card: z
    .strictObject({
      facts: z.array(z.strictObject({ slot: z.string(), label: z.string() })),
      questions: z.array(z.string()),
    })
    .optional()
    .meta({ description: 'To take along to a visit: what was told, and questions to ask.' }),
  table: z
    .strictObject({
      caption: z.string(),
      columns: z.array(z.string()),
      rows: z.array(z.array(z.string())),
    })
    .optional()
    .meta({
      description: 'Shown under the paragraphs; `[n]` in a cell points at the n-th citation.',
    }),
  picture: picture.optional(),
  shortText: z.string(),
  citations: z.array(citation),
  disclaimer: z.string().optional(),
  because: z.array(
    z.strictObject({
      slot: z.string(),
      label: z.string(),
      change: z
        .string()
        .optional()
        .meta({ description: 'Sent as a message, it changes the fact.' }),
    }),
  ),
  suggestions: z.array(z.strictObject({ text: z.string(), intent: z.string().optional() })),
  urgency: z.enum(['emergency', 'same_day', 'soon']).optional(),
  isReviewed: z.boolean().meta({
    description: 'A clinician has signed these words; while false, say that none has yet.',
  }),
})

export const answered = z.strictObject({
  seq: z.int().min(1),
  messageId: z.string(),
  receivedAt: z.iso.datetime(),
  decision: z.enum(['escalate', 'answer', 'ask', 'clarify', 'act', 'handoff', 'fallback']),
  reply,
  /** Only of a reply that was given while nothing could be kept: its `seq` will be another reply's. */
  isKept: z.literal(false).optional(),
})

export const history = z.strictObject({
  messages: z.array(z.strictObject({ ...answered.shape, text: z.string() })),
})

export const handoffId = z.string().regex(/^[0-9a-f]{32}$/, 'must be the id of a request')

const MAX_LISTED = 100

/** How many entries of a staff list are wanted at once. */
export const pageLimit = z
  .string()
  .regex(/^\d{1,3}$/, 'must be a whole number')
  .transform(Number)
  .refine((limit) => limit >= 1 && limit <= MAX_LISTED, `must be 1 to ${MAX_LISTED}`)

export const handoffsQuery = z.strictObject({
  state: z.enum(['new', 'done']).optional(),
  after: handoffId.optional(),
  limit: pageLimit.optional(),
})

export const handoff = z.strictObject({
  id: handoffId,
  createdAt: z.iso.datetime(),
  channel: z.enum(['web', 'sms', 'console']),
  name: z.string().optional(),
  contact: z.strictObject({
    kind: z.enum(['phone', 'email']),
    value: z.string().meta({ description: 'E.164 of a telephone.' }),
    shown: z.string(),
  }),
  bestTime: z.string().optional(),
  about: z.string().meta({ description: 'In the words of the patient.' }),
  facts: z
    .array(z.string())
    .optional()
    .meta({ description: 'What the patient told the chat; only if they agreed.' }),
  reason: z.enum([
    'asked',
    'two_fallbacks',
    'complaint',
    'appointment',
    'cost',
    'complex',
    'danger',
  ]),
  state: z.enum(['new', 'done']),
  deliveries: z.array(
    z.strictObject({
      by: z.enum(['email', 'webhook']),
      state: z.enum(['due', 'sent', 'failed']),
      attempts: z.int().min(0),
    }),
  ),
})

export const handoffList = z.strictObject({ handoffs: z.array(handoff) })

export const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string().meta({ description: 'Stable; decide by it.' }),
  field: z.string().optional(),
})

export type Welcome = z.infer<typeof welcome>
export type Opened = z.infer<typeof opened>
export type Answered = z.infer<typeof answered>
export type History = z.infer<typeof history>
export type Handoff = z.infer<typeof handoff>
export type HandoffList = z.infer<typeof handoffList>
