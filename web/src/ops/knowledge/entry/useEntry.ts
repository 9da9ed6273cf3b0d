import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { Problem } from '@/protocol/http'
import { useStaff } from '@/staff/session'
import { changedFields, emptyContent, sameContent, tidied } from '../shared/contents'
import type { ChangedItem, Content, SeenItem } from '../shared/model'
import { useKnowledge } from '../shared/useKnowledge'
import { useLoaded } from '../shared/useLoaded'
import { forget, keep, keptOf } from './kept'

export const NEW = 'new'

/**
 * One entry under somebody's hands: what the service knows of it, what is written here, and what becomes of it when two
 * have written.
 */
export function useEntry(id: Ref<string>) {
  const knowledge = useKnowledge()
  const staff = useStaff()
  const who = staff.session?.name ?? ''
  const isNew = computed(() => id.value === NEW)

  const content = ref<Content>(emptyContent())
  /** What the service had when writing began. */
  const base = shallowRef<Content>(emptyContent())
  const lock = ref(0)
  /** When what is shown was kept in this browser, where it was not saved. */
  const restoredAt = ref('')
  /** What somebody else has saved meanwhile. */
  const conflict = shallowRef<SeenItem | null>(null)

  const copy = (some: Content): Content => JSON.parse(JSON.stringify(some)) as Content

  function begin(over: Content, atLock: number) {
    base.value = copy(over)
    content.value = copy(over)
    lock.value = atLock
    restoredAt.value = ''
    conflict.value = null
  }

  const loaded = useLoaded<SeenItem | null>(async (signal) => {
    const seen = isNew.value ? null : await knowledge.get<SeenItem>(`/items/${encodeURIComponent(id.value)}`, signal)
    begin(seen ? seen.working.content : { ...emptyContent(), owner: who }, seen?.item.lock ?? 0)
    const kept = keptOf(who, id.value)
    if (kept && !sameContent(kept.content, content.value)) {
      content.value = kept.content
      restoredAt.value = kept.at
      if (seen && kept.lock !== seen.item.lock) {
        base.value = kept.base
        lock.value = kept.lock
        conflict.value = seen
      }
    }
    return seen
  })
  const seen = computed(() => loaded.value.value)

  const changed = computed(() => changedFields(base.value, content.value))
  const dirty = computed(() => changed.value.length > 0)

  let due: ReturnType<typeof setTimeout> | undefined
  function keepNow() {
    clearTimeout(due)
    if (loaded.state.value !== 'here') return
    if (dirty.value)
      keep(who, id.value, { lock: lock.value, base: base.value, content: content.value, at: new Date().toISOString() })
    else forget(who, id.value)
  }
  watch(
    content,
    () => {
      clearTimeout(due)
      due = setTimeout(keepNow, 300)
    },
    { deep: true },
  )

  function undo() {
    content.value = copy(base.value)
    restoredAt.value = ''
    forget(who, id.value)
  }

  /** Takes both into one; it is saved over what the other one has saved. */
  function settle(together: Content) {
    const theirs = conflict.value
    if (!theirs) return
    base.value = copy(theirs.working.content)
    content.value = copy(together)
    lock.value = theirs.item.lock
    loaded.value.value = theirs
    conflict.value = null
    keepNow()
  }

  /** Whoever was late sees what the other one has done. */
  async function guarded<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act()
    } catch (failure) {
      if (failure instanceof Problem && failure.type === 'item-changed' && !isNew.value) {
        const theirs = await knowledge.get<SeenItem>(`/items/${encodeURIComponent(id.value)}`)
        if (dirty.value) conflict.value = theirs
        else {
          loaded.value.value = theirs
          begin(theirs.working.content, theirs.item.lock)
        }
      }
      throw failure
    }
  }

  /** @returns the item as it is saved */
  function save(options: { id?: string; note?: string } = {}): Promise<ChangedItem> {
    const written = tidied(content.value)
    const note = options.note ? { note: options.note } : {}
    return guarded(async () => {
      const done = isNew.value
        ? await knowledge.change<ChangedItem>('POST', '/items', {
            ...(options.id ? { id: options.id } : {}),
            content: written,
            ...note,
          })
        : await knowledge.change<ChangedItem>('PUT', `/items/${encodeURIComponent(id.value)}`, {
            lock: lock.value,
            content: written,
            ...note,
          })
      clearTimeout(due)
      forget(who, id.value)
      base.value = copy(written)
      lock.value = done.item.lock
      restoredAt.value = ''
      // Who has typed on meanwhile goes on; else empty lines are gone now.
      if (!dirty.value) content.value = copy(written)
      return done
    })
  }

  /** Shows where it stands after it was saved. */
  async function refresh() {
    const fresh = await knowledge.get<SeenItem>(`/items/${encodeURIComponent(id.value)}`)
    loaded.value.value = fresh
  }

  /** One step of its life, such as `submit`; shows where it stands afterwards. */
  function step(path: string, body: Record<string, unknown> = {}, timeout?: number): Promise<ChangedItem> {
    return guarded(async () => {
      const done = await knowledge.change<ChangedItem>(
        'POST',
        `/items/${encodeURIComponent(id.value)}/${path}`,
        { lock: lock.value, ...body },
        timeout,
      )
      await loaded.reload(true)
      return done
    })
  }

  return {
    ...loaded,
    seen,
    isNew,
    content,
    base,
    lock,
    changed,
    dirty,
    restoredAt,
    conflict,
    undo,
    settle,
    save,
    refresh,
    step,
    keepNow,
  }
}
