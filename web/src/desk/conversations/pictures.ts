import { inject, provide, ref, type InjectionKey, type Ref } from 'vue'
import { useStaff } from '@/staff/session'

export interface Picture {
  name: string
  url: string
  expiresAt: string
}

const links = new Map<string, Promise<Picture>>()
const VIEWER: InjectionKey<{ shown: Ref<string> }> = Symbol('viewer')

/** Links to pictures are good for minutes; each is asked for once while it is. */
export function usePictures() {
  const staff = useStaff()
  return async function link(conversation: string, name: string): Promise<string> {
    const known = links.get(name)
    if (known) {
      const picture = await known.catch(() => null)
      if (picture && Date.parse(picture.expiresAt) - Date.now() > 30_000) return picture.url
    }
    const asked = staff.call<Picture>('GET', `/desk/conversations/${conversation}/photos/${name}`)
    links.set(name, asked)
    return (await asked).url
  }
}

/** The picture that is looked at in full; empty for none. */
export function provideViewer() {
  const viewer = { shown: ref('') }
  provide(VIEWER, viewer)
  return viewer
}

export function useViewer() {
  return inject(VIEWER, { shown: ref('') })
}
