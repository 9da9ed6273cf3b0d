import { useI18n } from 'vue-i18n'

const ZONE = 'Asia/Shanghai'
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

/** Made once for a language: making one takes longer than using it a hundred times. */
const shapesOf = new Map<string, ReturnType<typeof shapesIn>>()

function shapesIn(locale: string) {
  const of = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options })
  return {
    time: of({ hour: '2-digit', minute: '2-digit', hour12: false }),
    date: of({ month: 'short', day: 'numeric' }),
    day: of({ year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' }),
    both: of({ month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false }),
    whole: of({ dateStyle: 'full', timeStyle: 'medium' }),
    money: new Intl.NumberFormat(locale, { style: 'currency', currency: 'CNY' }),
  }
}

/** Times and money in the shop's zone and the language chosen. */
export function useTimes() {
  const { locale, t } = useI18n()
  const shapes = () => {
    const known = shapesOf.get(locale.value) ?? shapesIn(locale.value)
    shapesOf.set(locale.value, known)
    return known
  }
  return {
    time: (at: string) => shapes().time.format(new Date(at)),
    both: (at: string) => shapes().both.format(new Date(at)),
    whole: (at: string) => shapes().whole.format(new Date(at)),
    /** Today's time, else the date. */
    brief: (at: string) => (dayOf(at) === dayOf(Date.now()) ? shapes().time : shapes().date).format(new Date(at)),
    day(at: string) {
      const today = dayOf(Date.now())
      if (dayOf(at) === today) return t('desk.days.today')
      if (dayOf(at) === dayOf(Date.now() - 86_400_000)) return t('desk.days.yesterday')
      return shapes().day.format(new Date(at))
    },
    yuan: (amount: string) => shapes().money.format(Number(amount)),
  }
}
