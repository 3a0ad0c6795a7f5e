import { type Rate, rateOf } from './rate'

/** What a verifier said of an answer, and what the answer key says. */
export interface VerifiedAnswer {
  /** `null` where it could not decide. */
  verified: 'pass' | 'fail' | null
  correct: boolean
}

export interface VerifierQuality {
  /** Wrong answers that it passed, among the wrong answers it decided on. */
  falseAccept: Rate
  /** Right answers that it failed, among the right answers it decided on. */
  falseReject: Rate
  /** Answers on which it did not decide: in neither rate. */
  undecided: number
}

/** The two errors of a verifier, judged by the answer key: the false-positive and the false-negative rate of its `pass`. */
export function verifierQuality(answers: Iterable<VerifiedAnswer>, repeats = 1): VerifierQuality {
  let [right, wrong, failedRight, passedWrong, undecided] = [0, 0, 0, 0, 0]
  for (const { verified, correct } of answers) {
    if (verified === null) undecided += 1
    else if (correct) {
      right += 1
      failedRight += Number(verified === 'fail')
    } else {
      wrong += 1
      passedWrong += Number(verified === 'pass')
    }
  }
  return {
    falseAccept: rateOf(passedWrong, wrong, repeats),
    falseReject: rateOf(failedRight, right, repeats),
    undecided,
  }
}
