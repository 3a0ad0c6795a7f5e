import { Fragment } from 'react'
import { formatDuration } from '../../shared/format'
import { formatInUnit, titleOf } from '../../shared/money-unit'
import type { RouterEvidence } from '../../shared/router-evidence'
import { useMoney } from '../compare/money'
import pageStyles from '../shell/Page.module.css'
import { RateCell } from './Figures'
import styles from './Router.module.css'

/** Every parting of the ways: who went where, and how that ended. */
export function Branches({ branches }: { branches: RouterEvidence['branches'] }) {
  const money = useMoney()
  return (
    <section className={pageStyles.card}>
      <h2>Every parting of the ways</h2>
      <p>Of the problems that came to a node: how many left by each port, and how those ended.</p>
      <table className={pageStyles.table}>
        <thead>
          <tr>
            <th scope="col">Way out</th>
            <th scope="col" data-align="end">
              Taken
            </th>
            <th scope="col" data-align="end">
              Right in the end
            </th>
            <th scope="col" data-align="end">
              {titleOf(money)}
            </th>
            <th scope="col" data-align="end">
              p50
            </th>
          </tr>
        </thead>
        <tbody>
          {branches.map(({ nodeId, title, ways }) => (
            <Fragment key={nodeId}>
              {ways.map(({ port, taken, right, usdPerProblem, p50Ms }) => (
                <tr key={port}>
                  <th scope="row">
                    {title} <span className={styles.port}>{port}</span>
                  </th>
                  <td data-align="end">
                    <RateCell rate={taken} counts />
                  </td>
                  <td data-align="end">
                    <RateCell rate={right} />
                  </td>
                  <td data-align="end">{formatInUnit(usdPerProblem, money)}</td>
                  <td data-align="end">{formatDuration(p50Ms)}</td>
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  )
}
