import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { standingClock } from './clock.fixture'
import { Pace, type PaceLimits } from './pace'
import { RateLimit } from './rate-limit'

const never = new AbortController().signal

const used = { inputTokens: 10, outputTokens: 0 }

function paced(limits: Partial<PaceLimits> = {}) {
  const { clock, pass } = standingClock()
  const pace = new Pace({ concurrency: 1000, requestsPerMinute: null, tokensPerMinute: null, ...limits }, clock)
  const begun: string[] = []
  const begin = (who: string, tokens = 10): void => void pace.begin(who, tokens, never).then(() => begun.push(who))
  return { pace, clock, pass, begun, begin }
}

describe('the pace of a connection', () => {
  it('has no more calls in flight than its limit, and the next when one ends', async () => {
    const { pace, begun, begin, pass } = paced({ concurrency: 2 })
    for (const who of ['a', 'b', 'c']) begin(who)
    await pass(0)
    expect(begun).toEqual(['a', 'b'])
    expect(pace.state).toMatchObject({ inFlight: 2, waiting: 1 })
    pace.end()
    await pass(0)
    expect(begun).toEqual(['a', 'b', 'c'])
  })

  it('lets nodes take turns: one that asks for many samples does not hold up another', async () => {
    const { pace, begun, begin, pass } = paced({ concurrency: 1 })
    for (const who of ['many', 'many', 'many', 'many', 'one']) begin(who)
    for (let ended = 0; ended < 4; ended += 1) {
      await pass(0)
      pace.end()
    }
    await pass(0)
    expect(begun).toEqual(['many', 'many', 'one', 'many', 'many'])
  })

  it('halves after a refusal, once for all that were under way, and waits as long as it was told', async () => {
    const { pace, clock, begun, begin, pass } = paced({ concurrency: 8 })
    for (let n = 0; n < 8; n += 1) begin('a')
    await pass(0)
    for (let n = 0; n < 8; n += 1) {
      pace.refused(clock.now() - 1, n === 0 ? 5000 : null)
      pace.end()
    }
    expect(pace.state).toMatchObject({ width: 4, blockedMs: 5000 })
    for (let n = 0; n < 8; n += 1) begin('b')
    await pass(4999)
    expect(begun).toHaveLength(8)
    await pass(1)
    expect(begun).toHaveLength(12)
  })

  it('waits twice as long after each refusal in a row, where it was not told, up to a minute', async () => {
    const { pace, clock, pass } = paced()
    const waits: number[] = []
    for (let n = 0; n < 8; n += 1) {
      pace.refused(clock.now(), null)
      waits.push(pace.state.blockedMs)
      await pass(pace.state.blockedMs)
    }
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000])
  })

  it('recovers by one for every round that went well, up to its limit', async () => {
    const { pace, clock } = paced({ concurrency: 4 })
    pace.refused(clock.now(), 0)
    expect(pace.state.width).toBe(2)
    for (let n = 0; n < 2; n += 1) pace.wentThrough(10, used, null)
    expect(pace.state.width).toBe(3)
    for (let n = 0; n < 100; n += 1) pace.wentThrough(10, used, null)
    expect(pace.state.width).toBe(4)
  })

  it('waits for what the provider says is used up to come back', async () => {
    const { pace } = paced()
    pace.wentThrough(1, used, { requestsLeft: 0, tokensLeft: 100, resetMs: 700 })
    expect(pace.state.blockedMs).toBe(700)
  })

  it('keeps to its requests and tokens a minute', async () => {
    const { begun, begin, pass, pace } = paced({ requestsPerMinute: 120 })
    for (let n = 0; n < 300; n += 1) begin('a')
    await pass(0)
    // A sixtieth of a minute's worth goes at once.
    expect(begun.length).toBe(2)
    await pass(59_999)
    expect(begun.length).toBe(119)
    expect(pace.state.waiting).toBe(181)
  })

  it('counts calls at what answers usually take, so that those under way at once keep to the tokens a minute', async () => {
    const { clock, pass } = standingClock()
    const pace = new Pace({ concurrency: 50, requestsPerMinute: null, tokensPerMinute: 6000 }, clock)
    let sent = 0
    const ask = async (): Promise<void> => {
      const counted = await pace.begin('a', 10, never)
      sent += 1
      // Answers are long and take their time, so that many calls leave before the first is back.
      clock.after(5000, () => {
        pace.wentThrough(counted, { inputTokens: 10, outputTokens: 490 }, null)
        pace.end()
      })
    }
    for (let n = 0; n < 200; n += 1) void ask()
    await pass(120_000)
    const learned = sent
    for (let minute = 0; minute < 5; minute += 1) await pass(60_000)
    expect((sent - learned) / 5).toBeGreaterThan(11)
    expect((sent - learned) / 5).toBeLessThanOrEqual(12)
    const before = sent
    await pass(10_000)
    // Not all of a minute's calls at once.
    expect(sent - before).toBeLessThanOrEqual(3)
  })

  it('lets whoever waits go at once when the run is stopped', async () => {
    const { clock, pass } = standingClock()
    const pace = new Pace({ concurrency: 1, requestsPerMinute: null, tokensPerMinute: null }, clock)
    const stop = new AbortController()
    await pace.begin('a', 1, stop.signal)
    let gone = false
    void pace.begin('a', 1, stop.signal).then(() => {
      gone = true
    })
    await pass(1000)
    expect(gone).toBe(false)
    stop.abort()
    await pass(0)
    expect(gone).toBe(true)
    pace.end()
    pace.end()
    expect(pace.state).toMatchObject({ inFlight: 0, waiting: 0 })
  })

  it('holds nobody up who asks for a turn when the run is stopped already', async () => {
    const { pace, pass } = paced()
    pace.refused(0, 60_000)
    let gone = false
    void pace.begin('a', 1, AbortSignal.abort()).then(() => {
      gone = true
    })
    await pass(0)
    expect(gone).toBe(true)
    pace.end()
    expect(pace.state).toMatchObject({ inFlight: 0, waiting: 0 })
  })

  it('leaves nothing due behind a run that was stopped in a pause', async () => {
    const { clock, pass, due } = standingClock()
    const pace = new Pace({ concurrency: 4, requestsPerMinute: null, tokensPerMinute: null }, clock)
    const stop = new AbortController()
    pace.refused(0, 60_000)
    for (const who of ['a', 'b']) void pace.begin(who, 1, stop.signal)
    expect(due()).toBe(1)
    stop.abort()
    await pass(0)
    expect(due()).toBe(0)
    pace.end()
    pace.end()
    let went = false
    void pace.begin('a', 1, never).then(() => {
      went = true
    })
    await pass(60_000)
    expect(went).toBe(true)
  })
})

describe('a rate limit', () => {
  it('never lets more through in any minute than it says', () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 90_000 }), { maxLength: 20 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), pauses, (perMinute, wanted) => {
        const limit = new RateLimit(perMinute, 0)
        const went: number[] = []
        let now = 0
        for (const pause of wanted) {
          now += pause
          for (let n = 0; n < perMinute; n += 1) {
            now += limit.waitFor(1, now)
            limit.take(1, now)
            went.push(now)
          }
        }
        for (const [place, at] of went.entries()) {
          const before = went[place - perMinute]
          if (before !== undefined) expect(at - before).toBeGreaterThan(60_500)
        }
      }),
      { numRuns: 50 },
    )
  })

  it('never lets more through in any time than its rate and its burst', () => {
    const amounts = fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 5000 })), {
      maxLength: 60,
    })
    fc.assert(
      fc.property(fc.integer({ min: 12, max: 6000 }), amounts, (perMinute, wanted) => {
        const limit = new RateLimit(perMinute, 0)
        let now = 0
        let through = 0
        for (const [amount, pause] of wanted) {
          now += pause
          now += limit.waitFor(amount, now)
          limit.take(amount, now)
          through += amount
          const burst = Math.max(perMinute / 60, 1)
          expect(through).toBeLessThanOrEqual((now / 60_000) * perMinute + burst + 20 + 1e-6)
        }
      }),
    )
  })

  it('gives back what was taken and not used', () => {
    const limit = new RateLimit(1200, 0)
    limit.take(20, 0)
    expect(limit.waitFor(10, 0)).toBeGreaterThan(0)
    limit.correct(15)
    expect(limit.waitFor(10, 0)).toBe(0)
  })

  it('that is none holds nothing up', () => {
    expect(new RateLimit(null, 0).waitFor(1e9, 0)).toBe(0)
  })
})
