import type { Draws } from './draws'

/** Problems on which two designs are right equally often, each by itself, with what each design spent on them, in dollars. */
export interface CostCell {
  /** The share of right walks, 0 to 1: 0 or 1 where each problem is walked once. */
  firstRight: number
  secondRight: number
  first: Float64Array
  second: Float64Array
  spread: Spread
}

/** The mean of both costs, and the lower triangle L of their covariance L·Lᵀ (Cholesky), per problem. */
interface Spread {
  first: number
  second: number
  l11: number
  l21: number
  l22: number
  constant: boolean
}

export function makeCell(
  firstRight: number,
  secondRight: number,
  costs: readonly { firstUsd: number; secondUsd: number }[],
): CostCell {
  const first = Float64Array.from(costs, ({ firstUsd }) => firstUsd)
  const second = Float64Array.from(costs, ({ secondUsd }) => secondUsd)
  return cellOf(firstRight, secondRight, first, second)
}

export function cellOf(firstRight: number, secondRight: number, first: Float64Array, second: Float64Array): CostCell {
  return { firstRight, secondRight, first, second, spread: measureSpread(first, second) }
}

function measureSpread(first: Float64Array, second: Float64Array): Spread {
  const constant = isConstant(first) && isConstant(second)
  const middle = { first: meanOf(first), second: meanOf(second) }
  if (constant) return { first: first[0] ?? 0, second: second[0] ?? 0, l11: 0, l21: 0, l22: 0, constant }
  let [xx, xy, yy] = [0, 0, 0]
  for (let index = 0; index < first.length; index++) {
    const x = (first[index] ?? 0) - middle.first
    const y = (second[index] ?? 0) - middle.second
    xx += x * x
    xy += x * y
    yy += y * y
  }
  const n = first.length
  const l11 = Math.sqrt(xx / n)
  const l21 = l11 === 0 ? 0 : xy / n / l11
  return { ...middle, l11, l21, l22: Math.sqrt(Math.max(0, yy / n - l21 * l21)), constant }
}

function isConstant(values: Float64Array): boolean {
  for (let index = 1; index < values.length; index++) if (values[index] !== values[0]) return false
  return true
}

function meanOf(values: Float64Array): number {
  let sum = 0
  for (let index = 0; index < values.length; index++) sum += values[index] ?? 0
  return values.length === 0 ? 0 : sum / values.length
}

/** The dollars of both designs over `count` problems drawn from the cell with replacement, each by itself. */
export function drawEach({ first, second }: CostCell, count: number, draws: Draws): [first: number, second: number] {
  let [firstUsd, secondUsd] = [0, 0]
  for (let drawn = 0; drawn < count; drawn++) {
    const index = draws.below(first.length)
    firstUsd += first[index] ?? 0
    secondUsd += second[index] ?? 0
  }
  return [firstUsd, secondUsd]
}

/** The same by the central limit theorem, in constant time: exact in mean and covariance, normal in shape. */
export function drawSum({ spread }: CostCell, count: number, draws: Draws): [first: number, second: number] {
  const { first, second, l11, l21, l22, constant } = spread
  if (constant) return [count * first, count * second]
  const [x, y] = [draws.normal(), draws.normal()]
  const width = Math.sqrt(count)
  return [count * first + width * l11 * x, count * second + width * (l21 * x + l22 * y)]
}
