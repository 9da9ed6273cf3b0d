import { useStaff } from '@/staff/session'
import { createOnce } from './once'
import type { RequestOptions } from '@/protocol/http'

const once = createOnce()

/** The way to the knowledge base in the name of who is logged in. */
export function useKnowledge() {
  const staff = useStaff()
  const call = <T>(method: string, path: string, options: RequestOptions = {}) =>
    staff.call<T>(method, `/kb${path}`, options)

  return {
    call,
    get: <T>(path: string, signal?: AbortSignal) => call<T>('GET', path, signal ? { signal } : {}),
    post: <T>(path: string, body: unknown, options: RequestOptions = {}) => call<T>('POST', path, { ...options, body }),
    /** A change that has an effect once, though it be sent again after no answer came. */
    change: <T>(method: 'POST' | 'PUT', path: string, body: unknown, timeout = 15_000) =>
      once({ by: staff.session?.name, method, path, body }, (key) =>
        call<T>(method, path, { body, timeout, headers: { 'Idempotency-Key': key } }),
      ),
  }
}

/** `?a=1&b=2` of what is there; empty when nothing is. */
export function queryOf(values: Record<string, string | number | boolean | string[] | null | undefined>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (Array.isArray(value)) value.forEach((each) => query.append(name, each))
    else if (value !== null && value !== undefined && value !== '') query.set(name, String(value))
  }
  const text = query.toString()
  return text ? `?${text}` : ''
}
