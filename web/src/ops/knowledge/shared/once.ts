import { newUuid, Problem } from '@/protocol/http'

/**
 * Keys for changes that must be made once however often they are sent: while nobody knows whether the service has heard
 * a change, the same change goes under the same key.
 */
export function createOnce(newKey: () => string = newUuid) {
  const open = new Map<string, string>()

  /** @param what tells one change from another, such as its address and body */
  return async function once<T>(what: unknown, act: (key: string) => Promise<T>): Promise<T> {
    const change = JSON.stringify(what)
    const key = open.get(change) ?? newKey()
    open.set(change, key)
    try {
      const done = await act(key)
      open.delete(change)
      return done
    } catch (failure) {
      if (failure instanceof Problem && !isUncertain(failure)) open.delete(change)
      throw failure
    }
  }
}

function isUncertain(failure: Problem): boolean {
  return failure.isNetwork || failure.status >= 500 || failure.status === 429
}
