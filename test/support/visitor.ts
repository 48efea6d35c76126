/** A browser without scripts: forms, cookies, redirects not followed. */
import type { Served } from './app.js'

export interface Seen {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The cookie to send next. */
  readonly cookie: string
}

export interface Form {
  /** Sent as it stands when it is a string. */
  readonly fields?: string | Readonly<Record<string, string>>
  readonly cookie?: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface Visitor {
  readonly visit: (path: string, cookie?: string, init?: RequestInit) => Promise<Seen>
  readonly post: (path: string, form: Form) => Promise<Seen>
  readonly ask: (message: string, cookie?: string, formId?: string) => Promise<Seen>
}

let forms = 0
/** As the page makes one for each form that it shows. */
export const freshId = () => `form-${++forms}`

export function visitor(served: () => Served): Visitor {
  const visit: Visitor['visit'] = async (path, cookie = '', init = {}) => {
    const headers = { ...(cookie !== '' && { cookie }), ...(init.headers as object) }
    const response = await fetch(served().url + path, { ...init, headers, redirect: 'manual' })
    const set = response.headers.get('set-cookie')?.split(';')[0] ?? ''
    const { status, headers: got } = response
    return { status, headers: got, text: await response.text(), cookie: set || cookie }
  }
  const post: Visitor['post'] = (path, { fields = '', cookie, headers = {} }) =>
    visit(path, cookie, { method: 'POST', body: new URLSearchParams(fields), headers })
  const ask: Visitor['ask'] = (message, cookie = '', formId = freshId()) =>
    post('/', { fields: { message, formId }, cookie })
  return { visit, post, ask }
}
