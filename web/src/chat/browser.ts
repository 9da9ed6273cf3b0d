import type { Session } from '@/protocol/frames'
import { newId, parse, problem, Problem, lastWords, request } from '@/protocol/http'
import type { LiveSocket, Store, Transport } from '@/protocol/transport'

const UPLOAD_MS = 90_000

/** What a conversation needs, as a browser has it. */
export const browser: Transport = {
  openSocket,
  logIn: (shopper) => request<Session>('POST', '/sessions', { body: shopper === null ? {} : { shopper } }),
  request,
  upload,
  shared: storeIn(() => localStorage),
  own: storeIn(() => sessionStorage),
  now: () => Date.now(),
  setTimer: (then, ms) => setTimeout(then, ms),
  clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
  random: Math.random,
  newId,
  isOnline: () => navigator.onLine !== false,
  isHidden: () => document.hidden,
}

function openSocket(): LiveSocket {
  const inner = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`)
  const socket: LiveSocket = {
    onopen: null,
    onmessage: null,
    onclose: null,
    send: (text) => inner.send(text),
    close: () => inner.close(),
  }
  inner.onopen = () => socket.onopen?.()
  inner.onmessage = (event: MessageEvent<string>) => socket.onmessage?.(event.data)
  inner.onclose = (event) => socket.onclose?.(event.code)
  return socket
}

/** XMLHttpRequest tells how far an upload is; fetch does not. */
function upload<T>(path: string, source: unknown, token: string, progress: (share: number) => void): Promise<T> {
  return new Promise((done, failed) => {
    const call = new XMLHttpRequest()
    call.open('POST', `/api/v1${path}`)
    call.setRequestHeader('Authorization', `Bearer ${token}`)
    call.setRequestHeader('Accept', 'application/json, application/problem+json')
    call.timeout = UPLOAD_MS
    call.upload.onprogress = (event) => progress(event.lengthComputable ? event.loaded / event.total : 0)
    call.onload = () => {
      const json = parse(call.responseText)
      if (call.status >= 200 && call.status < 300) done(json as T)
      else failed(problem(call.status, json))
    }
    call.onerror = call.ontimeout = () => failed(new Problem(0, 'network', lastWords.unreachable))
    const form = new FormData()
    form.append('photo', source as Blob, 'photo.jpg')
    call.send(form)
  })
}

function storeIn(storage: () => Storage): Store {
  return {
    read(key) {
      try {
        return JSON.parse(storage().getItem(key) ?? 'null')
      } catch {
        return null // private mode, or somebody else's
      }
    },
    write(key, value) {
      try {
        storage().setItem(key, JSON.stringify(value))
      } catch {
        // Private mode: it lives as long as the page.
      }
    },
    remove(key) {
      try {
        storage().removeItem(key)
      } catch {
        // Nothing was kept.
      }
    },
  }
}
