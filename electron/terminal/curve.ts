import { existsSync } from 'node:fs'
import { lightPalette } from '../../shared/charts/palette'
import { routingScene } from '../../shared/charts/routing-curve'
import { svgFile } from '../../shared/charts/svg-text'
import { SwitchyardError } from '../../shared/errors'
import { formatCount, formatShare, formatUsd } from '../../shared/format'
import { parseGraph } from '../../shared/graph/load'
import type { RoutingCurve, RoutingScore } from '../../shared/routing-curve'
import {
  curveHeadline,
  curveNotes,
  formatLift,
  formatMeasure,
  formatThreshold,
  measureWords,
  scoreWords,
} from '../../shared/routing-curve-words'
import type { Services } from '../compose'
import { trainedIn } from '../service/learned-routers'
import { chooseEnds } from '../service/routing-curve'
import type { CommonOptions } from './commands'
import { type SelectionWords, selectionOf } from './options'
import { findDataset, findGraph, writeText } from './read-input'
import { withServices } from './session'
import { print, printJson, remark } from './speak'
import { type Column, formatTable } from './table'

export interface CurveWords extends CommonOptions, SelectionWords {
  weak?: string
  strong?: string
  by: RoutingScore
  graph?: string
  thresholds?: readonly number[]
  answer: number
  svg?: string
}

const PICTURE_WIDTH = 720

/** What routing between two models with recorded outcomes could buy. */
export async function curve(nameOrFile: string, options: CurveWords): Promise<void> {
  const { by, answer, thresholds, svg } = options
  checkTogether(options)
  // A dataset by its name is only read: the app may be open beside it.
  const access = existsSync(nameOrFile) ? 'write' : 'read'
  const traced = await withServices({ db: options.db, access }, async (services) => {
    const { routing } = services
    const datasetId = await findDataset(nameOrFile, services, { given: {}, outcomes: 'any' })
    const ends = chooseEnds(routing.models(datasetId, answer), options, `“${nameOrFile}”`)
    const learned = by === 'learned' ? learnedOf(options.graph ?? '', services) : undefined
    const selection = selectionOf(options)
    return await routing.curve({ datasetId, ...ends, by, learned, answer, selection, thresholds })
  })
  if (svg !== undefined) writeText(svg, svgFile(routingScene(traced, PICTURE_WIDTH), lightPalette))
  if (options.json === true) printJson(traced)
  else print(formatCurve(traced))
  if (svg !== undefined) remark(`Wrote ${svg}.`)
}

function checkTogether({ by, graph, thresholds }: CurveWords): void {
  if (by === 'learned' && graph === undefined)
    throw new SwitchyardError('USAGE', '--by learned does not say whose classifier', {
      hint: 'name a graph file or a design by --graph',
    })
  if (by !== 'learned' && graph !== undefined)
    throw new SwitchyardError('USAGE', '--graph is for --by learned', { hint: 'add --by learned, or leave it out' })
  if (by !== 'confidence' && thresholds !== undefined)
    throw new SwitchyardError('USAGE', '--thresholds is for --by confidence', { hint: 'add --by confidence' })
}

function learnedOf(nameOrFile: string, services: Services) {
  const found = findGraph(nameOrFile, services)
  const graph = 'graph' in found ? found.graph : parseGraph(services.designs.get(found.designId).graph, nameOrFile)
  const learned = trainedIn(graph)
  if (learned !== undefined) return learned
  throw new SwitchyardError('USAGE', `${nameOrFile} has no trained classifier`, {
    hint: 'train it by “switchyard train-classifier”',
  })
}

const right = (title: string): Column => ({ title, align: 'right' })

function formatCurve(traced: RoutingCurve): string {
  const { by, weak, strong, perfect, problems, apgr, cpt50, cpt80, auroc, tenths, cascade } = traced
  const parts = [
    curveHeadline(traced),
    ...curveNotes(traced),
    ...(problems === 0
      ? []
      : [
          '',
          formatTable(
            [{ title: 'Model', align: 'left' }, right('Right'), right('Correct'), right('Per problem')],
            [
              ...[weak, strong].map((end, at) => [
                `${at === 0 ? 'weak' : 'strong'}: ${end.model}`,
                formatShare(end.accuracy),
                formatCount(end.correct),
                formatUsd(end.usdPerProblem),
              ]),
              [
                'perfect router',
                formatShare(perfect.accuracy),
                formatCount(Math.round((perfect.accuracy ?? 0) * problems)),
                formatUsd(perfect.usdPerProblem),
              ],
            ],
          ),
          '',
          `By ${scoreWords[by]}:`,
          formatTable(
            [{ title: '', align: 'left' }, right(''), { title: '', align: 'left' }],
            [
              ['APGR', formatMeasure(apgr), measureWords.apgr],
              ['CPT(50)', formatMeasure(cpt50), measureWords.cpt50],
              ['CPT(80)', formatMeasure(cpt80), measureWords.cpt80],
              ['AUROC', formatMeasure(auroc), measureWords.auroc],
            ],
          ).trimStart(),
          '',
          formatTable(
            [
              right('To strong'),
              right('Problems'),
              right('Correct'),
              right('Right'),
              right('PGR'),
              right('Per problem'),
            ],
            tenths.map((point) => [
              formatShare(point.share, 0),
              formatCount(point.toStrong),
              formatCount(point.correct),
              formatShare(point.accuracy),
              formatMeasure(point.gap),
              formatUsd(point.usdPerProblem),
            ]),
          ),
          ...(cascade === null ? [] : ['', 'A cascade that escalates below a confidence:', formatCascade(cascade)]),
        ]),
  ]
  return parts.join('\n')
}

function formatCascade(rows: NonNullable<RoutingCurve['cascade']>): string {
  return formatTable(
    [
      right('Below'),
      right('Escalated'),
      right('Correct'),
      right('Right'),
      right('PGR'),
      right('Per problem'),
      right('IBC lift'),
    ],
    rows.map((row) => [
      formatThreshold(row.threshold),
      formatCount(row.escalated),
      formatCount(row.correct),
      formatShare(row.accuracy),
      formatMeasure(row.gap),
      formatUsd(row.usdPerProblem),
      formatLift(row.ibcLift),
    ]),
  )
}
