/** The small patterns that a check-in is read by. */

/** Lower case, plain quotes and spaces, number words as figures, and no words about time or load. */
export function plainWords(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/[–—]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
  return [...TIMES_AND_LOADS, ...FIGURES].reduce(
    (words, [pattern, replacement]) => words.replace(pattern, replacement),
    plain,
  )
}

type Replacement = readonly [pattern: RegExp, replacement: string]

/** A clock time, a day of the month, minutes, sets and pounds are numbers that count nothing here. */
const TIMES_AND_LOADS: readonly Replacement[] = [
  [/\b\d{1,2}(?::\d{2})? ?(?:am|pm|a\.m\.?|p\.m\.?)(?!\w)/g, ' '],
  [/\b\d{1,2}:\d{2}\b/g, ' '],
  [/\b\d{1,2}(?:st|nd|rd|th)\b/g, ' '],
  [
    /\b(?:\d+|an?|one|two|ten|thirty|twenty|half an) ?-?(?:min(?:ute)?s?|hrs?|hours?|secs?|seconds?|lbs?|pounds?|kgs?|kilos?|reps?|sets?|steps|miles?|km|mg|years?|yrs?)(?: old)?\b(?: of)?/g,
    ' ',
  ],
  [/\b\d{1,2}\/\d{1,2}\/\d{2,4}\b/g, ' '],
  [/\b(?:week|wk|day) ?#?\d{1,2}\b/g, ' '],
]

const FIGURES: readonly Replacement[] = [
  // "Pain? 4. Falls? None."
  [/\b(pain|falls?|fell|sessions?)\?/g, '$1:'],
  ...Object.entries({
    zero: 0,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
  }).map(([word, number]): Replacement => [
    // "No one" and "this one" count nothing.
    new RegExp(`(?<!\\b(?:no|that|this|any|every|which) )\\b${word}\\b`, 'g'),
    String(number),
  ]),
  [/\b(?:a )?couple(?: of)?\b/g, '2'],
  [/(\d) (?:and a half|1\/2)\b/g, '$1.5'],
]

const ADVERB =
  '(?:about|around|maybe|only|just|like|probably|roughly|really|pretty much|at least|at most|up to|almost|nearly|a|an|the|all|my|got in|got|managed|of)'
const COUNT = '(?<count>\\d{1,3})'
const SESSION = '(?:ses+i?o?ns?|work ?-?outs?|wrkouts?|classes|class|exercise days|times|x|days?)'

/** How often: "3 sessions", "did 2", "worked out 3 times", "sessions: 2". */
export const SESSIONS: readonly RegExp[] = [
  new RegExp(`\\b${COUNT} ?(?:\\/|(?:out )?of) ?(?:the |my |all )?\\d{1,2} ${SESSION}\\b`),
  new RegExp(
    `\\b${COUNT} ?(?:more |full |short |good |great |exercise |gym |of the |of my )*${SESSION}\\b`,
  ),
  new RegExp(
    `\\b(?:sessions?|workouts?|exercises?)(?: done)?(?: this week)? ?(?:[:=-]|was|were|is|done)? ?${COUNT}\\b(?! ?(?:\\/|out of|of) ?10)`,
  ),
  new RegExp(
    `\\b(?:did|done|made|completed|finished|managed|got(?: in)?|had|exercised|worked out|trained)(?: it| them| my exercises| the exercises)?(?: ${ADVERB})* ${COUNT}\\b(?! ?(?:\\/|out of|of) ?10| ?falls?\\b)`,
  ),
  /\b(?<count>\d{1,2})(?: of \d)? (?:done|completed|finished)\b/,
  /^(?:i )?(?:only|just) (?<count>\d{1,2})\b(?= this week| ?[,.]|$)/,
  /(?:^|[\s,;])s ?(?<count>\d{1,2})\b/,
]

/** Words that mean a number of sessions. */
export const SESSION_WORDS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:no|0) (?:exercise|exercises|exercising|sessions?|workouts?)\b/, 0],
  [
    /\b(?:didn't|did not|didnt|haven't|have not|havent|couldn't|could not|couldnt|wasn't able to|unable to|not able to|never) (?:really |even |get to |manage to |manage |do |did |done |have time to |be able to |been able to )*(?:exercise|exercised|do my exercises|do the exercises|do any|any exercise|any exercises|any sessions?|any workouts?|my exercises|the exercises|work out|worked out|any|anything|a single session|it this week|do it)\b/,
    0,
  ],
  [
    /\b(?:skipped|missed) (?:it all|them all|all|everything|the (?:whole )?week|this week|every session)\b/,
    0,
  ],
  [/\b(?:did|done) (?:nothing|none)\b/, 0],
  [/\b(?:every ?day|daily|each day)\b/, 7],
  [/\bthrice\b/, 3],
  [/\b(?:twice|both (?:sessions?|workouts?|days|times|of them)|did both)\b/, 2],
  [/\bonce\b/, 1],
  [
    /\b(?:did|had|made|only|just) (?:just |only )?(?:a|an|the) (?:single )?(?:session|workout|class)\b/,
    1,
  ],
]

const SCORE = '(?<pain>\\d{1,3}(?:\\.\\d)?)'
const HIGHER = '(?: ?(?:-|to|or|\\/) ?(?<higher>\\d{1,2})(?! ?(?:sessions?|workouts?|falls?)\\b))?'
const OF_TEN = '(?: ?\\/ ?10| (?:out )?of (?:a possible )?10| on a scale of 10)'
const HURT =
  '(?:pain(?:ful)?(?: level| score| scale| wise)?|worst|hurts?|hurting|hurted|ache[sd]?|aching|sore(?:ness)?|discomfort)'
const BETWEEN =
  "(?:[:=,]|'s|is|was|were|at|about|around|like|like a|a|an|of|up to|maybe|only|level|lvl|score|life|now|today|this week|worst|at (?:its|the) worst|went|got|to|been|has|it|me|in|on|my|the|knees?|hips?|back|legs?|shoulders?|ankles?|feet|foot|neck|wrists?|thighs?|groin|lower|upper|left|right|some|bad|bit|lot|much|better|worse|pretty|hip|week|by|after|sessions?|-)"

/** How much it hurt: "pain 2", "7/10", "hurts about a 4", "back was 3 out of 10". */
export const PAIN: readonly RegExp[] = [
  // The last of a change is what holds now.
  new RegExp(
    `\\b(?:went|gone|going|down|up|dropped|improved|changed|fell|rose|eased) (?:up |down )?from (?:a )?(?:an )?\\d{1,2}(?:${OF_TEN})? (?:down |up )?to (?:a |an )?${SCORE}`,
  ),
  /\b(?:pain|hurts?|hurting|ache[sd]?)\b.{0,20}\bbetween (?:a )?(?<pain>\d{1,2}) and (?:a )?(?<higher>\d{1,2})\b/,
  new RegExp(`${SCORE}${HIGHER}${OF_TEN}`),
  new RegExp(
    `\\b${HURT}(?: ?${BETWEEN})* ?${SCORE}${HIGHER}(?! ?(?:sessions?|workouts?|times|days?|x)\\b(?! ?[:=]? ?\\d))(?! ?falls?\\b(?! ?[:=]? ?(?:\\d|n|y)))`,
  ),
  new RegExp(
    `(?<!\\d[,.]? ?)\\b${SCORE}${HIGHER} (?:for |on |level |of |in )?(?:the |my )?${HURT}\\b`,
  ),
  /(?:^|[\s,;])p ?(?<pain>\d{1,2})\b/,
]

/** Words that mean no pain at all. */
export const NO_PAIN =
  /\b(?:no|0|zero|without|without any|any|not any|free of|not in|wasn't in|never had|didn't have any) (?:real |more |new )?(?:pains?|hurt|aches?|soreness|discomfort)\b|\bpain ?-?free\b|\b(?:didn't|did not|didnt|doesn't|does not|doesnt|don't|do not|nothing|never|hasn't|not) (?:hurt(?:s|ing)?|ache[sd]?|painful|sore)\b|\b(?:pain|hurt|soreness) ?(?:[:=-]|was|is)? ?(?:none|nil|nothing|no)\b|\bpain(?:'s| is| has)? (?:all |now )?(?:gone|went away|disappeared)\b/

/** Pain that needs no number to be taken seriously. */
export const MUCH_PAIN =
  /\b(?:severe|terrible|awful|horrible|unbearable|excruciating|agonizing|agonising|extreme|killer|intense|crippling|worst(?= \w+ (?:of my life|ever|i've|ive|i have))|really bad|very bad|so bad|so much|lots of|a lot of|too much|bad) (?:\w+ )?(?:pain|ache|hurt)\b|\b(?:pain|hurts?|hurting|ache) (?:\w+ ){0,3}(?:so (?:bad|much)|really bad(?:ly)?|very bad(?:ly)?|terribl[ey]|awful(?:ly)?|like hell|like crazy|unbearabl[ey]|severe(?:ly)?|excruciating|a lot(?! (?:better|less)))\b|\bpain's (?:been )?(?:\w+ )?(?:terrible|awful|horrible|severe|unbearable|excruciating|so bad|really bad)\b|\bin agony\b|\bcan(?:'t|not|t) (?:stand|bear|take) the pain\b/

const PERSON =
  "(?:i|i've|ive|i have|we|and|then|but|also|so|yes|yeah|yep|yup|just|really|actually|almost certainly)"

/** A fall of the patient's own. */
export const FELL: readonly RegExp[] = [
  new RegExp(
    `(?:^|[.,;!?] ?|\\b${PERSON} )(?:just |also |then |even |have |had |did |actually )*(?:fell|fallen|fall down|fall)\\b(?! (?:asleep|behind|apart|short|off the wagon|in love|ill|sick|out of (?:breath|love|touch|shape|practice|habit|the habit)|out with)\\b)`,
  ),
  /\b(?:had|took|taken|suffered|with|was) (?:a|an|one|1|another|my first|2|3|two) (?:\w+ )?(?:falls?|tumbles?|spill)\b/,
  /\b[1-9]\d? (?:bad |small |minor |little |nasty )?falls?\b(?! (?:asleep|behind))/,
  /\b(?:tripped|slipped|stumbled|lost my balance|lost balance)\b.{0,30}\b(?:fell|went down|landed|hurt|banged|broke|bruised|twisted|sprained|cut|hit (?:my|the)|on (?:the|my) (?:floor|ground|butt|bottom|back|side|hip|knees?|hands?|face))\b/,
  /\b(?:i|and) (?:went down|landed on|ended up on the (?:floor|ground)|hit the (?:floor|ground|deck))\b/,
  /\bfalls? ?(?:[:=-]|was|were|is)? ?(?:yes|y|yep|yeah|[1-9]|once|twice|a few|1 time)\b/,
  /\b(?:yes|yep|yeah),? (?:a|1|one|had a|i had a|to (?:a |the )?)?\s?falls?\b/,
  /(?:^|[\s,;])f ?[1-9]\b/,
]

/** No fall, said as such. */
export const NO_FALL =
  /\b(?:no|0|zero|without|without any|without a|any|not any|nor|never|never had a|didn't have (?:a|any)|haven't had (?:a|any)|not a single|not a|not 1) (?:more |new |bad |real )?(?:falls?|fell|fallen|falling|tumbles?)\b|\b(?:didn't|did not|didnt|haven't|have not|havent|hasn't|not|never|nor did i|don't think i|dont) (?:\w+ )?(?:fall|fallen|fell|fallen? (?:down|over))\b|\bfalls? ?(?:[:=-]|was|were|is)? ?(?:no|n|none|nil|nope|never|0)\b|\b(?:no|zero|0) (?:pain|pains)? ?(?:,|and|or|nor|&)? ?(?:no )?falls?\b|\bfall ?-?free\b|(?:^|[\s,;])f ?0\b/

/** A fall that did not happen, is feared, or is somebody else's; nothing is known of the patient's own then. */
export const NOT_OWN_FALL =
  /\b(?:almost|nearly|about to|could have|could've|would have|might have|scared (?:of|to|i'd|that i(?:'d| would| might| will))|afraid (?:of|to|i'd|that i(?:'d| would| might| will))|fear of|worried (?:about|i'd|that i(?:'d| would| might| will))|prevent(?:ing)?|avoid(?:ing)?|if i|when i|in the|this|last|of) (?:\w+ )?(?:fall(?:ing|en|s)?|fell)\b|\b(?:my |his |her |the )?(?:wife|husband|mom|mother|dad|father|son|daughter|friend|sister|brother|neighbor|partner|dog|cat|phone|bar|barbell|weight|weights|dumbbell|cup|pain|it|he|she|they)(?: (?:has|had|just|also))? (?:fell|fallen|fall)\b/
