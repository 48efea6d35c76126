/** The style sheet of the page; it stands in the page itself. */
export const pageCss = `
:root {
  color-scheme: light dark;
  --paper: #FBF9F5; --ink: #1F2A30; --ink-soft: #47555E; --line: #8A949B; --faint: #E8E6E1;
  --brand: #0F5C63; --bad: #A3121F; --good: #1E6B3A;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #12181B; --ink: #EEF2F3; --ink-soft: #B7C3C9; --line: #72808A; --faint: #263036;
    --brand: #7FD1CC; --bad: #FF9BA1; --good: #8FD3A6;
  }
}
body {
  margin: 0 auto; max-width: 76rem; padding: 16px; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 ui-sans-serif, system-ui, sans-serif; font-variant-numeric: tabular-nums;
}
h1 { font-size: 1.5rem; color: var(--brand); }
h2 { font-size: 1.125rem; margin: 32px 0 8px; }
p, li { max-width: 62rem; color: var(--ink-soft); overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { padding: 4px 12px; border-bottom: 1px solid var(--faint); text-align: start; vertical-align: top; }
th { color: var(--ink-soft); font-weight: 600; }
.right { text-align: end; white-space: nowrap; }
.said { min-width: 20rem; overflow-wrap: anywhere; }
summary { padding: 8px 0; cursor: pointer; color: var(--brand); }
svg { display: block; width: 100%; max-width: 640px; height: auto; font: 12px ui-sans-serif, system-ui, sans-serif; }
svg text { fill: var(--ink); }
.middle { text-anchor: middle; }
.end { text-anchor: end; }
.good { fill: var(--good); }
.bad { fill: var(--bad); }
.empty { fill: var(--faint); }
.axis { stroke: var(--line); }
.ideal { stroke: var(--line); stroke-dasharray: 4 4; }
.curve { fill: none; stroke: var(--brand); stroke-width: 2; }
circle { fill: var(--brand); }
`
