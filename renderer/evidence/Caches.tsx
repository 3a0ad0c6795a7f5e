import { formatUsd } from '../../shared/format'
import type { CacheEvidence } from '../../shared/router-evidence'
import pageStyles from '../shell/Page.module.css'
import { RateCell } from './Figures'

/** How often caches answered, whether rightly, and what that saved. */
export function Caches({ caches }: { caches: readonly CacheEvidence[] }) {
  return (
    <section className={pageStyles.card}>
      <h2>Caches</h2>
      <p>A hit saves what its answer had cost when it was first given, at list price.</p>
      <table className={pageStyles.table}>
        <thead>
          <tr>
            <th scope="col">Cache</th>
            <th scope="col" data-align="end">
              Hits
            </th>
            <th scope="col" data-align="end">
              Hits that were right
            </th>
            <th scope="col" data-align="end">
              Misses that were right
            </th>
            <th scope="col" data-align="end">
              A miss cost
            </th>
            <th scope="col" data-align="end">
              Saved
            </th>
          </tr>
        </thead>
        <tbody>
          {caches.map(({ nodeId, title, hits, hitRight, missRight, usdPerMiss, savedUsd }) => (
            <tr key={nodeId}>
              <th scope="row">{title}</th>
              <td data-align="end">
                <RateCell rate={hits} counts />
              </td>
              <td data-align="end">
                <RateCell rate={hitRight} />
              </td>
              <td data-align="end">
                <RateCell rate={missRight} />
              </td>
              <td data-align="end">{formatUsd(usdPerMiss)}</td>
              <td data-align="end">{formatUsd(savedUsd)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
