import type { Session } from './frames'
import type { Problem } from './problem'

/** One connection of the live way, whatever the platform calls it. */
export interface LiveSocket {
  onopen: (() => void) | null
  onmessage: ((text: string) => void) | null
  /** Told once, with the close code, or 0 where there is none. */
  onclose: ((code: number) => void) | null
  send(text: string): void
  close(): void
}

export type Timer = unknown

export interface RequestContent {
  /** Sent as JSON. */
  body?: unknown
  token?: string
  /** Milliseconds until the request is given up; 15 s unless told. */
  timeout?: number
}

/**
 * All that a conversation needs of the platform. A browser has one, a mini-program another, tests a third; the
 * conversation itself knows none of them.
 */
export interface Transport {
  /** A new connection to `/ws`; may throw where there are no sockets. */
  openSocket(): LiveSocket
  /**
   * A session of this shopper; null is a new guest, or whoever the platform says.
   *
   * @throws Problem
   */
  logIn(shopper: string | null): Promise<Session>
  /** @throws Problem */
  request<T>(method: string, path: string, content?: RequestContent): Promise<T>
  /**
   * Uploads a picture; `source` is whatever the platform holds pictures in.
   *
   * @param progress told from 0 to 1
   * @throws Problem
   */
  upload<T>(path: string, source: unknown, token: string, progress: (share: number) => void): Promise<T>
  /** Kept on this device, for all windows. */
  shared: Store
  /** Kept for this window only. */
  own: Store
  now(): number
  setTimer(then: () => void, ms: number): Timer
  clearTimer(timer: Timer): void
  /** From 0 to 1. */
  random(): number
  newId(): string
  isOnline(): boolean
  isHidden(): boolean
}

export interface Store {
  read(key: string): unknown
  write(key: string, value: unknown): void
  remove(key: string): void
}

export function isProblem(failure: unknown): failure is Problem {
  return failure instanceof Error && failure.name === 'Problem'
}
