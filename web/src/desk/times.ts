import { computed } from 'vue'
import { useI18n } from 'vue-i18n'

const ZONE = 'Asia/Shanghai'
/** Made once: making one takes longer than using it a hundred times. */
const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE })

/** The day in the shop, such as 2026-11-23: the same for the same day. */
export function dayOf(at: string | number) {
  return DAY.format(new Date(at))
}

/** How long, as a clock: 4:05 or 1:02:09. */
export function clock(milliseconds: number) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

/** Times and money in the shop's zone and the language chosen. */
export function useTimes() {
  const { locale, t } = useI18n()
  const shapes = computed(() => {
    const of = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale.value, { timeZone: ZONE, ...options })
    return {
      time: of({ hour: '2-digit', minute: '2-digit', hour12: false }),
      date: of({ month: 'short', day: 'numeric' }),
      day: of({ year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' }),
      both: of({ month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false }),
      whole: of({ dateStyle: 'full', timeStyle: 'medium' }),
    }
  })
  const money = computed(() => new Intl.NumberFormat(locale.value, { style: 'currency', currency: 'CNY' }))
  return {
    time: (at: string) => shapes.value.time.format(new Date(at)),
    both: (at: string) => shapes.value.both.format(new Date(at)),
    whole: (at: string) => shapes.value.whole.format(new Date(at)),
    /** Today's time, else the date. */
    brief: (at: string) => (dayOf(at) === dayOf(Date.now()) ? shapes.value.time : shapes.value.date).format(new Date(at)),
    day(at: string) {
      const today = dayOf(Date.now())
      if (dayOf(at) === today) return t('desk.days.today')
      if (dayOf(at) === dayOf(Date.now() - 86_400_000)) return t('desk.days.yesterday')
      return shapes.value.day.format(new Date(at))
    },
    yuan: (amount: string) => money.value.format(Number(amount)),
  }
}
