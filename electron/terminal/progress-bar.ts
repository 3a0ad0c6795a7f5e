import { batchWords, formatCount, formatDuration, formatShare, formatUsd, waitingWords } from '../../shared/format'
import type { Progress } from '../../shared/runs-contract'

const WIDTH = 24

/** A bar on the error stream of a terminal; in a pipe it draws nothing. */
export function progressBar(stream: NodeJS.WriteStream = process.stderr): {
  draw(label: string, progress: Progress): void
  clear(): void
} {
  if (!stream.isTTY) return { draw: () => {}, clear: () => {} }
  return {
    draw: (label, progress) =>
      void stream.write(`\r\u001b[K${barLine(label, progress).slice(0, Math.max(20, stream.columns - 1))}`),
    clear: () => void stream.write('\r\u001b[K'),
  }
}

function barLine(label: string, { finished, total, correct, usd, etaMs, waiting, inBatches }: Progress): string {
  const filled = total === 0 ? WIDTH : Math.round((finished / total) * WIDTH)
  const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled)
  const right = formatShare(finished === 0 ? null : correct / finished)
  const waits = waiting > 0 ? waitingWords(waiting) : inBatches > 0 ? batchWords(inBatches) : undefined
  const left = waits !== undefined ? ` · ${waits}` : etaMs === null ? '' : ` · ${formatDuration(etaMs)} left`
  return `${label} ${bar} ${formatCount(finished)} of ${formatCount(total)} · ${right} right · ${formatUsd(usd)}${left}`
}
