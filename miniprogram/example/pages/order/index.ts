import { APP, orderOf, SERVER, type ShownOrder } from '../../shop'
import words from '../../words.json'

Page({
  data: { words, server: SERVER, app: APP, order: null as ShownOrder | null },

  onLoad({ number }: Record<string, string | undefined>) {
    wx.setNavigationBarTitle({ title: words.order.title })
    this.setData({ order: orderOf(number) })
  },

  toService() {
    if (this.data.order) wx.navigateTo({ url: `/pages/service/index?order=${this.data.order.number}` })
  },

  back() {
    wx.redirectTo({ url: '/pages/orders/index' })
  },
})
