import { APP, orderOf, SERVER, type ShownOrder } from '../../shop'
import words from '../../words.json'

Page({
  data: { server: SERVER, app: APP, order: null as { number: string; summary: string; status: string; amount: string } | null },

  onLoad({ order }: Record<string, string | undefined>) {
    wx.setNavigationBarTitle({ title: words.service })
    const known: ShownOrder | null = orderOf(order)
    if (known) this.setData({ order: { number: known.number, summary: known.summary, status: known.status, amount: known.total } })
  },
})
