import { computed, onScopeDispose, ref, shallowReactive } from 'vue'
import { newId } from '@/protocol/http'
import { compress } from './compress'

/** As many as the service takes with one message. */
export const MOST_PHOTOS = 9

export interface Picked {
  id: string
  preview: string
  /** Ready to be sent; null while it is being made. */
  blob: Blob | null
}

/** Pictures that were chosen and are looked at before they are sent. */
export function usePicked(complain: (word: 'most' | 'unreadable') => void) {
  const picked = ref<Picked[]>([])

  function add(files: Iterable<File>) {
    const images = [...files].filter((file) => file.type === '' || file.type.startsWith('image/'))
    const room = MOST_PHOTOS - picked.value.length
    if (images.length > room) complain('most')
    for (const file of images.slice(0, Math.max(0, room))) {
      const one = shallowReactive<Picked>({ id: newId(), preview: URL.createObjectURL(file), blob: null })
      picked.value = [...picked.value, one]
      void prepare(one, file)
    }
  }

  async function prepare(one: Picked, file: File) {
    try {
      one.blob = await compress(file)
    } catch {
      complain('unreadable')
      remove(one.id)
    }
  }

  function remove(id: string) {
    const one = picked.value.find((other) => other.id === id)
    if (one) URL.revokeObjectURL(one.preview)
    picked.value = picked.value.filter((other) => other.id !== id)
  }

  /** Hands them over, and forgets them. */
  function take(): Blob[] {
    const blobs = picked.value.flatMap((one) => one.blob ?? [])
    for (const one of picked.value) URL.revokeObjectURL(one.preview)
    picked.value = []
    return blobs
  }

  onScopeDispose(take)

  return { picked, add, remove, take, isPreparing: computed(() => picked.value.some((one) => one.blob === null)) }
}
