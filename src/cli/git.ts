/** Content as it stood in a revision of the repository. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Content } from '../content/content.js'
import { loadContent } from '../content/load.js'
import { BonewiseError, ContentError, formatProblem } from '../errors.js'

const CONTENT_FOLDERS = ['intents', 'responses']
const SHOWN_PROBLEMS = 10
/** All content is a few megabytes; spawnSync stops at one unless told otherwise. */
const MAX_BYTES = 512 * 1024 * 1024

/**
 * Loads the content of a revision, checked as today's code checks it.
 *
 * @param root Folder of the project, in a git repository.
 * @throws {BonewiseError} REVISION_UNKNOWN, REVISION_INVALID when its content does not pass, GIT_FAILED.
 */
export function contentOf(root: string, revision: string): Content {
  mkdirSync(join(root, 'build'), { recursive: true })
  const folder = mkdtempSync(join(root, 'build/revision-copy-'))
  try {
    for (const { path, text } of filesOf(root, commitOf(root, revision))) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    return loadContent(folder)
  } catch (error) {
    if (!(error instanceof ContentError)) throw error
    const problems = error.problems.slice(0, SHOWN_PROBLEMS).map(formatProblem)
    const left = error.problems.length - problems.length
    const message = [
      `the content of ${revision} does not pass today's checks:`,
      ...problems,
      ...(left > 0 ? [`and ${left} more problems`] : []),
    ].join('\n')
    throw new BonewiseError('REVISION_INVALID', message, {
      hint: "compare with a later revision, one whose content today's code can serve",
      cause: error,
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function commitOf(root: string, revision: string): string {
  git(root, ['rev-parse', '--git-dir'])
  const asked = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]
  const { status, stdout } = spawnSync('git', asked, { cwd: root, encoding: 'utf8' })
  if (status === 0) return stdout.trim()
  throw new BonewiseError('REVISION_UNKNOWN', `git knows no revision "${revision}"`, {
    hint: 'name a commit, a branch or a tag, such as HEAD, HEAD~3 or main',
  })
}

interface CommittedFile {
  /** From the project's root. */
  readonly path: string
  readonly text: Buffer
}

function filesOf(root: string, commit: string): readonly CommittedFile[] {
  const listed = git(root, ['ls-tree', '-r', '-z', '--name-only', commit, ...CONTENT_FOLDERS])
  const paths = listed
    .toString()
    .split('\0')
    .filter((path) => path !== '')
  const asked = paths.map((path) => `${commit}:./${path}\n`).join('')
  const answered = git(root, ['cat-file', '--batch'], asked)
  let at = 0
  return paths.map((path) => {
    // "<id> blob <bytes>\n", the file, "\n"
    const start = answered.indexOf('\n', at) + 1
    const bytes = Number(answered.toString('utf8', at, start).split(' ')[2])
    at = start + bytes + 1
    return { path, text: answered.subarray(start, start + bytes) }
  })
}

function git(root: string, args: readonly string[], input = ''): Buffer {
  const { status, stdout, stderr, error } = spawnSync('git', args, {
    cwd: root,
    input,
    maxBuffer: MAX_BYTES,
  })
  if (status === 0) return stdout
  throw new BonewiseError('GIT_FAILED', error?.message ?? stderr.toString().trim(), {
    hint: 'the project must be a git repository, and git must be installed',
  })
}
