/** The recorded grades of the answers that a visit has seen: a handful, so a list is quicker than a map. */
export class SeenScores {
  private readonly answers: string[] = []
  private readonly scores: number[] = []

  get(answer: string): number | undefined {
    return this.scores[this.answers.indexOf(answer)]
  }

  /** Where two samples agree, the first one's grade stands for both. */
  add(answer: string, score: number): void {
    if (this.answers.includes(answer)) return
    this.answers.push(answer)
    this.scores.push(score)
  }
}
