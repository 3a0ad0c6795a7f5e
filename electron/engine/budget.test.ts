import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Budget } from './budget'

const settledOf = async (promise: Promise<void> | undefined): Promise<string> =>
  await Promise.race([
    Promise.resolve(promise)
      .then(() => 'let through')
      .catch((error) => error.code),
    tick().then(() => 'waits'),
  ])
const tick = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('a budget', () => {
  it('sets the worst cost of a call aside and frees it when the call has ended', async () => {
    const budget = new Budget(1, 0)
    await budget.reserve(0.6)
    expect(budget.committedUsd).toBeCloseTo(0.6)
    budget.settle(0.6, 0.1)
    expect(budget.committedUsd).toBeCloseTo(0.1)
  })

  it('lets a call wait while those under way may still come out cheaper', async () => {
    const budget = new Budget(1, 0)
    await budget.reserve(0.6)
    const second = budget.reserve(0.6)
    expect(await settledOf(second)).toBe('waits')
    budget.settle(0.6, 0.1)
    expect(await settledOf(second)).toBe('let through')
  })

  it('is used up when nothing is under way and the next call does not fit', async () => {
    const budget = new Budget(1, 0.5)
    expect(await settledOf(budget.reserve(0.6))).toBe('RUN_BUDGET')
  })

  it('says what is spent, what the next call may cost, and what to do', async () => {
    const refused = await new Budget(1, 0.5).reserve(0.6)?.catch((error) => error.line)
    expect(refused).toBe(
      '$0.500 of $1.00 are spent and the next call may cost up to $0.600; raise the budget, finished problems are kept',
    )
  })

  it('names the call that does not fit to all that wait behind it', async () => {
    const budget = new Budget(1, 0)
    await budget.reserve(0.9)
    const waiting = [0.6, 0.1].map(async (usd) => {
      await expect(budget.reserve(usd)).rejects.toThrow(
        '$0.500 of $1.00 are spent and the next call may cost up to $0.600',
      )
    })
    budget.settle(0.9, 0.5)
    await Promise.all(waiting)
  })

  it('tells whoever waits that the run was stopped', async () => {
    const budget = new Budget(1, 0)
    await budget.reserve(1)
    const second = budget.reserve(1)
    budget.close()
    expect(await settledOf(second)).toBe('RUN_STOPPED')
  })

  it('without a cap lets everything through', async () => {
    const budget = new Budget(null, 5)
    expect(await settledOf(budget.reserve(1e9))).toBe('let through')
  })

  it('is never passed, whatever calls cost and in whatever order they end', async () => {
    const call = fc.record({ worst: fc.integer({ min: 0, max: 50 }), share: fc.integer({ min: 0, max: 100 }) })
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 200 }),
        fc.array(call, { maxLength: 40 }),
        fc.nat(),
        async (cap, calls, order) => {
          const budget = new Budget(cap / 100, 0)
          let spent = 0
          const under: { worst: number; actual: number }[] = []
          const all = calls.map(async ({ worst, share }) => {
            const usd = worst / 100
            await budget.reserve(usd)
            under.push({ worst: usd, actual: (usd * share) / 100 })
          })
          const ended = Promise.allSettled(all)
          for (let step = 0; step < calls.length * 2; step += 1) {
            await tick()
            const [next] = under.splice((order + step) % Math.max(1, under.length), 1)
            if (next === undefined) continue
            spent += next.actual
            budget.settle(next.worst, next.actual)
            expect(spent).toBeLessThanOrEqual(cap / 100 + 1e-9)
            expect(budget.committedUsd).toBeLessThanOrEqual(cap / 100 + 1e-9)
          }
          budget.close()
          await ended
        },
      ),
      { numRuns: 50 },
    )
  })
})
