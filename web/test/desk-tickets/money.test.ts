import { describe, expect, it } from 'vitest'
import { amountTrouble, fenOf, parseYuan, yuan } from '@/desk/tickets/money'

describe('money', () => {
  it('is read digit by digit, so that no amount is a little off', () => {
    expect(parseYuan('0.29')).toBe(29)
    expect(parseYuan('1.1')).toBe(110)
    expect(parseYuan('4.35')).toBe(435)
    expect(parseYuan('999999.99')).toBe(99_999_999)
  })

  it('may be typed as people in China type it', () => {
    expect(parseYuan(' ¥12.50 ')).toBe(1250)
    expect(parseYuan('￥１２.５')).toBe(1250)
    expect(parseYuan('12。5')).toBe(1250)
    expect(parseYuan('39元')).toBe(3900)
  })

  it('is nothing else', () => {
    for (const odd of ['', '.', '1.', '.5', '1.234', '-1', '1e3', '1,000', '一', '1234567']) expect(parseYuan(odd), odd).toBeNull()
  })

  it('goes to the service with two decimals', () => {
    expect(yuan(5)).toBe('0.05')
    expect(yuan(1250)).toBe('12.50')
    expect(yuan(fenOf(39.9))).toBe('39.90')
    expect(yuan(fenOf('118.00'))).toBe('118.00')
  })

  it('is refused where it is nothing, malformed, or more than was paid', () => {
    expect(amountTrouble(' ', 3990)).toBe('needed')
    expect(amountTrouble('abc', 3990)).toBe('malformed')
    expect(amountTrouble('0.00', 3990)).toBe('nothing')
    expect(amountTrouble('39.91', 3990)).toBe('tooMuch')
    expect(amountTrouble('39.90', 3990)).toBeNull()
    expect(amountTrouble('500', null)).toBeNull()
  })
})
