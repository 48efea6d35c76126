/** The cookie that tells the plain page which conversation is open. */
import type { CookieOptions, Request, Response } from 'express'
import type { Config } from '../config.js'
import { opaqueId } from './api-schema.js'
import type { Caller } from './parse.js'

const name = 'bonewise'

/** Reads the conversation of the cookie; absent when there is none or it is not one of ours. */
export function readCookie(req: Request): Caller | undefined {
  const pairs = (req.get('cookie') ?? '').split(';').map((pair) => pair.trim())
  const value = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
  const [conversationId, token, ...rest] = value?.split('.') ?? []
  const id = opaqueId.safeParse(conversationId)
  const secret = opaqueId.safeParse(token)
  if (!id.success || !secret.success || rest.length > 0) return undefined
  return { conversationId: id.data, token: secret.data }
}

/** Keeps the conversation until the browser is closed, which is kind to shared computers. */
export function setCookie(res: Response, caller: Caller, config: Pick<Config, 'publicUrl'>): void {
  res.cookie(name, `${caller.conversationId}.${caller.token}`, options(config))
}

export function clearCookie(res: Response, config: Pick<Config, 'publicUrl'>): void {
  res.clearCookie(name, options(config))
}

function options({ publicUrl }: Pick<Config, 'publicUrl'>): CookieOptions {
  return {
    httpOnly: true,
    sameSite: 'strict',
    secure: publicUrl.startsWith('https:'),
    path: '/',
    encode: String,
  }
}
