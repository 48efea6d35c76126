import type { Example } from '../../src/nlu/classifier/train.js'

/** Three small topics and some talk that belongs to none; made up for tests, not for patients. */
const UTTERANCES: Readonly<Record<string, readonly string[]>> = {
  bake_bread: [
    'how do I bake bread',
    'my bread does not rise in the oven',
    'which flour is best for a loaf of bread',
    'how long should the dough rise before baking',
    'baking a loaf with yeast at home',
    'how hot must the oven be for bread',
    'can I bake bread without yeast',
    'kneading dough by hand for a crusty loaf',
    'why is my loaf so dense and the dough sticky',
    'what flour and how much yeast for one loaf',
  ],
  water_plants: [
    'how often should I water my plants',
    'my plants have yellow leaves',
    'how much water does a cactus need',
    'the leaves of my fern are dry',
    'watering the garden in summer',
    'do I water the roses in the evening',
    'are yellow leaves a sign of too much water',
    'when do plants in pots need water',
    'should I water the garden every day in summer',
    'my cactus has had no water for a month',
  ],
  repair_bicycle: [
    'how do I repair a flat tyre on my bicycle',
    'the chain of my bicycle keeps falling off',
    'my brakes squeak when I ride',
    'how to oil a bicycle chain',
    'what pressure for a bicycle tyre',
    'replace the brakes on an old bicycle',
    'patch a tyre on a ride',
    'the wheel of my bicycle wobbles and the brakes rub',
    'chain slips when I ride uphill',
    'how tight should a bicycle chain be',
  ],
  change_language: [
    'can you speak another language',
    'switch the language please',
    'по-русски пожалуйста',
    '日本語でお願いします',
    'μπορείτε να μιλήσετε ελληνικά',
    'please speak my language',
    'another language please',
    'هل تتكلم العربية',
  ],
  none: [
    'who won the football match',
    'book me a flight to Rome',
    'what is the capital of Peru',
    'play some music',
    'tell me the weather for tomorrow',
    'how old is the moon',
    'transfer money to my account',
    'set an alarm for seven',
    'who painted that picture',
    'sell my shares tomorrow',
  ],
}

export const MADE_UP_EXAMPLES: readonly Example[] = Object.entries(UTTERANCES).flatMap(
  ([intent, texts]) => texts.map((text) => ({ text, intent })),
)
