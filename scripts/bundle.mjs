/** Bundles the chat widget into one file for browsers. */
import { readFile } from 'node:fs/promises'
import { build } from 'esbuild'

/** Style sheets are template strings, whose white space no minifier may touch; here it means nothing. */
const compactCss = {
  name: 'compact-css',
  setup({ onLoad }) {
    onLoad(
      { filter: /[\\/](?:widget[\\/]css[\\/][\w-]+|picture-css|colors)\.ts$/ },
      async ({ path }) => {
        const text = await readFile(path, 'utf8')
        const contents = text.replace(/`[^`]*`/g, (css) =>
          css
            .replace(/\/\*[\s\S]*?\*\//g, '')
            .replace(/\s+/g, ' ')
            .replace(/ ?([{};,]) ?/g, '$1')
            .replace(/: /g, ':'),
        )
        return { contents, loader: 'ts' }
      },
    )
  },
}

await build({
  entryPoints: ['src/widget/bone-chat.ts'],
  outfile: 'build/widget/widget.js',
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2021',
  charset: 'utf8',
  plugins: [compactCss],
})
