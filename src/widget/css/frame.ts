/** The launcher, the window, and what stays in place inside it. */

export const frame = `
:host { display: contents; }
:host([hidden]) { display: none; }
:host([mode="inline"]) { display: block; block-size: 40rem; min-block-size: 0; }
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
button {
  border: 1px solid transparent; background: none; color: inherit; font: inherit; line-height: 1.3; text-align: start;
  cursor: pointer;
}
h2, h3, h4, h5, p, ul, ol, figure { margin: 0; padding: 0; }
h2, h3, h4, h5 { font-size: 1em; font-weight: 700; line-height: 1.3; }
.unseen {
  position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap;
}
:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }
[tabindex="-1"]:focus { outline: none; }
.icon {
  inline-size: 1.35em; block-size: 1.35em; flex: none; fill: none; stroke: currentColor;
  stroke-width: 1.9; stroke-linecap: round; stroke-linejoin: round;
}
.launcher {
  position: fixed; z-index: var(--bone-chat-z-index, 2147483000);
  inset-block-end: var(--bone-chat-offset, 20px); inset-inline-end: var(--bone-chat-offset, 20px);
  display: inline-flex; align-items: center; gap: 10px; min-block-size: 60px; padding: 8px 24px 8px 20px;
  max-inline-size: calc(100vw - 40px);
  border-radius: 999px; background: var(--brand); color: var(--surface);
  font-weight: 700; box-shadow: var(--shadow);
}
.start .launcher { inset-inline: var(--bone-chat-offset, 20px) auto; }
.launcher:hover { background: var(--ink); }
.launcher:focus-visible { outline: 3px solid var(--brand); outline-offset: 3px; }
.panel { container: window / size; color: var(--ink); background: var(--paper); overflow: hidden; }
.panel:focus { outline: none; }
.floating .panel {
  position: fixed; z-index: var(--bone-chat-z-index, 2147483000);
  inset-block-end: var(--bone-chat-offset, 20px); inset-inline-end: var(--bone-chat-offset, 20px);
  inline-size: min(var(--bone-chat-width, 26em), calc(100vw - 40px));
  block-size: min(var(--bone-chat-height, 42em), calc(100vh - 40px));
  block-size: min(var(--bone-chat-height, 42em), calc(100dvh - 40px));
  border: 1px solid var(--edge); border-radius: 18px; box-shadow: var(--shadow);
}
.floating.start .panel { inset-inline: var(--bone-chat-offset, 20px) auto; }
.inline, .inline .panel { block-size: 100%; }
.inline .panel { border: 1px solid var(--edge); border-radius: 18px; }
.frame {
  position: relative; display: flex; flex-direction: column; block-size: 100%;
}
.head {
  position: relative; z-index: 3; display: flex; align-items: center; gap: 4px; padding: 10px 8px 10px 20px;
  padding-inline: 20px 8px; background: var(--surface); border-block-end: 1px solid var(--edge);
}
.name { flex: 1; min-inline-size: 0; }
h2 { color: var(--brand); font-size: 1.15em; }
.name p { color: var(--ink-soft); font-size: var(--small); line-height: 1.3; }
.top {
  display: flex; align-items: center; justify-content: center; gap: 6px; flex: none; min-inline-size: 48px;
  min-block-size: 48px; padding: 4px 12px; border-radius: 999px;
  color: var(--ink);
}
.top .icon { inline-size: 1.15em; block-size: 1.15em; }
.top:hover, .top[aria-expanded="true"] { background: var(--brand-soft); color: var(--brand); }
.menu {
  position: absolute; inset-block-start: calc(100% - 4px); inset-inline-end: 8px; display: grid; gap: 2px;
  inline-size: min(20em, calc(100% - 16px)); max-block-size: calc(100cqb - 5em); overflow: auto; padding: 8px;
  border: 1px solid var(--line); border-radius: 14px; background: var(--surface); box-shadow: var(--shadow);
}
.item {
  min-block-size: 48px; padding: 8px 12px; border-radius: 10px;
  color: var(--ink);
}
.item:hover { background: var(--brand-soft); }
.toggle { display: flex; align-items: center; justify-content: space-between; gap: 12px; }
.toggle::after {
  content: ""; flex: none; inline-size: 44px; block-size: 26px; border: 2px solid var(--line); border-radius: 999px;
  background: radial-gradient(circle at 11px 50%, var(--line) 7px, transparent 8px);
}
.toggle[aria-pressed="true"]::after {
  border-color: var(--brand); background: radial-gradient(circle at 29px 50%, var(--surface) 7px, var(--brand) 8px);
}
.sizes { display: flex; align-items: center; gap: 8px; padding: 4px 12px; }
.sizes > span { flex: 1; }
.size {
  inline-size: 48px; block-size: 48px; padding: 0; border: 1px solid var(--line); border-radius: 10px;
  background: var(--surface); color: var(--ink); font-size: 17px; line-height: 1; text-align: center;
}
.size.large { font-size: 22px; }
.size.largest { font-size: 28px; }
.size[aria-pressed="true"] {
  border: 2px solid var(--brand); background: var(--brand-soft); color: var(--brand); font-weight: 700;
}
.danger, .item.danger { color: var(--alarm); }
.chip.danger { border-color: var(--alarm); background: var(--surface); color: var(--alarm); }
.forget { display: grid; gap: 12px; padding: 8px; }
.scroller {
  position: relative; flex: 1; min-block-size: 0; overflow-y: auto; overscroll-behavior: contain; padding: 20px;
  scrollbar-width: thin; scrollbar-color: var(--line) transparent;
}
.scroller:focus-visible { outline-offset: -3px; }
.scroller > *, .composer > * { inline-size: 100%; max-inline-size: 44em; margin-inline: auto; }
.scroller > * + * { margin-block-start: 24px; }
.composer {
  display: grid; gap: 6px; padding: 12px 16px 12px; padding-block-end: max(12px, env(safe-area-inset-bottom));
  background: var(--surface); border-block-start: 1px solid var(--edge);
}
.composer label { font-weight: 700; line-height: 1.3; }
.label { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 12px; }
.line { display: flex; align-items: flex-end; gap: 8px; }
.grow { display: grid; flex: 1; min-inline-size: 0; }
.grow::after { content: attr(data-text) " "; white-space: pre-wrap; visibility: hidden; overflow: hidden; }
.grow::after, textarea { max-block-size: 8.6em; }
.grow::after, textarea {
  grid-area: 1 / 1; inline-size: 100%; min-block-size: 50px; padding: 10px 14px; border: 1px solid var(--line);
  border-radius: 14px; font: inherit; line-height: 1.4;
}
textarea { background: var(--surface); color: var(--ink); resize: none; overflow-y: auto; }
textarea:focus { outline: 3px solid var(--brand); outline-offset: 0; border-color: var(--brand); }
.hint { color: var(--ink-soft); font-size: var(--small); line-height: 1.35; }
.warm-text { color: var(--warm); font-weight: 700; }
.primary {
  min-block-size: 50px; min-inline-size: 84px; padding: 8px 20px; border-radius: 999px;
  background: var(--brand); color: var(--surface); font-weight: 700; text-align: center;
  transition: background-color 150ms;
}
.primary:hover { background: var(--ink); }
.trouble:not(:empty) {
  margin: 0 16px 12px; padding: 12px 16px; border: 1px solid var(--warm); border-radius: 14px;
  background: var(--warm-soft); color: var(--ink); font-size: var(--small); line-height: 1.4;
}
.below {
  position: sticky; inset-block-end: 0; display: block; margin-inline: auto; min-block-size: 44px; padding: 6px 18px;
  border-radius: 999px; background: var(--ink); color: var(--surface);
  box-shadow: var(--shadow);
}
`
