/** How many of the base unit of its dimension one unit is. Currencies are dimensions: what they are worth is not mathematics. */
const scales: readonly [dimension: string, base: Readonly<Record<string, number>>][] = [
  [
    'length',
    {
      m: 1,
      meter: 1,
      metre: 1,
      km: 1000,
      kilometer: 1000,
      kilometre: 1000,
      cm: 0.01,
      centimeter: 0.01,
      centimetre: 0.01,
      mm: 0.001,
      millimeter: 0.001,
      millimetre: 0.001,
      in: 0.0254,
      inch: 0.0254,
      inche: 0.0254,
      ft: 0.3048,
      foot: 0.3048,
      feet: 0.3048,
      yd: 0.9144,
      yard: 0.9144,
      mi: 1609.344,
      mile: 1609.344,
    },
  ],
  [
    'mass',
    {
      g: 1,
      gram: 1,
      kg: 1000,
      kilogram: 1000,
      mg: 0.001,
      milligram: 0.001,
      tonne: 1e6,
      lb: 453.59237,
      pound: 453.59237,
      oz: 28.349523125,
      ounce: 28.349523125,
    },
  ],
  [
    'time',
    {
      s: 1,
      sec: 1,
      second: 1,
      ms: 0.001,
      millisecond: 0.001,
      min: 60,
      minute: 60,
      h: 3600,
      hr: 3600,
      hour: 3600,
      day: 86400,
      week: 604800,
    },
  ],
  [
    'length^3',
    {
      l: 0.001,
      liter: 0.001,
      litre: 0.001,
      ml: 0.000001,
      milliliter: 0.000001,
      millilitre: 0.000001,
      cc: 0.000001,
      gallon: 0.003785411784,
      gal: 0.003785411784,
      quart: 0.000946352946,
      qt: 0.000946352946,
      pint: 0.000473176473,
      pt: 0.000473176473,
      cup: 0.0002365882365,
    },
  ],
  ['angle', { degree: 1, deg: 1 }],
  // In words where they cannot be multiplied out, as in “½ million”.
  ['number', { dozen: 12, hundred: 100, thousand: 1000, million: 1e6, billion: 1e9, trillion: 1e12 }],
  ['dollars', { dollar: 1, usd: 1, cent: 0.01, dime: 0.1, penny: 0.01, pennie: 0.01 }],
  ['euros', { euro: 1, eur: 1 }],
  ['pounds', { gbp: 1, quid: 1, pence: 0.01 }],
  ['yen', { yen: 1, jpy: 1 }],
  ['rupees', { rupee: 1, inr: 1 }],
  ['yuan', { yuan: 1, cny: 1, rmb: 1 }],
]

const known: ReadonlyMap<string, UnitOfTable> = new Map(
  scales.flatMap(([dimension, units]) => Object.entries(units).map(([unit, scale]) => [unit, { dimension, scale }])),
)

/** What a word may mean besides: pounds are weight or money, cents are of dollars or euros. */
const second: Readonly<Record<string, UnitOfTable>> = {
  pound: { dimension: 'pounds', scale: 1 },
  cent: { dimension: 'euros', scale: 0.01 },
  penny: { dimension: 'pounds', scale: 0.01 },
  pennie: { dimension: 'pounds', scale: 0.01 },
}

export interface UnitOfTable {
  dimension: string
  scale: number
}

/** What a word in the singular or plural means, most likely first; empty where it is no known unit. */
export function meaningsOf(word: string): readonly UnitOfTable[] {
  const singular = known.has(word) ? word : word.replace(/s$/, '')
  const [first, other] = [known.get(singular), second[singular]]
  if (first === undefined) return []
  return other === undefined ? [first] : [first, other]
}
