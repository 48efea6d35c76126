import { BonewiseError, StoreError } from '../errors.js'
import { codeOf } from './durable-file.js'

const hints: Readonly<Record<string, string>> = {
  ENOSPC: 'free some space on the disk of DATA_DIR',
  EDQUOT: 'the quota of the disk of DATA_DIR is used up',
  EACCES: 'the process must be able to read and write DATA_DIR',
  EPERM: 'the process must be able to read and write DATA_DIR',
  EROFS: 'DATA_DIR lies on a file system that cannot be written',
  ENOTDIR: 'something that is not a folder lies where DATA_DIR needs one',
  EEXIST: 'something that is not a folder lies where DATA_DIR needs one',
  EMFILE: 'too many files are open: raise the limit (ulimit -n)',
}

/** Turns what the file system threw into a StoreError with a hint; expected errors pass as they are. */
export function storeFailure(doing: string, cause: unknown): BonewiseError {
  if (cause instanceof BonewiseError) return cause
  const code = codeOf(cause)
  const hint = code === undefined ? undefined : hints[code]
  const message = `the store cannot ${doing}${code === undefined ? '' : `: ${code}`}`
  return new StoreError(message, { cause, ...(hint !== undefined && { hint }) })
}
