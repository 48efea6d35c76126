/** The colours and the type that the page and the widget share. Meaning never hangs on a colour alone. */

/** Custom properties of the light look; each text colour has 4.5:1 or more on its ground. */
export const LIGHT = `
  --paper: #FBF9F5; --surface: #FFFFFF; --ink: #1F2A30; --ink-soft: #47555E; --line: #8A949B;
  --brand: #0F5C63; --brand-soft: #E3F0EF; --warm: #8A4B12; --warm-soft: #FBEFE0;
  --alarm: #A3121F; --alarm-soft: #FDEBEC; --good: #1E6B3A;
`

/** The same names for the dark look. */
export const DARK = `
  --paper: #12181B; --surface: #1B2327; --ink: #EEF2F3; --ink-soft: #B7C3C9; --line: #72808A;
  --brand: #7FD1CC; --brand-soft: #15383A; --warm: #F0BE85; --warm-soft: #33271A;
  --alarm: #FF9BA1; --alarm-soft: #3B1A1D; --good: #8FD3A6;
`

/** What the patient's own device reads best. */
export const FONTS =
  'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif'
