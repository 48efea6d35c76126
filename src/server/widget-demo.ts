/** A page with the widget on it, as a clinic would write it. */
import { cssPath } from './page-css.js'

export const demoHtml = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="robots" content="noindex" />
    <title>Bonewise – the chat widget</title>
    <link rel="stylesheet" href="${cssPath}" />
    <script src="/widget.js" defer></script>
  </head>
  <body>
    <header><h1>A clinic’s own page</h1></header>
    <main>
      <p>This page stands for yours. The button in the corner is the widget.</p>
    </main>
    <bone-chat></bone-chat>
  </body>
</html>
`
