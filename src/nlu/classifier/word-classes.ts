const CLASSES: Readonly<Record<string, string>> = {
  medicine:
    'abaloparatide aclasta actonel alendronate alendronic atelvia binosto bisphosphonate bisphosphonates boniva ' +
    'bonviva calcitonin denosumab evenity evista forsteo forteo fosamax ibandronate ibandronic prolia raloxifene ' +
    'reclast risedronate romosozumab teriparatide tymlos zoledronate zoledronic zometa',
  food:
    'almond almonds beans beef bread broccoli butter cereal cheese chicken cream dairy egg eggs fig figs fish juice ' +
    'kale kefir lentils meat milk nuts oat oats orange prunes salmon sardine sardines seeds soy soya spinach tofu ' +
    'tuna turkey yoghurt yogurt',
  drink: 'alcohol beer caffeine coffee cola coke soda spirits tea vape whisky wine',
  body_part:
    'ankle ankles arm arms back elbow feet foot groin hand hands heel hip hips jaw knee knees leg legs neck pelvis ' +
    'rib ribs shin shins shoulder shoulders spine thigh thighs toe toes wrist wrists',
  person:
    'aunt brother dad daughter father friend gran grandma he her him his husband mom mother mum nan partner she ' +
    'sister son uncle wife',
  sport:
    'badminton basketball bowling bowls dancing football golf gymnastics hockey netball pickleball rugby skating ' +
    'ski skiing snowboarding squash tennis volleyball',
  strength_move:
    'crunch crunches curl curls deadlift deadlifts lunge lunges plank planks press pushups row rows situps squat ' +
    'squats',
}

const CLASS_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(CLASSES).flatMap(([name, words]) =>
    words.split(' ').map((word): [string, string] => [word, name]),
  ),
)

/** Names what kind of thing a word is, where that tells more than the word; a rare medicine is still a medicine. */
export function classOfWord(word: string): string | undefined {
  if (/^\d+$/.test(word)) return `number_of_${Math.min(word.length, 3)}_digits`
  return CLASS_OF.get(word)
}
