/** A page with the widget on it, as a clinic would write it, and what the clinic can set. */
import { html } from './html.js'
import type { Html } from './html.js'
import { cssPath } from './page-css.js'

type Rows = readonly (readonly [name: string, meaning: string])[]

const attributes: Rows = [
  ['api', 'Address of the bot. Without it: where the script came from.'],
  [
    'mode',
    'floating (a button in the corner) or inline (a part of the page, as high as you make it).',
  ],
  ['side', 'end or start: the corner of the button.'],
  ['open', 'The window is open. It comes and goes with the window.'],
  ['title', 'Name in the head of the window.'],
  ['label', 'Words on the button in the corner.'],
  ['theme', 'auto (as the device is set), light or dark.'],
  ['locale', 'Language of the widget’s own words; en is there.'],
  ['privacy-url', 'Your page about data (https); it is linked before the first message.'],
  ['consent', 'notice (writing is agreement) or ask (a button must be pressed first).'],
  ['idle-minutes', 'After so long without use the conversation leaves this device; 60 without it.'],
]

const events: Rows = [
  ['bone-chat-open', 'The window was opened.'],
  ['bone-chat-close', 'The window was closed.'],
  ['bone-chat-message', 'detail: role (patient or bot) and seq. Never the words.'],
  ['bone-chat-emergency', 'An emergency reply was shown. detail: seq.'],
  ['bone-chat-error', 'Something failed. detail: code, the stable code of the problem.'],
  ['bone-chat-reset', 'The conversation is over on this device: erased, expired or left unused.'],
]

const properties: Rows = [
  [
    '--bone-chat-brand',
    'Buttons, links and the patient’s own words. On it stands --bone-chat-surface.',
  ],
  ['--bone-chat-brand-soft', 'Ground of chips and marks.'],
  ['--bone-chat-paper', 'Ground of the window.'],
  ['--bone-chat-surface', 'Ground of cards, of the head and of the field.'],
  ['--bone-chat-ink', 'Text.'],
  ['--bone-chat-ink-soft', 'Sources and notes.'],
  ['--bone-chat-line', 'Edges of controls.'],
  ['--bone-chat-dark-…', 'The same names for the dark look. Warm, alarm and good are there too.'],
  ['--bone-chat-font', 'Font family.'],
  ['--bone-chat-width, -height', 'Size of the floating window; in em it grows with the text.'],
  ['--bone-chat-offset', 'Distance from the corner; 20px.'],
  ['--bone-chat-z-index', 'Place above your page.'],
]

const parts =
  'launcher root panel header title more close menu transcript greeting consent turn question answer mark sources source table picture card because fact disclaimer chips chip emergency call typing retry error composer input send'

const calls: readonly (readonly [method: string, argument: string, label: string])[] = [
  ['open', '', 'open()'],
  ['close', '', 'close()'],
  ['send', 'How much calcium do I need?', 'send("How much calcium do I need?")'],
  ['reset', '', 'reset()'],
]

const snippet = `<script src="https://bot.example/widget.js" defer></script>
<bone-chat title="Bone health" privacy-url="https://clinic.example/privacy"></bone-chat>`

const policy = `script-src https://bot.example; connect-src https://bot.example`

const styling = `bone-chat { --bone-chat-brand: #5B2A86; --bone-chat-brand-soft: #F1E9F8; }
bone-chat::part(launcher) { border-radius: 12px; }`

function table(caption: string, rows: Rows): Html {
  const body = rows.map(
    ([name, meaning]) =>
      html`<tr>
        <th scope="row"><code>${name}</code></th>
        <td>${meaning}</td>
      </tr>`,
  )
  return html`<table>
    <caption>
      ${caption}
    </caption>
    <tbody>
      ${body}
    </tbody>
  </table>`
}

/** Scrolls by itself where it is too wide, so that the page does not. */
function code(label: string, text: string): Html {
  return html`<pre tabindex="0" role="region" aria-label="${label}"><code>${text}</code></pre>`
}

const buttons = calls.map(
  ([method, argument, label]) =>
    html`<button type="button" data-call="${method}" data-argument="${argument}">${label}</button>`,
)

/** The whole document; the same for everybody. */
export const demoHtml = html`<!doctype html>
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex" />
      <title>The chat on your page – Bonewise</title>
      <link rel="stylesheet" href="${cssPath}" />
      <link rel="stylesheet" href="/demo.css" />
      <script src="/widget.js" defer></script>
      <script src="/demo.js" defer></script>
    </head>
    <body>
      <header>
        <h1>The chat on your page</h1>
        <p class="quiet">
          This page stands for a clinic’s own. The button in the corner is the widget.
        </p>
      </header>
      <main>
        <section class="demo" aria-labelledby="tag">
          <h2 id="tag">Put it on</h2>
          <p>One script and one element. Nothing else is loaded, from us or from anybody.</p>
          ${code('The tags', snippet)}
          <p>Your page’s origin must stand in the bot’s <code>ALLOWED_ORIGINS</code>.</p>
        </section>
        <section class="demo" aria-labelledby="attributes">
          <h2 id="attributes">Set it up</h2>
          ${table('Attributes', attributes)}
        </section>
        <section class="demo" aria-labelledby="methods">
          <h2 id="methods">Call it</h2>
          <p>Methods of the element. Press one to try it.</p>
          <div class="chips">${buttons}</div>
          <p>
            <code>reset()</code> erases the conversation here and on the server. To use your own
            words, set <code>strings</code>, for example
            <code>{ openChat: "Ask about bones" }</code>.
          </p>
        </section>
        <section class="demo" aria-labelledby="events">
          <h2 id="events">Listen to it</h2>
          <p>Events bubble up to your page. They never carry what was said.</p>
          ${table('Events', events)}
          <h3 id="heard">Heard on this page</h3>
          <ol class="heard" id="log" aria-labelledby="heard"></ol>
          <p class="quiet" id="nothing">Nothing yet.</p>
        </section>
        <section class="demo" aria-labelledby="look">
          <h2 id="look">Make it yours</h2>
          ${code('A style sheet', styling)} ${table('Custom properties', properties)}
          <p>Parts for <code>::part</code>: ${parts.split(' ').join(', ')}.</p>
        </section>
        <section class="demo" aria-labelledby="policy">
          <h2 id="policy">Keep your policy strict</h2>
          <p>
            It needs no inline style, no inline script and no <code>eval</code>. This page itself
            allows nothing more.
          </p>
          ${code('The policy', policy)}
        </section>
      </main>
      <bone-chat></bone-chat>
    </body>
  </html>`.markup

/** What the page adds to the style sheet of the plain page. */
export const demoCss = `
.demo { display: grid; gap: 12px; grid-template-columns: minmax(0, 1fr); }
.demo h2 { font-size: 1.25rem; }
.demo h3 { font-size: 1.125rem; margin: 0; }
.demo p { max-width: 62ch; }
.demo tbody th { width: 14rem; font-weight: 400; }
pre {
  margin: 0; padding: 16px; overflow-x: auto; border: 1px solid var(--line); border-radius: 14px;
  background: var(--surface); line-height: 1.5;
}
pre:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }
code { font: 1rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.heard { padding-left: 32px; font: 1rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
body { padding-bottom: 112px; }
@media (max-width: 40rem) {
  .demo tr, .demo th, .demo td { display: block; }
  .demo tbody th { width: auto; padding-bottom: 0; }
  .demo td { border: 0; padding-top: 0; }
}
`

/** Presses the buttons and writes down the events. */
export const demoScript = `
const chat = document.querySelector('bone-chat')
for (const button of document.querySelectorAll('[data-call]')) {
  button.addEventListener('click', () => {
    const { call, argument } = button.dataset
    Promise.resolve(chat[call](argument)).catch(() => undefined)
  })
}
const names = ${JSON.stringify(events.map(([name]) => name))}
for (const name of names) {
  document.addEventListener(name, ({ detail }) => {
    const line = document.createElement('li')
    line.textContent = name + (detail ? ' ' + JSON.stringify(detail) : '')
    document.querySelector('#log').append(line)
    document.querySelector('#nothing').hidden = true
  })
}
`
