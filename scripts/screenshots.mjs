/**
 * `npm run screenshots`: the widget as patients see it, for the eye, in reports/screenshots/.
 * `npm run screenshots -- print card` takes only those whose names begin so.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBrowser, ensureReady, root, say } from './ensure.mjs'

ensureReady()
await ensureBrowser()
const { serveRealBot } = await import('../build/test/support/bot.js')
const { openBrowser, visit } = await import('../build/test/support/browser.js')
const { chatOn } = await import('../build/test/support/chat.js')
const { loseMessages } = await import('../build/test/support/on-the-way.js')
const { until } = await import('../build/test/support/until.js')

const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 }
const DESKTOP = { viewport: { width: 1280, height: 800 } }
const ANSWER = ['is heavy lifting safe for me? my t-score is -2.7', 'no']
const PLAN = ['i train alone and never broke a bone. make me a weekly exercise plan', 'no']
const SCORE = ['my spine t-score is -2.7 and i am 67. what does my t-score mean?', 'no']
const FOODS = 'am i getting enough calcium? two glasses of milk and a yogurt'
const CALCIUM = ['i am 67', FOODS, 'no', 'woman']
const EMERGENCY = ['i have chest pain and cannot breathe']

/** What each picture shows; `then` is what is done after the last answer. */
const SHOTS = [
  { name: 'desktop-closed', options: DESKTOP, closed: true },
  { name: 'desktop-welcome', options: DESKTOP },
  { name: 'desktop-answer', options: DESKTOP, ask: ANSWER },
  { name: 'desktop-sources', options: DESKTOP, ask: ANSWER, then: openSource },
  { name: 'desktop-dark', options: { ...DESKTOP, colorScheme: 'dark' }, ask: ANSWER },
  { name: 'phone-welcome', options: PHONE },
  { name: 'phone-question', options: PHONE, ask: ANSWER.slice(0, 1) },
  { name: 'phone-answer', options: PHONE, ask: ANSWER },
  { name: 'phone-menu', options: PHONE, ask: ANSWER, then: openMenu },
  { name: 'phone-large-text', options: PHONE, ask: ANSWER, then: largestText },
  { name: 'phone-dark', options: { ...PHONE, colorScheme: 'dark' }, ask: ANSWER },
  { name: 'phone-forced-colours', options: { ...PHONE, forcedColors: 'active' }, ask: ANSWER },
  { name: 'emergency', options: PHONE, ask: EMERGENCY },
  { name: 'emergency-later', options: PHONE, ask: [...EMERGENCY, 'what is osteopenia?'] },
  { name: 'emergency-dark', options: { ...PHONE, colorScheme: 'dark' }, ask: EMERGENCY },
  { name: 'same-day', options: PHONE, ask: ['I fell yesterday and my back hurts badly'] },
  { name: 'weekly-plan', options: PHONE, ask: PLAN, then: showPicture },
  { name: 'weekly-plan-table', options: PHONE, ask: PLAN, then: showTable },
  { name: 'weekly-plan-desktop', options: DESKTOP, ask: PLAN, then: showPicture },
  { name: 't-score', options: PHONE, ask: SCORE, then: showPicture },
  {
    name: 't-score-dark',
    options: { ...PHONE, colorScheme: 'dark' },
    ask: SCORE,
    then: showPicture,
  },
  { name: 'calcium', options: PHONE, ask: CALCIUM, then: showPicture },
  { name: 'calcium-desktop', options: DESKTOP, ask: CALCIUM, then: showPicture },
  { name: 'card', options: PHONE, ask: [...SCORE, 'questions for my visit'], then: showCard },
  { name: 'error', options: PHONE, ask: ANSWER.slice(0, 1), then: failToSend },
  { name: 'smallest', options: { viewport: { width: 320, height: 256 } }, ask: ANSWER },
  { name: 'print', options: DESKTOP, ask: [...SCORE, PLAN[0]], then: print, fullPage: true },
]

const wanted = process.argv.slice(2)
const shots = SHOTS.filter(
  ({ name }) => wanted.length === 0 || wanted.some((start) => name.startsWith(start)),
)
const folder = join(root, 'reports/screenshots')
if (wanted.length === 0) rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })

say('Starting the bot and the browser…')
const [bot, browser] = await Promise.all([serveRealBot(), openBrowser()])
const url = bot.clinic.origin + bot.clinic.publish('<bone-chat></bone-chat>')
try {
  for (const [index, shot] of shots.entries()) {
    say(`${String(index + 1).padStart(2)} of ${shots.length}  ${shot.name}`)
    await take(shot)
  }
} finally {
  await browser.close()
  await bot.stop()
}
writeFileSync(join(folder, 'index.html'), overview())
say('Done: reports/screenshots/index.html shows them all.')

async function take({ name, options, closed, ask = [], then, fullPage = false }) {
  const { page, close } = await visit(browser, url, options)
  const chat = chatOn(page)
  if (closed) await chat.launcher.waitFor()
  else await chat.open()
  for (const [index, text] of ask.entries()) {
    await chat.say(text)
    await chat.window
      .getByRole('heading', { name: 'You asked' })
      .nth(index)
      .waitFor({ state: 'attached' })
    // An emergency has no heading; every answer empties the list of what is on its way.
    await until('it is answered', () => page.evaluate('inPage.isAnswered()'))
  }
  await then?.(chat, page)
  // Laid out a frame later; nothing moves under reduced motion.
  await page.evaluate('inPage.rest()')
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage })
  await close()
}

async function openSource(chat) {
  await chat.button('Source 1').first().click()
}

async function openMenu(chat) {
  await chat.button('More').click()
}

async function largestText(chat, page) {
  await chat.button('More').click()
  await chat.button('Largest text').click()
  await page.keyboard.press('Escape')
}

async function showPicture(chat) {
  const picture = chat.window.getByRole('img').last()
  if ((await picture.count()) === 0) return say('    (this answer has no picture)')
  await picture.scrollIntoViewIfNeeded()
}

async function showTable(chat) {
  await chat.window.getByRole('table').last().scrollIntoViewIfNeeded()
}

async function showCard(chat) {
  await chat.window.getByRole('region', { name: 'For my visit' }).scrollIntoViewIfNeeded()
}

async function failToSend(chat, page) {
  await loseMessages(page)
  await chat.say('yes')
  await chat.alert.waitFor()
}

async function print(_chat, page) {
  await page.emulateMedia({ media: 'print' })
  await page.evaluate('dispatchEvent(new Event("beforeprint"))')
}

function overview() {
  const figures = SHOTS.map(
    ({ name }) => `<figure><img src="${name}.png" alt=""><figcaption>${name}</figcaption></figure>`,
  )
  return `<!doctype html><meta charset="utf-8"><title>The widget</title>
<style>body { display: flex; flex-wrap: wrap; gap: 24px; font: 1rem system-ui } img { max-height: 844px; border: 1px solid }</style>
${figures.join('\n')}\n`
}
