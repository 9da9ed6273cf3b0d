import { ElMessageBox } from 'element-plus'
import 'element-plus/es/components/message-box/style/css'
import { useI18n } from 'vue-i18n'

/** Asks before something that cannot be taken back. */
export function useAsk() {
  const { t } = useI18n()
  return async (text: string, act: string): Promise<boolean> => {
    try {
      await ElMessageBox.confirm(text, act, {
        confirmButtonText: act,
        cancelButtonText: t('settings.cancel'),
        type: 'warning',
      })
      return true
    } catch {
      return false // thought better of it
    }
  }
}
