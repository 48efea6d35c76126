/** Two looks in turn, so that neighbours in a bar differ. */
export type Tone = 'dark' | 'light'

/** The look of each food; one that adds nothing is not in the bar and takes no turn. */
export function tonesOf(foods: readonly { readonly mg: number }[]): readonly Tone[] {
  return foods.map(({ mg }, index) => {
    const drawnBefore = foods.slice(0, index).filter((food) => food.mg > 0).length
    return mg > 0 && drawnBefore % 2 === 0 ? 'dark' : 'light'
  })
}
