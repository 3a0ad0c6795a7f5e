import type { SeededRandom } from './random.ts'

const names: readonly [string, ...string[]] = [
  'Amara',
  'Bruno',
  'Chidi',
  'Dalia',
  'Emre',
  'Freya',
  'Goran',
  'Hana',
  'Ines',
  'Jonas',
  'Kavya',
  'Luca',
  'Mirela',
  'Noor',
  'Oskar',
  'Pilar',
  'Quentin',
  'Rosa',
  'Samir',
  'Tove',
]

const things: readonly [string, ...string[]] = [
  'stickers',
  'marbles',
  'postcards',
  'seashells',
  'buttons',
  'crayons',
  'badges',
  'beads',
  'tickets',
  'stamps',
]

/** Goods with a price of a few dollars: one of it, many of it. */
const goods: readonly [[string, string], ...[string, string][]] = [
  ['notebook', 'notebooks'],
  ['pen', 'pens'],
  ['mug', 'mugs'],
  ['candle', 'candles'],
  ['map', 'maps'],
  ['plant', 'plants'],
  ['scarf', 'scarves'],
  ['lamp', 'lamps'],
]

export function aName(random: SeededRandom): string {
  return random.pick(names)
}

export function twoNames(random: SeededRandom): [string, string] {
  const first = aName(random)
  for (;;) {
    const second = aName(random)
    if (second !== first) return [first, second]
  }
}

export function someThings(random: SeededRandom): string {
  return random.pick(things)
}

export function twoGoods(random: SeededRandom): [[string, string], [string, string]] {
  const first = random.pick(goods)
  for (;;) {
    const second = random.pick(goods)
    if (second !== first) return [first, second]
  }
}
