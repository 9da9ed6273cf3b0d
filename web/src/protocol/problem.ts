/** What the service refused, or that it could not be reached. `message` is fit to show. */
export class Problem extends Error {
  constructor(
    /** HTTP status; 0 where there was no answer. */
    readonly status: number,
    /** The last word of `urn:xianda:problem:…`; `network` where there was no answer. */
    readonly type: string,
    text: string,
    /** The whole problem, for its further fields. */
    readonly body: Record<string, unknown> = {},
  ) {
    super(text)
    this.name = 'Problem'
  }

  get isNetwork() {
    return this.status === 0
  }

  /** The token is missing, wrong or too old. */
  get isUnauthorized() {
    return this.status === 401
  }
}

/** Words for what the service could not say itself; a face puts its own here, in the language chosen. */
export const lastWords = {
  unreachable: '暂时连不上服务器，请稍后再试',
  odd: '服务出了点问题，请稍后再试',
}

/** JSON, or null where there is none. */
export function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return null // a proxy's page
  }
}

/** The problem that an answer tells, with words fit to show. */
export function problem(status: number, json: unknown): Problem {
  const body = (json ?? {}) as Record<string, unknown>
  const type = String(body.type ?? '').replace(/^urn:xianda:problem:/, '')
  return new Problem(status, type, String(body.detail ?? body.title ?? lastWords.odd), body)
}
