import { writeFileSync } from 'node:fs'
import { lineOf, SwitchyardError } from '../../shared/errors'
import { formatNumberOf, formatShare } from '../../shared/format'
import { nameOf, validateGraph } from '../../shared/graph/validate'
import { writeGraph } from '../../shared/graph/write'
import type { CommonOptions } from './commands'
import { findDataset, readGraphFile } from './read-input'
import { withServices } from './session'
import { print, printJson, remark } from './speak'

export interface TrainClassifierOptions extends CommonOptions {
  data: string
  models: string
  labels?: string
  node?: string
  out?: string
}

/** Trains the classifier of a graph file on recorded outcomes, and writes the graph with what it has learned. */
export async function trainClassifier(file: string, options: TrainClassifierOptions): Promise<void> {
  const graph = readGraphFile(file)
  const classifiers = graph.nodes.filter(({ kind }) => kind === 'classifier')
  const node = options.node === undefined ? classifiers[0] : classifiers.find(({ id }) => id === options.node)
  if (node === undefined || (options.node === undefined && classifiers.length > 1)) {
    const ids = classifiers.map(({ id }) => id).join(', ') || 'none'
    throw new SwitchyardError('USAGE', `${file} does not say which classifier is meant`, {
      hint: `name it by --node; its classifiers are: ${ids}`,
    })
  }
  await withServices({ db: options.db, access: 'write' }, async (services) => {
    const datasetId = await findDataset(options.data, services)
    const [models, labels] = [
      namesIn(options.models),
      options.labels === undefined ? undefined : namesIn(options.labels),
    ]
    const learned = await services.classifiers.train({ datasetId, models, labels })
    const settings = { ...node.settings, method: 'learned', learned }
    const trained = { ...graph, nodes: graph.nodes.map((one) => (one === node ? { ...one, settings } : one)) }
    const out = options.out ?? file
    try {
      writeFileSync(out, writeGraph(trained))
    } catch (cause) {
      throw new SwitchyardError('USAGE', `${out} cannot be written: ${lineOf(cause)}`, {
        hint: 'use another --out',
        cause,
      })
    }
    const isBroken = validateGraph(trained).some(({ severity, nodeId }) => severity === 'error' && nodeId === node.id)
    if (isBroken)
      remark(
        `${nameOf(node)} now has the ports ${learned.labels.map(({ label }) => label).join(', ')}, which the edges of ${out} do not leave by; connect them, or train it for the ports that it had by --labels`,
      )
    const { trainedOn } = learned
    if (options.json === true) return printJson({ out, node: node.id, trainedOn })
    print(
      `Trained ${nameOf(node)} on ${formatNumberOf(trainedOn.problems, 'problem')} of “${trainedOn.dataset}” and wrote ${out}.\n` +
        `On problems that it was not trained on it gave the right label to ${formatShare(trainedOn.heldOut)}; always the commonest label would be right for ${formatShare(trainedOn.commonest)}.\n` +
        `Compare it on a dataset that it was not trained on: on “${trainedOn.dataset}” it looks better than it is.`,
    )
  })
}

function namesIn(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}
