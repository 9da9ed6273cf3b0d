import { useI18n } from 'vue-i18n'

const ZONE = 'Asia/Shanghai'

/** Times and figures in the language of the page; times always in the shop's zone. */
export function useFormats() {
  const { locale } = useI18n()
  const number = (value: number, options: Intl.NumberFormatOptions = {}) =>
    new Intl.NumberFormat(locale.value, options).format(value)
  return {
    at: (time: string) =>
      new Intl.DateTimeFormat(locale.value, {
        timeZone: ZONE,
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      }).format(new Date(time)),
    number,
    percent: (share: number, digits = 0) => number(share, { style: 'percent', maximumFractionDigits: digits }),
    signed: (value: number) => number(value, { signDisplay: 'exceptZero' }),
  }
}
