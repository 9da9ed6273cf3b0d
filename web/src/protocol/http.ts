import { lastWords, parse, Problem, problem } from './problem'
import type { RequestContent } from './transport'

export { lastWords, parse, Problem, problem }

export interface RequestOptions extends RequestContent {
  /** Sent as a form, such as a picture. */
  form?: FormData
  headers?: Record<string, string>
  /** Gives the bytes back instead of JSON, as for a file. */
  as?: 'json' | 'blob'
  signal?: AbortSignal
}

const API = '/api/v1'

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
