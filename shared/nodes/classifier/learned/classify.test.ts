import { describe, expect, it } from 'vitest'
import { graphOf } from '../../../graph/graph.fixture'
import { validateGraph } from '../../../graph/validate'
import { portsOf } from '../../kind'
import { visitOf } from '../../visit.fixture'
import { classifier } from '../classifier.kind'
import { runClassifier } from '../classifier.run'
import { FEATURES, featuresOf } from './features'
import { type LearnedModel, writeModel } from './learned-model'

/** Knows one word: with it the dear label is likely, without it the cheap one. */
function modelThatKnows(word: string): LearnedModel {
  const weights = [new Float64Array(FEATURES), new Float64Array(FEATURES)]
  const bucket = featuresOf(word).at[0] ?? 0
  if (weights[1] !== undefined) weights[1][bucket] = 8
  const trainedOn = { dataset: 'd', problems: 100, heldOut: 0.9, commonest: 0.6 }
  return writeModel({ labels: ['cheap', 'dear'], bias: [1, 0], weights }, trainedOn)
}

const learned = modelThatKnows('prove')

describe('a learned classifier', () => {
  it('has its labels for ports, and says what its chance is', () => {
    const settings = classifier.settings.parse({ method: 'learned', learned })
    expect(portsOf(classifier, settings)).toEqual(['cheap', 'dear'])
    const leaves = (question: string, sure = 0.5) =>
      runClassifier(
        visitOf(classifier, { settings: { method: 'learned', learned, sure }, problem: { question } }).visit,
      )
    expect(leaves('add')).toEqual({ leave: 'cheap', why: '“cheap” or a cheaper one does with a chance of 0.73' })
    expect(leaves('prove')).toMatchObject({ leave: 'dear' })
    expect(leaves('add', 0.9)).toMatchObject({ leave: 'dear' })
  })

  it('cannot run before it is trained, and the graph says so at its field', () => {
    const graph = graphOf([['sort', 'classifier', { method: 'learned' }]], [])
    expect(validateGraph(graph)).toContainEqual(
      expect.objectContaining({ severity: 'error', nodeId: 'sort', field: 'learned' }),
    )
  })

  it('cannot have one label twice', () => {
    const [first] = learned.labels
    const twice = { ...learned, labels: [first, first] }
    expect(classifier.settings.safeParse({ method: 'learned', learned: twice }).success).toBe(false)
  })
})
