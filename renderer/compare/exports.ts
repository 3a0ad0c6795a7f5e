import { scatterScene } from '../../shared/charts/scatter'
import type { Scene } from '../../shared/charts/scene'
import { scatterDots, writeCsv } from '../../shared/compare-rows'
import { axisWords } from '../../shared/money-unit'
import { client } from '../api'
import { savePng, saveSvg } from '../charts/save-chart'
import { saveFile } from '../save-file'
import { showFailure } from '../shell/notice-store'
import { useMoney } from './money'
import type { ShownComparison } from './use-comparison'

interface Export {
  title: string
  save: () => void
}

/** What can be taken away from a comparison. */
export function exportsOf({ comparison, rows, focus, runIds }: ShownComparison): Export[] {
  if (comparison === undefined) return []
  const chart = (): Scene => {
    const unit = useMoney.getState()
    const size = { width: 960, height: 480, axis: axisWords(unit) }
    return scatterScene(scatterDots(rows, unit, focus?.id ?? null), size)
  }
  const report = async () => {
    const { per, monthlyProblems, valuePerCorrect } = useMoney.getState()
    const input = { runIds: [...runIds], baselineId: comparison.baselineId, per, monthlyProblems, valuePerCorrect }
    saveFile('comparison.html', 'text/html', await client.compare.report(input))
  }
  return [
    { title: 'Report as HTML', save: () => void report().catch(showFailure) },
    { title: 'Table as CSV', save: () => saveFile('comparison.csv', 'text/csv', writeCsv(rows)) },
    {
      title: 'Figures as JSON',
      save: () => saveFile('comparison.json', 'application/json', `${JSON.stringify(comparison, null, 2)}\n`),
    },
    { title: 'Chart as PNG', save: () => void savePng(chart(), 'comparison').catch(showFailure) },
    { title: 'Chart as SVG', save: () => saveSvg(chart(), 'comparison') },
  ]
}
