import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useStaff } from '@/staff/session'
import { useFormats } from '../../manage/useFormats'
import { useRead } from '../../manage/useRead'
import { secondsOf, spansOf, type Setting } from './settings'

/** The settings that are in force, and their values in words. */
export function useSettings() {
  const { t } = useI18n()
  const { number } = useFormats()
  const staff = useStaff()
  const { value, state, trouble, reload } = useRead<{ settings: Setting[] }>((signal) =>
    staff.call('GET', '/ops/settings', { signal }),
  )
  void reload()

  const settings = computed(() => value.value?.settings ?? [])
  const find = (name: string) => settings.value.find((setting) => setting.name === name)

  function duration(iso: string) {
    const seconds = secondsOf(iso)
    return Number.isNaN(seconds)
      ? iso
      : spansOf(seconds)
          .map(({ unit, count }) =>
            number(count, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 3 }),
          )
          .join(' ')
  }

  function inWords(setting: Setting | undefined): string {
    if (!setting) return '—'
    const told = setting.value
    switch (setting.kind) {
      case 'number':
        return number(Number(told), { maximumFractionDigits: 4 })
      case 'flag':
        return t(told ? 'settings.inforce.yes' : 'settings.inforce.no')
      case 'duration':
        return duration(String(told))
      case 'time':
        return String(told).slice(0, 5)
      case 'text':
        return setting.set ? String(told) : t('settings.inforce.empty')
      case 'list':
        return Array.isArray(told) && told.length > 0 ? told.join('、') : t('settings.inforce.empty')
      case 'hidden':
        return t(setting.set ? 'settings.inforce.hiddenSet' : 'settings.inforce.hiddenEmpty')
    }
  }

  return { settings, find, inWords, state, trouble, reload }
}
