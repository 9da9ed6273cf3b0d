import words from './words.json'

/** Where the example's service is; put your own here. */
export const SERVER = 'https://chat.example.com'
/** The name of this mini-program in the service's settings: xianda.wechat.apps.NAME. */
export const APP = 'shop'

export interface Line {
  name: string
  spec: string
  count: number
  paid: number
  sign: string
}

export interface Order {
  number: string
  status: string
  /** What it means: on its way, waiting, or done. */
  tone: 'going' | 'waiting' | 'done'
  placed: string
  address: string
  lines: Line[]
}

/** Sample data of this example and of nothing else; a shop has its orders from its own service. */
export const ORDERS: Order[] = [
  {
    number: 'XM2606150001',
    status: '配送中',
    tone: 'going',
    placed: '06-15 10:12',
    address: '滨江区江南大道 100 号 3 幢 502',
    lines: [
      { name: '红颜草莓', spec: '500g', count: 1, paid: 29.9, sign: '草' },
      { name: '鲜牛奶', spec: '950ml', count: 2, paid: 31.6, sign: '奶' },
    ],
  },
  {
    number: 'XM2606150004',
    status: '待拣货',
    tone: 'waiting',
    placed: '06-15 07:40',
    address: '工业园区星湖街 20 号',
    lines: [
      { name: '东北大米', spec: '5kg', count: 1, paid: 49.9, sign: '米' },
      { name: '菜籽油', spec: '1.8L', count: 1, paid: 36.9, sign: '油' },
    ],
  },
  {
    number: 'XM2606140007',
    status: '已送达',
    tone: 'done',
    placed: '06-14 18:05',
    address: '滨江区江南大道 100 号 3 幢 502',
    lines: [
      { name: '阳光玫瑰葡萄', spec: '1kg', count: 1, paid: 35.8, sign: '葡' },
      { name: '基围虾', spec: '500g', count: 1, paid: 45, sign: '虾' },
    ],
  },
]

export const yuan = (amount: number) => `¥${amount.toFixed(2)}`

/** An order as a page shows it. */
export function shown(order: Order) {
  const pieces = order.lines.reduce((sum, line) => sum + line.count, 0)
  return {
    ...order,
    lines: order.lines.map((line) => ({ ...line, paid: yuan(line.paid) })),
    summary: order.lines.map((line) => line.name).join('、'),
    pieces: words.orders.pieces.replace('{n}', String(pieces)),
    total: yuan(order.lines.reduce((sum, line) => sum + line.paid, 0)),
  }
}

export type ShownOrder = ReturnType<typeof shown>

export function orderOf(number: string | undefined): ShownOrder | null {
  const order = ORDERS.find((one) => one.number === number)
  return order ? shown(order) : null
}
