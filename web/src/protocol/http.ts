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

export interface RequestOptions {
  /** Sent as JSON. */
  body?: unknown
  /** Sent as a form, such as a picture. */
  form?: FormData
  token?: string
  headers?: Record<string, string>
  /** Milliseconds until the request is given up; 15 s unless told. */
  timeout?: number
  /** Gives the bytes back instead of JSON, as for a file. */
  as?: 'json' | 'blob'
  signal?: AbortSignal
}

const API = '/api/v1'

/** Words for what the service could not say itself; a face puts its own here, in the language chosen. */
export const lastWords = {
  unreachable: '暂时连不上服务器，请稍后再试',
  odd: '服务出了点问题，请稍后再试',
}

/**
 * One request to the service.
 *
 * @param path below `/api/v1`, beginning with a slash
 * @returns the JSON of the answer, null where it has none
 * @throws Problem when it is refused or the service does not answer in time
 */
export async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
  const { body, form, token, timeout = 15_000 } = options
  const headers: Record<string, string> = { Accept: 'application/json, application/problem+json', ...options.headers }
  if (options.as === 'blob') headers.Accept = '*/*'
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  if (token) headers.Authorization = `Bearer ${token}`
  // AbortSignal.timeout and .any are missing in the browsers of older phones.
  const stop = new AbortController()
  const tooLate = setTimeout(() => stop.abort(), timeout)
  const giveUp = () => stop.abort()
  if (options.signal?.aborted) giveUp()
  options.signal?.addEventListener('abort', giveUp)
  let answer: Response
  let text = ''
  try {
    answer = await fetch(API + path, {
      method,
      headers,
      body: form ?? (body === undefined ? null : JSON.stringify(body)),
      signal: stop.signal,
      cache: 'no-store',
    })
    if (answer.ok && options.as === 'blob') return (await answer.blob()) as T
    text = await answer.text()
  } catch {
    throw new Problem(0, 'network', lastWords.unreachable)
  } finally {
    clearTimeout(tooLate)
    options.signal?.removeEventListener('abort', giveUp)
  }
  const json = parse(text)
  if (!answer.ok) throw problem(answer.status, json)
  return json as T
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

/** A new id for what must be done once however often it is sent: 24 of 0-9a-f. */
export function newId(): string {
  // crypto.randomUUID is missing on plain http, where a phone on the same Wi-Fi may well try the demo.
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, '0')).join('')
}

/** A new UUID, version 4, for headers such as Idempotency-Key. */
export function newUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
