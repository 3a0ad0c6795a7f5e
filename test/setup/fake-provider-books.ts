import type { Fault } from './fake-provider-faults.ts'
import type { Answer, Asked } from './fake-provider-wires.ts'

/** A request as it arrived, for tests that look for what may not have been sent. */
export interface SeenRequest {
  method: string
  path: string
  headers: Record<string, string>
  body: string
}

/** One call in the provider's own books. */
export interface LedgerRow {
  number: number
  wire: Asked['wire']
  model: string
  /** It was let in: a model worked on it. */
  accepted: boolean
  /** What the provider charges for; `null`: nothing. */
  billed: { inputTokens: number; outputTokens: number } | null
  /** The fault that it met. */
  fault: Fault | null
}

/** What the provider knows of its calls, and what it still is to do wrong. */
export class Books {
  readonly ledger: LedgerRow[] = []
  readonly requests: SeenRequest[] = []
  readonly faults: Fault[] = []

  /** The fault that a request of this model meets, which is used up by it. */
  nextFault(model: string): Fault | null {
    const at = this.faults.findIndex((one) => one.model === undefined || one.model === model)
    const fault = this.faults[at]
    if (fault === undefined) return null
    const left = (fault.times ?? 1) - 1
    if (left <= 0) this.faults.splice(at, 1)
    else this.faults[at] = { ...fault, times: left }
    return fault.none === true ? null : fault
  }

  /** Books a call before its reply is sent: a caller that dies meanwhile is charged all the same. */
  enter({ wire, model }: Asked, fault: Fault | null, accepted: boolean, answer: Answer | null): void {
    const billed = accepted && answer !== null && fault?.billed !== false
    this.ledger.push({
      number: this.ledger.length + 1,
      wire,
      model,
      accepted,
      billed: billed ? { inputTokens: answer.inputTokens ?? 0, outputTokens: answer.outputTokens ?? 0 } : null,
      fault,
    })
  }

  reset(): void {
    this.ledger.length = 0
    this.requests.length = 0
    this.faults.length = 0
  }
}
