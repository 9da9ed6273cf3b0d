import { APP, ORDERS, SERVER, shown } from '../../shop'
import words from '../../words.json'

Page({
  data: { words, server: SERVER, app: APP, goods: ORDERS.map(shown).reduce((all: ReturnType<typeof shown>['lines'], order) => all.concat(order.lines), []) },

  onLoad() {
    wx.setNavigationBarTitle({ title: words.shop })
  },

  toOrders() {
    wx.navigateTo({ url: '/pages/orders/index' })
  },

  toService() {
    wx.navigateTo({ url: '/pages/service/index' })
  },
})
