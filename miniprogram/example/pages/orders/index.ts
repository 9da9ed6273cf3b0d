import { APP, ORDERS, SERVER, shown } from '../../shop'
import words from '../../words.json'

Page({
  data: { words, server: SERVER, app: APP, orders: ORDERS.map(shown) },

  onLoad() {
    wx.setNavigationBarTitle({ title: words.orders.title })
  },

  open(event: WechatMiniprogram.TouchEvent<Record<never, never>, Record<never, never>, { number: string }>) {
    wx.navigateTo({ url: `/pages/order/index?number=${event.currentTarget.dataset.number}` })
  },
})
