import { formatCount } from '../../shared/format'
import type { VerifierEvidence } from '../../shared/router-evidence'
import pageStyles from '../shell/Page.module.css'
import { RateCell } from './Figures'
import styles from './Router.module.css'

/** What verifiers let through and what they held back, against the answer key. */
export function Verifiers({ verifiers }: { verifiers: readonly VerifierEvidence[] }) {
  return (
    <section className={pageStyles.card}>
      <h2>Verifiers</h2>
      <p>Each answer that came to a verifier, judged by the answer key or the grade of its source.</p>
      <table className={pageStyles.table}>
        <thead>
          <tr>
            <th scope="col">Verifier</th>
            <th scope="col" data-align="end">
              Wrong answers it passed
            </th>
            <th scope="col" data-align="end">
              Right answers it failed
            </th>
            <th scope="col" data-align="end">
              Undecided
            </th>
            <th scope="col" data-align="end">
              Grade not known
            </th>
          </tr>
        </thead>
        <tbody>
          {verifiers.map(({ nodeId, title, method, oracle, falseAccept, falseReject, undecided, ungraded }) => (
            <tr key={nodeId}>
              <th scope="row">
                {title} {oracle && '†'} <span className={styles.small}>{method}</span>
              </th>
              <td data-align="end">
                <RateCell rate={falseAccept} counts />
              </td>
              <td data-align="end">
                <RateCell rate={falseReject} counts />
              </td>
              <td data-align="end">{formatCount(undecided)}</td>
              <td data-align="end">{formatCount(ungraded)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
