/** Secrets that lie in files, as container engines and systemd hand them over. */
import { readFileSync } from 'node:fs'
import { ConfigError } from '../errors.js'

type Env = Readonly<Record<string, string | undefined>>

/**
 * Gives each setting `NAME` the text of the file that `NAME_FILE` names, without the line break at its end.
 *
 * @throws {ConfigError} when it is set both ways, or when the file cannot be read.
 */
export function withFiles(env: Env, names: readonly string[]): Env {
  const read = names.flatMap((name) => {
    const path = env[`${name}_FILE`]?.trim() ?? ''
    if (path === '') return []
    if ((env[name]?.trim() ?? '') !== '') {
      throw new ConfigError(`${name}: is set both by itself and by ${name}_FILE`)
    }
    return [[name, textOf(name, path)] as const]
  })
  return { ...env, ...Object.fromEntries(read) }
}

function textOf(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '')
  } catch (cause) {
    // Not instanceof Error: it is false for an error that comes from another realm, as under Jest.
    const isCoded = typeof cause === 'object' && cause !== null && 'code' in cause
    const code = isCoded ? String(cause.code) : 'unknown'
    throw new ConfigError(`${name}_FILE: "${path}" cannot be read (${code})`)
  }
}
