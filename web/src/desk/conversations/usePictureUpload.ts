import { ElMessage } from 'element-plus'
import { computed, onBeforeUnmount, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { Problem } from '@/protocol/http'
import { useStaff } from '@/staff/session'
import type { Picture } from './pictures'

interface Chosen {
  id: number
  /** Empty until it is uploaded. */
  name: string
  preview: string
  state: 'uploading' | 'there'
}

const MOST = 9
const LARGEST = 10 * 1024 * 1024
let count = 0

/** Pictures for the next message, uploaded as soon as they are chosen. */
export function usePictureUpload(conversation: string) {
  const { t } = useI18n()
  const staff = useStaff()
  const pictures = ref<Chosen[]>([])
  const busy = computed(() => pictures.value.some((each) => each.state === 'uploading'))

  async function add(files: File[]) {
    for (const file of files) {
      if (pictures.value.length >= MOST) {
        ElMessage.warning(t('desk.reply.tooMany', { count: MOST }))
        return
      }
      if (!/^image\/(jpeg|png)$/.test(file.type) || file.size > LARGEST) {
        ElMessage.warning(t('desk.reply.noPicture', { name: file.name }))
        continue
      }
      pictures.value.push({ id: ++count, name: '', preview: URL.createObjectURL(file), state: 'uploading' })
      const chosen = pictures.value.at(-1)!
      const form = new FormData()
      form.append('photo', file)
      try {
        const stored = await staff.call<Picture>('POST', `/desk/conversations/${conversation}/photos`, { form, timeout: 60_000 })
        chosen.name = stored.name
        chosen.state = 'there'
      } catch (failure) {
        remove(chosen.id)
        if (failure instanceof Problem) ElMessage.error(failure.message)
      }
    }
  }

  function remove(id: number) {
    const gone = pictures.value.find((each) => each.id === id)
    if (gone) URL.revokeObjectURL(gone.preview)
    pictures.value = pictures.value.filter((each) => each.id !== id)
  }

  /** The names of all, which belong to a message from now on. */
  function take() {
    const names = pictures.value.map((each) => each.name)
    pictures.value.forEach((each) => URL.revokeObjectURL(each.preview))
    pictures.value = []
    return names
  }

  onBeforeUnmount(() => pictures.value.forEach((each) => URL.revokeObjectURL(each.preview)))
  return { pictures, busy, add, remove, take }
}
